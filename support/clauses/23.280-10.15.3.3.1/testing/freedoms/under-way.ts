// What the freedoms tell of messages that are under way, and of cancellations.

import type { TraceEvent } from '../../../../evidence/trace';
import { ANA, CLEO, CRISIS, FIRE2, IVO, JAN, JOINT, JOINT8, MED8, server } from '../cast';
import { FLOW } from '../flow-names';
import { asksUsers, concludes, partnersAnswer, WISH, type Wish } from '../formation';
import { scenario } from '../outcomes';
import type { TraceBuilder } from '../trace-builder';
import type { PartyName } from '../../../../procedure/roles';

export const during = (
  pieces: (t: TraceBuilder, wish: Wish) => void,
  inForce: readonly string[],
): readonly TraceEvent[] => scenario(pieces, {}, undefined, inForce);

/** The latest message of a flow. */
export const latest = (t: TraceBuilder, flow: string): string =>
  t.events.findLast((event) => event.kind === 'message' && event.flow === flow)?.id ?? '';

export function arrives(t: TraceBuilder, message: string, by: PartyName): void {
  t.add({ kind: 'delivery', message, by, outcome: 'arrived', detail: '' });
}

export function isLost(t: TraceBuilder, flow: string, by: PartyName): void {
  t.add({ kind: 'delivery', message: latest(t, flow), by, outcome: 'undeliverable', detail: '' });
}

/** Ana's request is answered by the partner and all that follows. */
export function completes(t: TraceBuilder, wish: Wish): void {
  partnersAnswer(t, wish);
  asksUsers(t, wish.primary, wish.own, wish);
  concludes(t, wish);
}

export const IVO_TOO: Wish = { ...WISH, requester: IVO, given: JOINT8, id: JOINT8 };

/** Jan gives the identity that Ana gives, in the other MC system. */
export const JAN_TOO: Wish = {
  ...WISH,
  requester: JAN,
  groups: [MED8, FIRE2],
  primary: 'partner',
  partners: ['primary'],
  asked: { primary: [IVO] },
  own: [CLEO],
};

export const cancelsAt = (t: TraceBuilder): void =>
  t.send(FLOW.cancelPartner, server('primary'), server('partner'), { mcServiceId: ANA, regroupGroupId: JOINT });

export function asksToCancel(t: TraceBuilder, user = ANA): void {
  t.send(FLOW.cancel, user, server('primary'), { mcServiceId: user, regroupGroupId: JOINT });
  t.act(user, { kind: 'cancel-regroup', regroupGroupId: JOINT });
}

export function confirmsCancel(t: TraceBuilder, users: readonly string[], canceller = ANA): void {
  const elements = { mcServiceId: canceller, regroupGroupId: JOINT };
  for (const one of users)
    t.send(FLOW.cancelClient, server('partner'), one, { mcServiceId: one, regroupGroupId: JOINT });
  t.send('preconfigured-regroup-cancel-response.server-server', server('partner'), server('primary'), {
    ...elements,
    result: 'success',
  });
  confirmsCancelTo(t, canceller, 'success');
}

export function confirmsCancelTo(t: TraceBuilder, canceller: string, result: 'success' | 'failure'): void {
  const elements = { mcServiceId: canceller, regroupGroupId: JOINT };
  t.send('preconfigured-regroup-cancel-response.server-client', server('primary'), canceller, { ...elements, result });
}

/** Step 7 alone. */
export function asksOnly(t: TraceBuilder, users: readonly string[], { groups }: Wish): void {
  for (const one of users)
    t.send(FLOW.step7, server('partner'), one, {
      mcServiceId: one,
      regroupGroupId: JOINT,
      preconfiguredGroupId: CRISIS,
      mcServiceGroupIdList: groups,
      delivery: 'unicast',
    });
}

export const responds = (t: TraceBuilder): void =>
  t.send(FLOW.step11, server('partner'), server('primary'), { mcServiceId: ANA, regroupGroupId: JOINT });
