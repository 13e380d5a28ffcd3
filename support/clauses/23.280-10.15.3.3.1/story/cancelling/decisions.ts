// What a server was made to decide by itself: at stage 3 a controlling function may end a regroup that nobody asks it to end
// (TS 24.379 16.2.3.3).

import type { PartyName } from '../../../../procedure/roles';
import type { Controls } from '../../../../oracle/story/controls';

/** @param before a place in the trace; what its operator was answered comes after what the server sends of it */
export const hasDecidedToEnd = (
  { acts }: Pick<Controls, 'acts'>,
  server: PartyName,
  id: string,
  before = Infinity,
): boolean =>
  acts.some(
    ({ kind, done, event, regroupId }) =>
      kind === 'cancel-regroup' && done && event.party === server && regroupId === id && event.seq < before,
  );
