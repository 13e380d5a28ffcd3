// What the maker of a product answered to the ICS, and what follows: which features are denied, which requirements do not
// apply or are for the product to decide. What is not answered counts as yes. Unaware of runs.

import type { Role } from '../../procedure/roles';
import { whyLacking } from '../../ports/abilities';
import type { Wire } from '../../ports/wire';
import { holds, itemsOf, type Condition } from './condition';
import type { Ics, IcsRow, IcsTable } from './ics';

/** `some`: a policy of the product decides, where the item may be answered so. */
export type IcsAnswer = 'yes' | 'no' | 'some';
export type IcsAnswers = Readonly<Record<string, IcsAnswer>>;

export interface Claims {
  /** The tables of the roles under test; all where every role is played. */
  readonly tables: readonly IcsTable[];
  readonly answers: IcsAnswers;
  isSo(item: string): boolean;
  /** Why a test purpose that needs the feature is not applicable, or undefined. */
  withoutFeature(feature: string): string | undefined;
  /** Why a requirement of this applicability is not applicable, or undefined. @param within its clause */
  notApplicable(applicability: string | undefined, within?: string): string | undefined;
  /** Why a requirement of this applicability may be for a policy of the product to decide, or undefined. @param within its clause */
  byPolicy(applicability: string | undefined, within?: string): string | undefined;
}

/** @param wire of the run; items that are not asked of it count as yes */
export function claimsOf(ics: Ics, given: IcsAnswers, underTest: readonly Role[], wire?: Wire): Claims {
  const tables = tablesFor(ics, underTest);
  const answers = answersByName(ics, given);
  const rows = new Map<string, IcsRow>(tables.flatMap((table) => table.rows).map((row) => [row.item, row]));
  /** A statement about a role that the harness plays says nothing of the product. */
  const answerTo = (item: string) => {
    const row = rows.get(item);
    return row && isAskedOn(row, wire) ? answers[item] : undefined;
  };

  function isSo(item: string): boolean {
    const answer = answerTo(item);
    if (answer !== undefined) return answer !== 'no';
    const { condition } = rows.get(item) ?? {};
    return condition === undefined || holds(ics.condition(condition), isSo);
  }

  return {
    tables,
    answers,
    isSo,
    withoutFeature(wanted) {
      const denied = [...rows.values()].find(({ item, feature }) => feature === wanted && !isSo(item));
      return denied && answeredNo(denied.item);
    },
    notApplicable(applicability, within) {
      if (applicability === undefined) return undefined;
      const condition = ics.condition(applicability, within);
      return holds(condition, isSo) ? undefined : whyNot(applicability, condition, answerTo);
    },
    byPolicy(applicability, within) {
      if (applicability === undefined) return undefined;
      const item = itemsOf(ics.condition(applicability, within)).find((one) => answerTo(one) === 'some');
      return item && `ICS item ${item} is answered some: ${rows.get(item)?.some ?? ''}`;
    },
  };
}

const isAskedOn = ({ lacking }: IcsRow, wire: Wire | undefined): boolean =>
  lacking === undefined || (wire !== undefined && whyLacking(wire, lacking) !== undefined);

/** A short item and one with its clause are the same answer. */
export const answersByName = (ics: Ics, answers: IcsAnswers): IcsAnswers =>
  Object.fromEntries(Object.entries(answers).map(([item, answer]) => [ics.row(item)?.item ?? item, answer]));

export const tablesFor = ({ tables }: Ics, underTest: readonly Role[]): Ics['tables'] =>
  underTest.length === 0 ? tables : tables.filter(({ role }) => underTest.includes(role));

const answeredNo = (item: string): string => `ICS item ${item} is answered no`;

function whyNot(text: string, condition: Condition, answerTo: (item: string) => string | undefined): string {
  const denied = itemsOf(condition).find((item) => answerTo(item) === 'no');
  return denied === undefined ? `by the ICS, "${text}" does not hold` : answeredNo(denied);
}
