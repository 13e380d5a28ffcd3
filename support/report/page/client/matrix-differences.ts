// Where two products that conform answer the same stimulus differently.

import type { Difference } from '../matrix-data';
import { h, paragraph } from './dom';

export function differenceList(differences: readonly Difference[]): readonly HTMLElement[] {
  if (differences.length === 0) return [];
  return [
    h('h2', {}, 'Where two products that pass the same test purpose differ'),
    paragraph(
      'The same stimulus, both pass it, and they do not do the same: a freedom of the specification or a hole of it, and a risk for whoever connects them.',
      'quiet',
    ),
    h('ul', { class: 'plain', id: 'differences' }, ...differences.map(item)),
  ];
}

const item = ({ role, wire, one, other, testPurposes, requirements, interpretations }: Difference): HTMLElement =>
  h(
    'li',
    { class: 'difference' },
    h('p', {}, h('strong', {}, `${one.name} and ${other.name}`), ` as ${role} over ${wire}`),
    paragraph(`${one.name}: ${one.did}`),
    paragraph(`${other.name}: ${other.did}`),
    paragraph(
      `in ${testPurposes.join(', ')}; statements ${requirements.join(', ') || 'none'}; readings ${interpretations.join(', ') || 'none'}`,
      'quiet',
    ),
  );
