// Every trace that the oracle is tested with, by topic: what it says of each is approved in support/clauses/23.280-10.15.3.3.1/approved/.

import type { TraceEvent } from '../../../evidence/trace';
import { afterwards } from './defects/afterwards';
import { answer } from './defects/answer';
import { completion } from './defects/completion';
import type { Defect } from './defects/defect';
import { partner } from './defects/partner';
import { preconditions } from './defects/preconditions';
import { request } from './defects/request';
import { whole } from './defects/whole';
import { FREEDOMS } from './freedoms';
import { FREEDOMS_AFTERWARDS } from './freedoms-afterwards';
import { UNDECIDED } from './undecided';

export interface Sample {
  readonly says: string;
  readonly events: readonly TraceEvent[];
}

const breaking = (defects: readonly Defect[]): readonly Sample[] =>
  defects.map(({ requirement, says, events }) => ({ says: `${requirement}: ${says}`, events }));

const FREE: readonly Sample[] = [...FREEDOMS, ...FREEDOMS_AFTERWARDS];

/** What can become of the procedure. Every other trace is told by how it differs from the likest of these. */
export const OUTCOMES: readonly Sample[] = [
  'the usual',
  'groups of three MC systems',
  'a reject',
  'a request that is not authorized',
  'the refusal of one of two partners',
  'a partner that refuses for an earlier regroup',
  'another regroup of other groups',
  'a cancellation',
].flatMap((name) => FREE.filter(({ says }) => says === name));

const others = (freedoms: readonly Sample[]): readonly Sample[] => freedoms.filter((one) => !OUTCOMES.includes(one));

export const CORPUS: ReadonlyMap<string, readonly Sample[]> = new Map([
  ['outcomes', OUTCOMES],
  ['defects-of-preconditions', breaking(preconditions)],
  ['defects-of-steps-1-to-3', breaking(request)],
  ['defects-of-step-4', breaking(answer)],
  ['defects-of-steps-5-to-8', breaking(partner)],
  ['defects-of-steps-9-to-12', breaking(completion)],
  ['defects-of-the-whole', breaking(whole)],
  ['defects-afterwards', breaking(afterwards)],
  ['freedoms', others(FREEDOMS)],
  ['freedoms-afterwards', others(FREEDOMS_AFTERWARDS)],
  ['undecided', UNDECIDED],
]);
