// What a client asks of its server of its service and affiliations, until it is answered: which request an answer belongs to, and
// which requests were on their way together with one that undoes them, so that nobody can tell which of the two was obeyed last.

export type Kind = 'starts' | 'logs-off' | 'joins' | 'leaves';

export interface Exchange {
  readonly kind: Kind;
  /** Groups that the request lists; none of a request about service. */
  readonly groups: readonly string[];
  /** Whether what was asked of the group, or of the service where none is named, met with a request that undoes it. */
  crossed(group?: string): boolean;
}

/** Each by who asks: a user, or a server for one. */
export interface Exchanges {
  ask(asker: string, kind: Kind, groups?: readonly string[]): void;
  /** The oldest request of the kind that is not answered yet. */
  answer(asker: string, kind: Kind): Exchange | undefined;
}

interface Open {
  readonly kind: Kind;
  readonly groups: readonly string[];
  /** Groups of it that crossed, or all of it. */
  crossed: Set<string> | 'wholly';
}

/** By kind, what undoes it: an affiliation may end with the service. */
const UNDOES: Readonly<Record<Kind, readonly Kind[]>> = {
  starts: ['logs-off'],
  'logs-off': ['starts', 'joins'],
  joins: ['leaves', 'logs-off'],
  leaves: ['joins'],
};

export function createExchanges(): Exchanges {
  const open = new Map<string, Open[]>();
  return {
    ask(asker, kind, groups = []) {
      const others = open.get(asker) ?? [];
      const asked: Open = { kind, groups, crossed: new Set() };
      for (const other of others) if (UNDOES[kind].includes(other.kind)) cross(asked, other);
      others.push(asked);
      open.set(asker, others);
    },
    answer(asker, kind) {
      const asked = open.get(asker);
      const at = asked?.findIndex((one) => one.kind === kind) ?? -1;
      const [answered] = at < 0 ? [] : (asked?.splice(at, 1) ?? []);
      if (answered === undefined) return undefined;
      const { groups, crossed } = answered;
      return {
        kind,
        groups,
        crossed: (group) => crossed === 'wholly' || (group !== undefined && crossed.has(group)),
      };
    },
  };
}

function cross(one: Open, other: Open): void {
  const isOfGroups = one.groups.length > 0 && other.groups.length > 0;
  for (const [mine, others] of [
    [one, other],
    [other, one],
  ] as const) {
    if (!isOfGroups) {
      // A log-off is obeyed whatever affiliation it meets with.
      if (mine.kind !== 'logs-off' || others.kind === 'starts') mine.crossed = 'wholly';
    } else if (mine.crossed !== 'wholly') {
      for (const group of mine.groups) if (others.groups.includes(group)) mine.crossed.add(group);
    }
  }
}
