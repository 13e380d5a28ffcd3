// What a function of stage 3 hands on as it came: of the request by which it learnt of a regroup, or of its removal, the contact
// preferences, the information body and the preconfigured group go into every request that it makes of it (TS 24.379 16.2); a
// client knows the preconfigured group of what it asked for or was told of. Unaware of messages.

import { canonical } from '../../../procedure/identities';
import type { Info } from '../bodies/info';
import type { RegroupAction } from '../bodies/regroup';
import type { Header } from '../stack/message/message';

export interface CopyKey {
  /** The server that was asked, and that asks others; or a client. */
  readonly at: string;
  /** The regroup group. */
  readonly of: string;
  readonly action: RegroupAction;
}

export interface Copy {
  /** Its Accept-Contact and Reject-Contact fields. */
  readonly contacts: readonly Header[];
  /** Undefined where it had none. */
  readonly info: Info | undefined;
  /** Likewise where it named none. */
  readonly preconfiguredGroup: string | undefined;
}

export interface Copies {
  keep(key: CopyKey, copy: Copy): void;
  known(key: CopyKey): Copy | undefined;
}

/** The oldest are forgotten first: a regroup that is so long over is asked for by nobody. */
const MOST = 10_000;

export function createCopies(): Copies {
  const kept = new Map<string, Copy>();
  const nameOf = ({ at, of, action }: CopyKey): string => JSON.stringify([...canonical([at, of]), action]);
  return {
    known: (key) => kept.get(nameOf(key)),
    keep(key, copy) {
      kept.delete(nameOf(key));
      kept.set(nameOf(key), copy);
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    },
  };
}
