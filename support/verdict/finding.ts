// What one check says of one party: data for the verdict, for the reader of a report, and for the rerun.

import type { PartyName } from '../procedure/roles';
import type { Verdict } from './verdict';

export interface Finding {
  /** Requirement id, the same for pass and fail. */
  readonly requirement: string;
  /** The party that the requirement binds here. */
  readonly party: PartyName;
  readonly verdict: Exclude<Verdict, 'error'>;
  /** In the clause's words: what had to be seen. */
  readonly expected: string;
  /** In the clause's words: what was seen. */
  readonly observed: string;
  /** Ids of the trace events that decided. */
  readonly evidence: readonly string[];
  /** Of what is folded under a finding that explains it: the requirement of that. It counts for nothing by itself. */
  readonly follows?: string;
  /** The reading that decided, where the clause is ambiguous. */
  readonly interpretation?: string;
}
