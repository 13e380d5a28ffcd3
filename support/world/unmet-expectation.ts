// A Then was not met. Which requirement that breaks, and whose fault it is, the checks say when the scenario ends.

export class UnmetExpectation extends Error {
  override readonly name = 'UnmetExpectation';

  constructor(readonly expected: string) {
    super(`expected: ${expected}`);
  }
}
