// The numbers of the requests that came within each dialog, the highest of each: whoever sends it once more has not counted.
// What is lower may have been overtaken, and what is repeated by its transaction does not come here.

import type { SchemaError } from '../../../../procedure/schema-error';
import { takingOldest } from '../../stack/oldest-first';
import type { SipRequest } from '../../stack/message/message';
import { callIdOf, cseqOf, fromOf, tagOf, toOf } from '../../stack/message/typed';
import { sameNumber } from './faults-of-bytes';

export interface DialogNumbers {
  /** What is wrong with the number of a request; nothing where it is in no dialog. */
  faultsOf(request: SipRequest): readonly SchemaError[];
}

const MOST = 10_000;

export function createDialogNumbers(): DialogNumbers {
  const latest = new Map<string, number>();
  const takeOldest = takingOldest(latest);
  return {
    faultsOf(request) {
      const number = cseqOf(request)?.number;
      const tag = tagOf(toOf(request));
      if (number === undefined || tag === undefined) return [];
      const dialog = JSON.stringify([callIdOf(request), tagOf(fromOf(request)), tag]);
      const before = latest.get(dialog);
      latest.delete(dialog);
      if (latest.size >= MOST) takeOldest();
      latest.set(dialog, Math.max(number, before ?? 0));
      return number === before ? [sameNumber(number)] : [];
    },
  };
}
