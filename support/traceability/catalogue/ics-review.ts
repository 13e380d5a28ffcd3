// The static conformance review: answers to the ICS that no conforming product can give. Pure.

import type { Role } from '../../procedure/roles';
import { instead } from '../../verdict/nearest';
import { claimsOf, tablesFor, type Claims, type IcsAnswers } from './claims';
import { holds } from './condition';
import type { Ics, IcsRow } from './ics';
import { namesakes } from './ids';

/** One line for each item that is at fault, beginning with the item. */
export function reviewIcs(ics: Ics, answers: IcsAnswers, underTest: readonly Role[]): readonly string[] {
  const claims = claimsOf(ics, answers, underTest);
  return [
    ...Object.keys(answers).flatMap((item) => strange(item, ics, underTest)),
    ...claims.tables.flatMap(({ rows }) => rows.flatMap((row) => contradiction(row, ics, claims))),
  ];
}

function strange(item: string, ics: Ics, underTest: readonly Role[]): readonly string[] {
  const known = ics.tables.flatMap(({ rows }) => rows.map((row) => row.item));
  const same = namesakes(item, known);
  if (same.length > 0) return [`${item}: several clauses have such an item; write ${same.join(' or ')}`];
  const name = ics.row(item)?.item;
  if (name === undefined) return [`${item}: there is no such item${instead(item, known)}`];
  const applies = tablesFor(ics, underTest).some(({ rows }) => rows.some((row) => row.item === name));
  if (applies) return [];
  const role = ics.tables.find(({ rows }) => rows.some((row) => row.item === name))?.role ?? '';
  return [`${item}: it is about ${role}, which is not under test; leave it out`];
}

function contradiction(
  { item, status, condition, reference, some }: IcsRow,
  ics: Ics,
  claims: Claims,
): readonly string[] {
  const answer = claims.answers[item];
  if (answer === 'some' && some === undefined) return [`${item}: answered some, and it asks for yes or no`];
  if (status === 'm') return answer === 'no' ? [`${item}: mandatory (${reference}), and answered no`] : [];
  if (condition === undefined || answer === undefined) return [];
  const due = holds(ics.condition(condition), (other) => claims.isSo(other));
  if (due && answer === 'no')
    return [`${item}: mandatory (${reference}) where ${condition}, which holds, and answered no`];
  return !due && answer === 'yes' ? [`${item}: answered yes, although its condition ${condition} does not hold`] : [];
}
