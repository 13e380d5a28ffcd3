// What scenarios left behind at products that cannot be told to forget, by the identity that it hangs on. A later scenario
// that needs the identity cannot tell its own doing from what was left.

export interface Leftover {
  /** MC service ID or MC service group ID. */
  readonly id: string;
  /** In words, with the names of the features. */
  readonly what: string;
}

export interface Leftovers {
  add(scenario: string, left: readonly Leftover[]): void;
  /** What stands in the way of a scenario with these identities, in words. */
  among(ids: readonly string[]): string | undefined;
}

export function createLeftovers(): Leftovers {
  const byId = new Map<string, string>();
  return {
    add(scenario, left) {
      for (const { id, what } of left) if (!byId.has(id)) byId.set(id, `${scenario} left behind: ${what}`);
    },
    among: (ids) => ids.map((id) => byId.get(id)).find((leftover) => leftover !== undefined),
  };
}
