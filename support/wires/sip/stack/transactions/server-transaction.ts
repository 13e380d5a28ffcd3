// The server transactions of RFC 3261 17.2 with the corrections of RFC 4320: a request is handed up once, its final
// response is replayed to retransmissions. INVITE is here as far as a refusal needs it: 17.2.1 without 2xx. Tens of thousands
// are remembered at a time, so each is one object that keeps as little as it can.

import type { Clock } from '../clock';
import { asFailure, type SipFailure } from '../failure';
import type { PreparedReply } from '../transport/transports';
import { transactionTimeout, tryingDelay, type TimerSettings } from './timers';

export type Answered =
  | { readonly outcome: 'sent' }
  /** The client has given up: RFC 4320 forbids to answer now. */
  | { readonly outcome: 'late' }
  | { readonly outcome: 'already-answered' }
  /** A 408, or a provisional response but 100, to what is no INVITE; a 2xx to an INVITE. */
  | { readonly outcome: 'not-allowed' }
  | { readonly outcome: 'failed'; readonly failure: SipFailure };

/** What keeps a request: forgotten once that is answered, long before the transaction is. */
export interface Unanswered {
  readonly trying: () => PreparedReply;
}

/** The same for all transactions of a table. */
export interface ServerContext {
  readonly clock: Clock;
  readonly timers: TimerSettings;
  readonly onCompleted: (transaction: ServerTransaction) => void;
  readonly onEnd: (transaction: ServerTransaction) => void;
}

/** By what it is known. */
export interface ServerIdentity {
  readonly key: string;
  readonly method: string;
  readonly reliable: boolean;
  readonly mergeKey: string | undefined;
  /** Another transaction has the same request, come another way. */
  readonly merged: boolean;
}

export class ServerTransaction {
  private state: 'trying' | 'proceeding' | 'completed' | 'confirmed' | 'ended' = 'trying';
  private answered = false;
  private sendLast: (() => Promise<void>) | undefined;
  private cancelEnd: () => void;
  private cancelRepeating: (() => void) | undefined;

  constructor(
    readonly is: ServerIdentity,
    private unanswered: Unanswered | undefined,
    private readonly context: ServerContext,
  ) {
    const { clock, timers } = context;
    const timeout = transactionTimeout(timers);
    const untilTrying = tryingDelay(timers);
    // One timer after the other: most are answered before the first.
    this.cancelEnd =
      untilTrying < timeout
        ? clock.after(untilTrying, () => this.notAnsweredYet(timeout - untilTrying))
        : clock.after(timeout, () => this.end());
  }

  private get invite(): boolean {
    return this.is.method === 'INVITE';
  }

  private notAnsweredYet(left: number): void {
    this.cancelEnd = this.context.clock.after(left, () => this.end());
    if (this.unanswered && this.state === 'trying') void this.respond(this.unanswered.trying());
  }

  /** Never rejects. */
  async respond({ status, send }: PreparedReply): Promise<Answered> {
    if (!this.unanswered) return { outcome: this.answered ? 'already-answered' : 'late' };
    const allowed = this.invite ? status < 200 || status >= 300 : status === 100 || (status >= 200 && status !== 408);
    if (!allowed) return { outcome: 'not-allowed' };
    this.sendLast = send;
    if (status < 200) this.state = 'proceeding';
    else this.complete();
    try {
      await send();
      return { outcome: 'sent' };
    } catch (error) {
      this.end();
      return { outcome: 'failed', failure: asFailure(error, 'unreachable') };
    }
  }

  private complete(): void {
    const { clock, timers, onCompleted } = this.context;
    this.state = 'completed';
    this.answered = true;
    this.unanswered = undefined;
    this.disarm();
    onCompleted(this);
    // J, or H for an INVITE: for a stream nothing is repeated, but an ACK is still to come.
    if (this.is.reliable && !this.invite) this.end();
    else this.cancelEnd = clock.after(transactionTimeout(timers), () => this.end());
    if (this.invite && !this.is.reliable) this.repeatUntilAcknowledged(timers.t1);
  }

  private repeatUntilAcknowledged(interval: number): void {
    const { clock, timers } = this.context;
    this.cancelRepeating = clock.after(interval, () => {
      this.replay();
      this.repeatUntilAcknowledged(Math.min(interval * 2, timers.t2));
    });
  }

  private replay(): void {
    // A replay that fails is one more that was lost.
    this.sendLast?.().catch(() => undefined);
  }

  private disarm(): void {
    this.cancelEnd();
    this.cancelRepeating?.();
  }

  /** The same request again. */
  repeated(): void {
    if (this.state === 'proceeding' || this.state === 'completed') this.replay();
  }

  /** The ACK to the refusal of an INVITE. */
  acknowledged(): void {
    if (!this.invite || this.state !== 'completed') return;
    this.state = 'confirmed';
    this.disarm();
    if (this.is.reliable) this.end();
    else this.cancelEnd = this.context.clock.after(this.context.timers.t4, () => this.end());
  }

  end(): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.unanswered = undefined;
    this.sendLast = undefined;
    this.disarm();
    this.context.onEnd(this);
  }
}
