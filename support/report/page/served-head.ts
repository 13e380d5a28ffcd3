// The top of the page of a served party: who is served, where, and with which defect or freedom.

import type { Role } from '../../procedure/roles';
import { escapeHtml } from './escape';
import { factList } from './head';

export interface ServedParty {
  readonly role: Role;
  readonly suite: { readonly name: string; readonly version: string };
  /** The mutant or variant, and what it does. */
  readonly choice?: { readonly id: string; readonly says: string };
  readonly wire: string;
  readonly address: string;
  /** Empty where it is configured by hand. */
  readonly control: string;
}

export const servedHead = ({ role, suite, choice, wire, address, control }: ServedParty): string =>
  [
    '<section class="verdict" aria-labelledby="served">',
    `<h1 id="served">${escapeHtml(role)}</h1>`,
    '<p class="why">Served to develop against: nothing is judged here. A message is held against the schema of its flow, no more.</p>',
    factList([
      ['Does', choice === undefined ? 'what the clause says' : `${choice.id}: ${choice.says}`],
      ['Wire', wire],
      ['Listens on', address],
      ['Control', control === '' ? 'none: configured by hand' : control],
      ['Suite', `${suite.name} ${suite.version}`],
    ]),
    '</section>',
  ].join('\n');
