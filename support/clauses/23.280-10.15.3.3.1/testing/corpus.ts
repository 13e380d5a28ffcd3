// Every trace that the oracle is tested with: what it says of each is approved in approved/, by requirement.

import type { TraceEvent } from '../../../evidence/trace';
import { DEFECTS } from './defects/all';
import type { Defect } from './defects/defect';
import { FREEDOMS } from './freedoms/usual';
import { FREEDOMS_AFTERWARDS } from './freedoms/afterwards';
import { FREEDOMS_CALLED_OFF } from './freedoms/called-off';
import { FREEDOMS_OF_COMINGS_AND_GOINGS } from './freedoms/comings-and-goings';
import { FREEDOMS_ON_THE_WAY } from './freedoms/on-the-way';
import { UNDECIDED } from './undecided';

export interface Sample {
  readonly says: string;
  /** The requirement that it breaks, if it was made to break one. */
  readonly breaks?: string;
  readonly events: readonly TraceEvent[];
}

const breaking = (defects: readonly Defect[]): readonly Sample[] =>
  defects.map(({ requirement, says, events }) => ({ says: `${requirement}: ${says}`, breaks: requirement, events }));

const FREE: readonly Sample[] = [
  ...FREEDOMS,
  ...FREEDOMS_AFTERWARDS,
  ...FREEDOMS_ON_THE_WAY,
  ...FREEDOMS_CALLED_OFF,
  ...FREEDOMS_OF_COMINGS_AND_GOINGS,
];

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

export const CORPUS: readonly Sample[] = [...OUTCOMES, ...breaking(DEFECTS), ...others(FREE), ...UNDECIDED];
