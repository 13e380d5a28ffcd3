// Which attempts there are at each server, and which of them a regroup group identity stands for. Unaware of what their messages
// are.

import type { PartyName } from '../../../../procedure/roles';
import { best } from '../../../../oracle/story/best';
import { pair } from '../../../../oracle/story/timeline';
import { isConcluded, isNegative, type AttemptDraft } from './attempt';
import type { KnownAttempts } from '../cancelling/cancellations';

export interface AttemptIndex extends KnownAttempts {
  begin(attempt: AttemptDraft): void;
  /** A server that is no home of a listed group is asked all the same. */
  join(attempt: AttemptDraft, server: PartyName): void;
  /** From now on the identity stands for this attempt at these servers. */
  name(attempt: AttemptDraft, id: string | undefined, servers: Iterable<PartyName>): void;
  /** Those of a primary, without the ones that were concluded when the same user asked again. */
  present(primary: PartyName | null): readonly AttemptDraft[];
  /** The identity stands for it at its primary, or was given for it. */
  uses(attempt: AttemptDraft, id: string | undefined): boolean;
  /** The identity stands for it at this server, or else was given for it. */
  isMeant(attempt: AttemptDraft, server: PartyName | null, id: string | undefined): boolean;
}

export function createAttemptIndex(): AttemptIndex {
  const byPrimary = new Map<PartyName, AttemptDraft[]>();
  const byServer = new Map<PartyName, AttemptDraft[]>();
  /** By server and identity, the latest attempt of each primary, the one named last at the end. */
  const byRegroupId = new Map<string, Map<PartyName, AttemptDraft>>();
  /** Those that were concluded when the same user asked again. */
  const past = new Set<AttemptDraft>();

  const at = (server: PartyName | null): readonly AttemptDraft[] => (server && byPrimary.get(server)) ?? [];
  /** The attempts that an identity stands for at a server. */
  function named(server: PartyName | null, id: string | undefined): readonly AttemptDraft[] {
    return server && id ? [...(byRegroupId.get(pair(server, id))?.values() ?? [])] : [];
  }
  /** The one of them that has this primary, else the one named last. */
  function latest(
    server: PartyName | null,
    id: string | undefined,
    primary: PartyName | null,
  ): AttemptDraft | undefined {
    return best(named(server, id), (candidate) => candidate.primary === primary);
  }
  /** Or one that gave it and has not been answered yet. */
  function find(server: PartyName | null, id: string | undefined, primary: PartyName | null): AttemptDraft | undefined {
    return latest(server, id, primary) ?? at(server).findLast(({ givenId }) => id !== undefined && givenId === id);
  }
  function unanswered(server: PartyName | null, id: string | undefined): readonly AttemptDraft[] {
    return at(server).filter(
      ({ givenId, step4a, step4b }) => givenId === id && id !== undefined && step4a.length + step4b.length === 0,
    );
  }
  const uses = (attempt: AttemptDraft, id: string | undefined): boolean =>
    id !== undefined && (latest(attempt.primary, id, attempt.primary) === attempt || attempt.givenId === id);

  /** The identity stands for it at this server, or else was given for it. */
  function isMeant(attempt: AttemptDraft, server: PartyName | null, id: string | undefined): boolean {
    const known = named(server, id);
    return known.length > 0 ? known.includes(attempt) : uses(attempt, id);
  }

  function list(byParty: Map<PartyName, AttemptDraft[]>, server: PartyName, attempt: AttemptDraft): void {
    const known = byParty.get(server) ?? [];
    byParty.set(server, known);
    if (known.at(-1) !== attempt) known.push(attempt);
  }

  /** From now on the identity stands for this attempt at these servers. */
  function name(attempt: AttemptDraft, id: string | undefined, servers: Iterable<PartyName>): void {
    if (id === undefined) return;
    for (const server of servers) {
      const known = byRegroupId.get(pair(server, id)) ?? new Map<PartyName, AttemptDraft>();
      known.delete(attempt.primary);
      byRegroupId.set(pair(server, id), known.set(attempt.primary, attempt));
    }
  }

  function crossing(attempt: AttemptDraft): readonly AttemptDraft[] {
    const { primary, groups } = attempt;
    return (byServer.get(primary) ?? []).filter(
      (other) =>
        other !== attempt &&
        (other.primary === primary || other.legs.get(primary)?.step5.length) &&
        other.step4a.length === 0 &&
        !other.step4b.some(isNegative) &&
        other.groups.some((group) => groups.includes(group)),
    );
  }

  return {
    begin(attempt) {
      const { primary, requester, legs } = attempt;
      for (const earlier of at(primary)) if (isConcluded(earlier) && earlier.requester === requester) past.add(earlier);
      list(byPrimary, primary, attempt);
      for (const server of [primary, ...legs.keys()]) list(byServer, server, attempt);
    },
    join: (attempt, server) => list(byServer, server, attempt),
    name,
    present: (primary) => at(primary).filter((attempt) => !past.has(attempt)),
    among: (server) => (server && byServer.get(server)) ?? [],
    named,
    unanswered,
    crossing,
    find,
    uses,
    isMeant,
  };
}
