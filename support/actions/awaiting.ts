// Waits for messages to those who have to be sent them, until a deadline or until it is certain that none comes.

import type { MessageEvent, TraceEvent } from '../evidence/trace';
import type { FlowId } from '../procedure/flows';
import type { PartyName } from '../procedure/roles';
import type { Patience } from './patience';
import { areTold, type ToldOf } from './told';

/** Somebody who has to be sent a flow. */
export interface Awaited {
  readonly by: PartyName;
  /** Who sends it. */
  readonly from: PartyName;
  /** The identity to which it is sent. */
  readonly id: string;
  /** MC service group IDs that it has to speak of, in as many messages as that takes. */
  readonly groups: readonly string[];
}

export interface Awaiting {
  /**
   * Waits until each of the receivers was sent the flow.
   *
   * @param after how many messages of the scenario are of no account
   */
  untilMessage(flow: FlowId, receivers: readonly string[], after?: number): Promise<void>;
  /** Waits until each was sent the flow; where both ends are one product, until nothing more comes. */
  untilSent(flow: FlowId, awaited: readonly Awaited[]): Promise<void>;
}

/** @param events of the scenario, so far */
export function createAwaiting(
  events: () => readonly TraceEvent[],
  patience: Pick<Patience, 'restart' | 'until' | 'hush'>,
): Awaiting {
  async function untilTold(flow: FlowId, groupsOf: ToldOf, after = 0): Promise<void> {
    const isMessage = (event: TraceEvent): event is MessageEvent => event.kind === 'message';
    const sent = () =>
      events()
        .filter(isMessage)
        .slice(after)
        .filter((message) => message.flow === flow);
    // Each message of the preamble has the whole deadline: the first scenario of a cold process is slow.
    patience.restart();
    await patience.until(() => areTold(groupsOf, sent()));
  }
  return {
    untilMessage: (flow, receivers, after) => untilTold(flow, new Map(receivers.map((id) => [id, []])), after),
    async untilSent(flow, awaited) {
      const products = events().flatMap((event) => (event.kind === 'one-product' ? [event.parties] : []));
      const isInside = ({ by, from }: Awaited): boolean =>
        products.some((parties) => parties.includes(by) && parties.includes(from));
      const seen = awaited.filter((one) => !isInside(one));
      await untilTold(flow, new Map(seen.map(({ id, groups }) => [id, groups])));
      if (seen.length < awaited.length) await patience.hush();
    },
  };
}
