// What a scenario has brought about and not undone, read from its messages: regroups, affiliations, MC service. It takes
// what may stand for what does, because undoing what is not there harms nobody. Pure.

import type { MessageEvent } from '../evidence/trace';
import { canonical } from '../procedure/identities';

export interface RemainingRegroup {
  readonly user: string;
  readonly groups: readonly string[];
  /** Undefined where no message named it. */
  readonly id: string | undefined;
}

export interface Remains {
  readonly regroups: readonly RemainingRegroup[];
  /** Groups by user. */
  readonly affiliations: ReadonlyMap<string, ReadonlySet<string>>;
  readonly inService: ReadonlySet<string>;
}

interface Wish extends RemainingRegroup {
  id: string | undefined;
  /** Something was done about it; a request that was only refused or ignored leaves nothing. */
  takenUp: boolean;
  formed: boolean;
}

interface Draft {
  wishes: Wish[];
  readonly affiliations: Map<string, Set<string>>;
  /** By user, the groups of the latest de-affiliation: an answer need not name them again. */
  readonly leaving: Map<string, readonly string[]>;
  readonly inService: Set<string>;
}

export function remainsOf(messages: readonly MessageEvent[]): Remains {
  const draft: Draft = { wishes: [], affiliations: new Map(), leaving: new Map(), inService: new Set() };
  for (const message of messages) read(draft, message);
  const { wishes, affiliations, inService } = draft;
  return { regroups: wishes.filter(({ takenUp }) => takenUp), affiliations, inService };
}

function read(draft: Draft, { flow, from, to, body: asWritten }: MessageEvent): void {
  const body = canonical(asWritten);
  const id = typeof body['regroupGroupId'] === 'string' ? body['regroupGroupId'] : undefined;
  const success = body['result'] === 'success';
  const groups = strings(body['mcServiceGroupIdList']);
  const latest = draft.wishes.findLast(({ user, formed }) => user === to.id && !formed);
  switch (flow) {
    case 'preconfigured-regroup-request.client-server':
      draft.wishes.push({ user: from.id, groups, id, takenUp: false, formed: false });
      break;
    case 'preconfigured-regroup-request-return.server-client':
      if (body['authorizationResult'] === 'success') takeUp(latest, id);
      break;
    case 'preconfigured-regroup-request.server-server':
    case 'preconfigured-regroup-request.server-client':
      takeUp(
        draft.wishes.find((wish) => wish.id === id && id !== undefined),
        id,
      );
      break;
    case 'preconfigured-regroup-response.server-client':
      takeUp(latest, id);
      if (latest) latest.formed = true;
      break;
    case 'preconfigured-regroup-reject.server-client':
      draft.wishes = draft.wishes.filter((wish) => wish !== latest);
      break;
    case 'preconfigured-regroup-cancel-response.server-client':
      if (success) draft.wishes = draft.wishes.filter((wish) => wish.id !== id);
      break;
    case 'group-affiliation-request.client-server':
      draft.affiliations.set(from.id, new Set([...(draft.affiliations.get(from.id) ?? []), ...groups]));
      break;
    case 'group-de-affiliation-request.client-server':
      draft.leaving.set(from.id, groups);
      break;
    case 'group-de-affiliation-response.server-client':
      if (!success) break;
      for (const group of groups.length > 0 ? groups : (draft.leaving.get(to.id) ?? []))
        draft.affiliations.get(to.id)?.delete(group);
      break;
    case 'service-authorization-request.client-server':
      draft.inService.add(from.id);
      break;
    case 'log-off-response.server-client':
      draft.inService.delete(to.id);
      break;
  }
}

function takeUp(wish: Wish | undefined, id: string | undefined): void {
  if (!wish) return;
  wish.takenUp = true;
  wish.id = id ?? wish.id;
}

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
