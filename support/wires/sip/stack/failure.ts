// Why a request got no answer, or nothing could be sent. A stable code for programs, a sentence for people.

export type FailureCode =
  | 'refused-by-guard'
  | 'no-listener'
  | 'not-numeric'
  | 'unreachable'
  | 'too-large'
  | 'congested'
  | 'timeout'
  | 'aborted'
  | 'closed'
  | 'malformed';

export class SipFailure extends Error {
  override readonly name = 'SipFailure';

  constructor(
    readonly code: FailureCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An answer came, and where it ends cannot be told: nothing after it on its connection can be read. */
export class EndlessAnswer extends SipFailure {
  constructor(
    message: string,
    /** As far as it came. */
    readonly bytes: Buffer,
  ) {
    super('malformed', message);
  }
}

export const asFailure = (error: unknown, code: FailureCode): SipFailure =>
  error instanceof SipFailure
    ? error
    : new SipFailure(code, error instanceof Error ? error.message : String(error), { cause: error });
