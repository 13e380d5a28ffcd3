// The server transactions of RFC 3261 17.2 with the corrections of RFC 4320: a request is handed up once, its final
// response is replayed to retransmissions. INVITE is here as far as a refusal needs it: 17.2.1 without 2xx.

import type { Clock } from '../clock';
import { asFailure, type SipFailure } from '../failure';
import type { SipResponse } from '../message/message';
import { transactionTimeout, tryingDelay, type TimerSettings } from './timers';

export type Answered =
  | { readonly outcome: 'sent' }
  /** The client has given up: RFC 4320 forbids to answer now. */
  | { readonly outcome: 'late' }
  | { readonly outcome: 'already-answered' }
  /** A 408, or a provisional response but 100, to what is no INVITE; a 2xx to an INVITE. */
  | { readonly outcome: 'not-allowed' }
  | { readonly outcome: 'failed'; readonly failure: SipFailure };

export interface ServerContext {
  readonly invite: boolean;
  readonly reliable: boolean;
  readonly clock: Clock;
  readonly timers: TimerSettings;
  readonly reply: (response: SipResponse) => Promise<void>;
  readonly trying: () => SipResponse;
  readonly onCompleted: () => void;
  readonly onEnd: () => void;
}

export interface ServerTransaction {
  /** Never rejects. */
  respond(response: SipResponse): Promise<Answered>;
  /** The same request again. */
  repeated(): void;
  /** The ACK to the refusal of an INVITE. */
  acknowledged(): void;
  end(): void;
}

export function startServer(context: ServerContext): ServerTransaction {
  const { invite, reliable, clock, timers, reply, trying, onCompleted, onEnd } = context;
  let state: 'trying' | 'proceeding' | 'completed' | 'confirmed' | 'ended' = 'trying';
  let last: SipResponse | undefined;
  const cancels = new Set<() => void>();
  const after = (milliseconds: number, run: () => void) => cancels.add(clock.after(milliseconds, run));

  after(transactionTimeout(timers), end);
  after(tryingDelay(timers), () => {
    if (state === 'trying') void respond(trying());
  });

  function end(): void {
    if (state === 'ended') return;
    state = 'ended';
    disarm();
    onEnd();
  }

  function disarm(): void {
    for (const cancel of cancels) cancel();
    cancels.clear();
  }

  async function respond(response: SipResponse): Promise<Answered> {
    const { status } = response.start;
    if (state === 'ended') return { outcome: last && last.start.status >= 200 ? 'already-answered' : 'late' };
    if (state === 'completed' || state === 'confirmed') return { outcome: 'already-answered' };
    const allowed = invite ? status < 200 || status >= 300 : status === 100 || (status >= 200 && status !== 408);
    if (!allowed) return { outcome: 'not-allowed' };
    last = response;
    if (status < 200) state = 'proceeding';
    else complete();
    try {
      await reply(response);
      return { outcome: 'sent' };
    } catch (error) {
      end();
      return { outcome: 'failed', failure: asFailure(error, 'unreachable') };
    }
  }

  function complete(): void {
    state = 'completed';
    disarm();
    onCompleted();
    // J, or H for an INVITE: for a stream nothing is repeated, but an ACK is still to come.
    if (reliable && !invite) end();
    else after(transactionTimeout(timers), end);
    if (invite && !reliable) repeatUntilAcknowledged(timers.t1);
  }

  function repeatUntilAcknowledged(interval: number): void {
    after(interval, () => {
      replay();
      repeatUntilAcknowledged(Math.min(interval * 2, timers.t2));
    });
  }

  function replay(): void {
    // A replay that fails is one more that was lost.
    if (last) reply(last).catch(() => undefined);
  }

  return {
    respond,
    repeated() {
      if (state === 'proceeding' || state === 'completed') replay();
    },
    acknowledged() {
      if (!invite || state !== 'completed') return;
      state = 'confirmed';
      disarm();
      if (reliable) end();
      else after(timers.t4, end);
    },
    end,
  };
}
