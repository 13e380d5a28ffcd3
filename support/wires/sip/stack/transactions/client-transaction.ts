// The non-INVITE client transaction of RFC 3261 17.1.2: one request, sent again until it is answered, one final response.
// Unaware of how responses are matched to it.

import type { Clock } from '../clock';
import { SipFailure, asFailure } from '../failure';
import type { SipResponse } from '../message/message';
import { transactionTimeout, type TimerSettings } from './timers';

export interface ClientUser {
  onProvisional(response: SipResponse): void;
  /** Once, and nothing after it; the same for `onFailure`. */
  onFinal(response: SipResponse): void;
  onFailure(failure: SipFailure): void;
}

export interface ClientContext {
  readonly reliable: boolean;
  readonly clock: Clock;
  readonly timers: TimerSettings;
  readonly send: () => Promise<void>;
  readonly user: ClientUser;
  /** Nothing that comes now is for it. */
  readonly onEnd: () => void;
}

export interface ClientTransaction {
  receive(response: SipResponse): void;
  /** Ends it with this reason, unless it has its final response. */
  abandon(reason: SipFailure): void;
}

export function startClient({ reliable, clock, timers, onEnd, ...unanswered }: ClientContext): ClientTransaction {
  let state: 'trying' | 'proceeding' | 'completed' | 'ended' = 'trying';
  // The request and who waits: forgotten once it is answered, before the transaction is.
  let waiting: Pick<ClientContext, 'send' | 'user'> | undefined = unanswered;
  let interval = timers.t1;
  let cancelE: (() => void) | undefined;
  let cancelK: (() => void) | undefined;
  // A process that had no turn for long finds its timers first and its datagrams after: the answer may lie there already.
  let cancelF = clock.after(transactionTimeout(timers), () => {
    cancelF = clock.after(1, () =>
      fail(new SipFailure('timeout', `no final response within ${transactionTimeout(timers)} ms`)),
    );
  });

  /** What waits in a queue to leave is not repeated before it has left. */
  function transmit(): void {
    waiting?.send().then(reliable ? undefined : armE, (error: unknown) => fail(asFailure(error, 'unreachable')));
  }

  function armE(): void {
    if (!waiting) return;
    cancelE = clock.after(interval, () => {
      interval = state === 'proceeding' ? timers.t2 : Math.min(interval * 2, timers.t2);
      transmit();
    });
  }

  function end(): void {
    state = 'ended';
    waiting = undefined;
    cancelE?.();
    cancelF();
    cancelK?.();
    onEnd();
  }

  function fail(failure: SipFailure): void {
    const user = waiting?.user;
    if (!user) return;
    end();
    user.onFailure(failure);
  }

  function receive(response: SipResponse): void {
    const user = waiting?.user;
    if (!user) return;
    if (response.start.status < 200) {
      state = 'proceeding';
      user.onProvisional(response);
      return;
    }
    state = 'completed';
    waiting = undefined;
    cancelE?.();
    cancelF();
    if (reliable) end();
    else cancelK = clock.after(timers.t4, end);
    user.onFinal(response);
  }

  transmit();
  return {
    receive,
    abandon(reason) {
      if (state === 'completed') end();
      else fail(reason);
    },
  };
}
