// Who may initiate a preconfigured regroup, over time: as it was provisioned, until the operator of a server withdraws it.

import type { Controls } from './controls';
import type { Places } from './places';

interface Known {
  readonly places: Places;
  readonly controls: Controls;
}

/** When the authorization of the user was withdrawn, as positions in the trace. */
export const withdrawalsOf = ({ controls }: Pick<Known, 'controls'>, user: string): readonly number[] =>
  controls.acts.flatMap((act) =>
    act.kind === 'withdraw-authorization' && act.user === user && act.done ? [act.event.seq] : [],
  );

export const isAuthorizedAt = (known: Known, user: string, seq: number): boolean =>
  (known.places.user(user)?.mayInitiateRegroup ?? false) && !withdrawalsOf(known, user).some((at) => at < seq);
