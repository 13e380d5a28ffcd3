// Who may initiate a preconfigured regroup, over time: as it was provisioned, until the operator of a server withdraws it.

import type { Controls } from './controls';
import type { Places } from './places';

interface Known {
  readonly places: Places;
  readonly controls: Pick<Controls, 'withdrawals'>;
}

export const isAuthorizedAt = (known: Known, user: string, seq: number): boolean =>
  (known.places.user(user)?.mayInitiateRegroup ?? false) &&
  !known.controls.withdrawals.get(user)?.some((at) => at < seq);
