// Which client was asked in which attempt and by whom, so that its acknowledgement finds its way back.

import type { PartyName } from '../../../../procedure/roles';
import { regroupIdOf, type Message } from '../../../../oracle/story/message';
import { pair } from '../../../../oracle/story/timeline';
import type { AttemptDraft } from './attempt';

/** How often a server asked a client in an attempt, and how many acknowledgements came. */
export interface Asked {
  readonly attempt: AttemptDraft;
  readonly server: PartyName;
  requests: number;
  acknowledgements: number;
}

export interface AskedUsers {
  /** A request of step 7 of an attempt. */
  note(attempt: AttemptDraft, server: PartyName, request: Message): void;
  isAsked(attempt: AttemptDraft, server: PartyName | null, user: string | undefined): boolean;
  /** What an acknowledgement is of: by its regroup group and receiver, else the latest that its sender was asked. */
  askedBefore(acknowledgement: Message): Asked | undefined;
}

export function createAskedUsers(): AskedUsers {
  /** The latest of a user; of a user and a regroup group; and of these and a server, for two may ask one client. */
  const latest = new Map<string, Asked>();
  const byAttempt = new Map<AttemptDraft, Map<PartyName, Set<string>>>();

  return {
    note(attempt, server, request) {
      const user = request.to.id;
      const users = byAttempt.get(attempt) ?? new Map<PartyName, Set<string>>();
      byAttempt.set(attempt, users.set(server, (users.get(server) ?? new Set()).add(user)));
      const ofRegroup = pair(user, regroupIdOf(request) ?? '');
      const ofServer = pair(ofRegroup, server);
      const known = latest.get(ofServer) ?? latest.get(ofRegroup);
      const same = known?.attempt === attempt && known.server === server;
      // An acknowledgement of an earlier regroup of the same identity may still be under way.
      const open = known ? Math.max(0, known.requests - known.acknowledgements) : 0;
      const asked = same ? known : { attempt, server, requests: open, acknowledgements: 0 };
      asked.requests += 1;
      for (const key of [ofServer, ofRegroup, user]) latest.set(key, asked);
    },
    isAsked: (attempt, server, user) =>
      server !== null && user !== undefined && (byAttempt.get(attempt)?.get(server)?.has(user) ?? false),
    askedBefore(acknowledgement) {
      const { from, to } = acknowledgement;
      const ofRegroup = pair(from.id, regroupIdOf(acknowledgement) ?? '');
      return latest.get(pair(ofRegroup, to.party ?? '')) ?? latest.get(ofRegroup) ?? latest.get(from.id);
    },
  };
}
