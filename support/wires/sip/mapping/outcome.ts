// What a final response came to, and which one a played function gives. Judged by status and warning number: wording, host
// and order of the warnings say nothing.

import {
  FINAL_RESPONSES,
  WARNING_TEXTS,
  type FinalResponse,
  type Outcome,
  type Procedure,
  type SipFunction,
} from './final-responses';

export interface Answered {
  readonly procedure: Procedure;
  readonly status: number;
  /** Numbers of the warnings that came with it. */
  readonly warnings: readonly number[];
}

/** Everything that the response can mean; nothing if it is none of the procedure. */
export function outcomesOf({ procedure, status, warnings }: Answered): readonly Outcome[] {
  const ofStatus = FINAL_RESPONSES.filter((row) => row.procedure === procedure && sameStatus(row.status, status));
  const warned = ofStatus.filter(({ warning }) => warning !== undefined && warnings.includes(warning));
  const rows = warned.length > 0 ? warned : ofStatus.filter(({ warning }) => warning === undefined);
  return [...new Set(rows.map(({ outcome }) => outcome))];
}

/** The response that a function gives for an outcome; none if the outcome is not for it to find. */
export const responseFor = (procedure: Procedure, by: SipFunction, outcome: Outcome): FinalResponse | undefined =>
  FINAL_RESPONSES.find(
    (row) => row.procedure === procedure && (row.by === by || row.by === 'any') && row.outcome === outcome,
  );

/** The numbers in a Warning header, `399 host "148 group is regrouped"`; the host may be left out. */
export const warningNumbers = (header: string): readonly number[] =>
  [...header.matchAll(/"(\d{3})(?!\d)/g)].map(([, digits]) => Number(digits));

/** @param host who warns */
export const warningHeader = (number: number, host: string): string =>
  `399 ${host} "${number} ${WARNING_TEXTS.get(number) ?? ''}"`;

/** Every 2xx accepts. */
const sameStatus = (known: number, status: number): boolean =>
  known === status || (known === 200 && status > 200 && status < 300);
