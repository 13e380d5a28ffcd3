// Results of older versions, read as what they would be today, so that recorded verdicts can still be judged and compared.

import type { RunResult } from '../verdict/results';

/** As runs wrote them while the suite knew one clause and named it alone. */
interface Version1 extends Omit<RunResult, 'version' | 'clauses'> {
  readonly version: 1;
  /** All but the number is absent from the oldest. */
  readonly spec: { readonly clause: string } & Partial<
    Pick<RunResult['clauses'][number], 'release' | 'change' | 'version' | 'digest'>
  >;
}

/** @param data of version 1; what else is wrong with it is for the schema to say */
export function fromVersion1(data: object): object {
  const { spec, ...same } = data as Partial<Version1>;
  const { clause: number, ...text } = spec ?? {};
  const clause = {
    clause: `23.280-${number ?? ''}`,
    specification: '3GPP TS 23.280',
    number,
    title: 'Preconfigured group regroup formation in multiple MC systems',
    ...text,
  };
  return fromVersion2({ ...same, clauses: [clause] });
}

/** In version 2 what passed stood with its scenario in full. @param data of version 2, likewise */
export const fromVersion2 = (data: object): object => ({ ...data, version: 3, passed: [] });
