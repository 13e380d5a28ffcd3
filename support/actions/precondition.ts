/** The scenario could not be brought to its stimulus, or a party could not do what control asked: inconclusive. */
export class PreconditionNotReached extends Error {
  override readonly name = 'PreconditionNotReached';
}
