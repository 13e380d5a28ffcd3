// Wrong answers to the question of steps 3 and 6, whether a group is regrouped.

import type { KnownGroup, Regroup } from '../server/records';

/** Knows only the regroup that was started last. */
export const inTheLatestRegroup = ({ configuration }: KnownGroup, heldBy: Regroup | undefined): boolean =>
  configuration?.temporaryGroupId !== undefined ||
  (heldBy !== undefined && [...heldBy.scope.regroups].at(-1) === heldBy.id);
