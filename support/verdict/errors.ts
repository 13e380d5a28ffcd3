// Errors that a person reads. A UserError is the user's to mend and is shown without a stack; a HarnessFault is ours.

export type ErrorCode = `MCX-${string}`;

/** Wrong usage, input or environment: what was expected, what was found, what to do next. */
export class UserError extends Error {
  override readonly name = 'UserError';

  /**
   * @param code stable, so that scripts can tell errors apart
   * @param exitCode 2 wrong usage; 3 the implementation could not be reached
   * @param lines the message as a reader reads it at a terminal, where it tells several faults: one a line
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly exitCode: 2 | 3 = 2,
    readonly lines: readonly string[] = [message],
  ) {
    super(message);
  }
}

/** The harness broke: never charged to the implementation. */
export class HarnessFault extends Error {
  override readonly name = 'HarnessFault';
}
