// What shows that a client is affiliated to the regroup group (step 10): the dynamic data that its server reports to the
// group management server, or what control was told. Without either, nothing can be said.

import { entityOf, systemOf } from '../procedure/roles';
import type { Task } from './bound';
import type { Story } from './story';
import { regroupIdOf } from './story/message';
import { pair, type Change } from './story/timeline';

/** The first report, after step 5, that the user is affiliated to the regroup group that the partner was told. */
export function firstReport({ membership }: Story, { leg, step5 }: Task, user: string): Change | undefined {
  return [...new Set(leg.step5.map(regroupIdOf))]
    .flatMap((id) => membership.reported.get(pair(user, id ?? '')) ?? [])
    .find(({ seq, state }) => state === 'yes' && seq > step5.seq);
}

/** Whether an affiliation to the regroup group would have shown. */
export function wouldShow({ membership, controls, places, isHidden }: Story, { leg, partner, groups }: Task): boolean {
  const system = systemOf(partner);
  if (system === undefined) return false;
  const ids = new Set(leg.step5.map(regroupIdOf));
  const asked = controls.affiliations.some(
    ({ party, groupId, value }) => value !== undefined && systemOf(party) === system && ids.has(groupId),
  );
  const followed = membership.followed.get(system);
  const reports = groups.some((group) => places.group(group)?.home === system && followed?.has(group));
  return asked || (reports && !isHidden(partner, entityOf(system, 'gms')));
}
