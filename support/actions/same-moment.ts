// Users who ask at the same moment. A played client asks at once, a product when it gets to it, and an operator later still: whoever
// is played asks when the requests of the others are on their way, so that no regroup is over before another has begun.

export interface Initiator {
  /** Its client is a product's. */
  readonly takesTime: boolean;
  /** Its request passes between products where nobody sees it. */
  readonly isUnseen: boolean;
  /** Its request was seen. */
  hasAsked(): boolean;
  /** Resolves when the client says that it has asked. */
  ask(): Promise<void>;
}

/** Resolves as soon as the condition holds, or when that is too late; rejects where what was begun for it fails. */
type Sees = (condition: () => boolean, begun: Promise<unknown>) => Promise<void>;

export async function askTogether(initiators: readonly Initiator[], sees: Sees): Promise<void> {
  const first = initiators.filter(({ takesTime }) => takesTime);
  const sayTheyHave = new Set<Initiator>();
  const begun = Promise.all(
    first.map(async (one) => {
      await one.ask();
      sayTheyHave.add(one);
    }),
  );
  const isUnderWay = (one: Initiator): boolean => one.hasAsked() || (one.isUnseen && sayTheyHave.has(one));
  const others = initiators.filter(({ takesTime }) => !takesTime);
  if (first.length > 0 && others.length > 0) await sees(() => first.every(isUnderWay), begun);
  await Promise.all([begun, ...others.map((one) => one.ask())]);
}
