// Names for what clauses number each for itself: requirements, readings, items of the ICS, profiles. Inside a clause an id is
// short. Where clauses meet it stays short while only one of them has it; else the clause stands before it, with a slash.

/** An id as its clause has it. */
export interface Numbered {
  readonly clause: string;
  readonly id: string;
}

export interface Ids {
  /** The name by which everybody knows what a clause calls `id`. */
  nameOf(clause: string, id: string): string;
  /**
   * The name that somebody means who writes a short id or one with its clause; undefined where there is none, or more than one.
   * @param within the clause that the writer speaks of: its own ids come first
   */
  meant(text: string, within?: string): string | undefined;
}

export const qualified = ({ clause, id }: Numbered): string => `${clause}/${id}`;

export function idsOf(all: readonly Numbered[]): Ids {
  const clausesOf = new Map<string, Set<string>>();
  for (const { clause, id } of all) clausesOf.set(id, (clausesOf.get(id) ?? new Set()).add(clause));
  const byQualified = new Map(all.map((one) => [qualified(one), one]));
  const nameOf: Ids['nameOf'] = (clause, id) => ((clausesOf.get(id)?.size ?? 0) > 1 ? qualified({ clause, id }) : id);
  return {
    nameOf,
    meant(text, within) {
      if (within !== undefined && clausesOf.get(text)?.has(within)) return nameOf(within, text);
      const known = byQualified.get(text);
      if (known !== undefined) return nameOf(known.clause, known.id);
      return clausesOf.get(text)?.size === 1 ? text : undefined;
    },
  };
}

/** The names that a short id stands for in several clauses; empty where it is not ambiguous. */
export function namesakes(id: string, names: readonly string[]): readonly string[] {
  const same = names.filter((name) => name.endsWith(`/${id}`) && CLAUSE.test(name.slice(0, -id.length)));
  return same.length > 1 ? same : [];
}

/** As folders of clauses are named, with its slash. */
const CLAUSE = /^\d+\.\d+-[\d.]+\/$/;
