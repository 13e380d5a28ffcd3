// One statement of the clause: what it says, what it came to, what showed it, and the reading where the text is ambiguous.

import type { PageIndex, RequirementEntry } from '../page-data';
import { fold, h, linkTo, paragraph } from './dom';
import { badge } from './verdict';

export function requirementView(index: PageIndex, row: RequirementEntry, part: string): readonly HTMLElement[] {
  const { id, says, strength, owners, locator, verdict, reason, shownBy, checkedIn } = row;
  const anchors = new Map(index.scenarios.map((scenario) => [scenario.tp, scenario]));
  const broken = index.broken.filter(({ requirement }) => requirement === id);
  return [
    h('h1', { tabindex: '-1' }, `${id} `, badge(verdict)),
    paragraph(says, 'says'),
    paragraph(`${part} · ${strength} · binds ${owners.join(', ') || 'nobody'} · ${locator}`, 'quiet'),
    ...(reason === '' ? [] : [paragraph(reason)]),
    ...broken.map((one) =>
      h(
        'section',
        { class: 'breach' },
        paragraph(`${one.party}: expected ${one.expected}`),
        paragraph(`observed ${one.observed}`),
        h('p', {}, 'seen in ', ...one.scenarios.flatMap((anchor) => [linkTo(anchor), ' '])),
      ),
    ),
    h('h2', {}, 'Shown by'),
    paragraph(`${checkedIn} scenarios checked it; ${shownBy.length} were written to show it.`, 'quiet'),
    h(
      'ul',
      { class: 'plain' },
      ...[...new Set(shownBy)].map((tp) => {
        const scenario = anchors.get(tp);
        return h('li', {}, linkTo(tp), ` ${scenario?.name ?? ''} `, scenario && badge(scenario.verdict));
      }),
    ),
    ...row.interpretations.map((name) => interpretation(index, name)),
  ];
}

export function interpretation(index: PageIndex, id: string): HTMLElement {
  const known = index.interpretations[id];
  if (known === undefined) return paragraph(`reading ${id}`);
  const { problem, reading, why, alternatives } = known;
  return fold(
    `Reading ${id}: ${reading}`,
    paragraph(`The text: ${problem}`),
    paragraph(`Why: ${why}`),
    ...alternatives.map((other) => paragraph(`Read otherwise: ${other.reading} ${other.verdict}`)),
  );
}
