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

/** What answers a request, and so keeps it: forgotten once that is answered, long before the transaction is. */
export interface Unanswered {
  /** What is returned sends the response, as often as it is called. */
  readonly prepare: (response: SipResponse) => () => Promise<void>;
  readonly trying: () => SipResponse;
}

export interface ServerContext {
  readonly invite: boolean;
  readonly reliable: boolean;
  readonly clock: Clock;
  readonly timers: TimerSettings;
  readonly unanswered: Unanswered;
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
  const { invite, reliable, clock, timers, onCompleted, onEnd } = context;
  let state: 'trying' | 'proceeding' | 'completed' | 'confirmed' | 'ended' = 'trying';
  let unanswered: Unanswered | undefined = context.unanswered;
  let answered = false;
  let sendLast: (() => Promise<void>) | undefined;
  let cancelEnd = clock.after(transactionTimeout(timers), end);
  let cancelSending: (() => void) | undefined = clock.after(tryingDelay(timers), () => {
    if (unanswered && state === 'trying') void respond(unanswered.trying());
  });

  function end(): void {
    if (state === 'ended') return;
    state = 'ended';
    unanswered = undefined;
    sendLast = undefined;
    disarm();
    onEnd();
  }

  function disarm(): void {
    cancelEnd();
    cancelSending?.();
  }

  async function respond(response: SipResponse): Promise<Answered> {
    if (!unanswered) return { outcome: answered ? 'already-answered' : 'late' };
    const { status } = response.start;
    const allowed = invite ? status < 200 || status >= 300 : status === 100 || (status >= 200 && status !== 408);
    if (!allowed) return { outcome: 'not-allowed' };
    const send = unanswered.prepare(response);
    sendLast = send;
    if (status < 200) state = 'proceeding';
    else complete();
    try {
      await send();
      return { outcome: 'sent' };
    } catch (error) {
      end();
      return { outcome: 'failed', failure: asFailure(error, 'unreachable') };
    }
  }

  function complete(): void {
    state = 'completed';
    answered = true;
    unanswered = undefined;
    disarm();
    onCompleted();
    // J, or H for an INVITE: for a stream nothing is repeated, but an ACK is still to come.
    if (reliable && !invite) end();
    else cancelEnd = clock.after(transactionTimeout(timers), end);
    if (invite && !reliable) repeatUntilAcknowledged(timers.t1);
  }

  function repeatUntilAcknowledged(interval: number): void {
    cancelSending = clock.after(interval, () => {
      replay();
      repeatUntilAcknowledged(Math.min(interval * 2, timers.t2));
    });
  }

  function replay(): void {
    // A replay that fails is one more that was lost.
    sendLast?.().catch(() => undefined);
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
      else cancelEnd = clock.after(timers.t4, end);
    },
    end,
  };
}
