// Told apart from every other failure: an implementation that cannot be asked at all leads to no verdict against it.

export class Unreachable extends Error {
  override readonly name = 'Unreachable';

  constructor(
    readonly address: string,
    reason: string,
    /** There was somebody, who did not answer in time. */
    readonly timedOut = false,
  ) {
    super(`nothing could be asked of ${address}: ${reason}`);
  }
}
