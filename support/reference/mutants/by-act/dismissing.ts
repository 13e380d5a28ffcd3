// Builds rewrites that let members go who leave a group, though the regroup has others for them.

import { on, type Output } from '../../machine';
import { sent, type Rewrite } from '../../rewrite';
import { send } from '../../outbox';
import { STEP_10, STEP_5 } from '../elements';

interface Leaver {
  /** In any request of step 5 so far. */
  readonly isListed: (group: string) => boolean;
  /** The user has asked to be affiliated to it. */
  readonly hasJoined: (group: string) => boolean;
}

/** Reports a user as taking part no longer who leaves groups that are all of this kind. */
export function dismissing(isOfKind: (group: string, leaver: Leaver) => boolean): Rewrite {
  const listed = new Set<string>();
  const joined = new Map<string, Set<string>>();
  /** By user, the report that its part has ended. */
  const ends = new Map<string, Output>();
  return ({ input, outputs }) => {
    for (const group of on(input, STEP_5)?.mcServiceGroupIdList ?? []) listed.add(group);
    const joins = on(input, 'group-affiliation-request.client-server');
    if (joins !== undefined)
      joined.set(joins.mcServiceId, new Set([...(joined.get(joins.mcServiceId) ?? []), ...joins.mcServiceGroupIdList]));
    for (const output of outputs) {
      const body = sent(output, STEP_10);
      if (body === undefined || output.kind !== 'send') continue;
      const regroups = new Set(body.groupDynamicData.map(({ regroupGroupId }) => regroupGroupId));
      for (const { mcServiceGroupId, affiliated = [] } of body.groupDynamicData)
        for (const user of regroups.has(mcServiceGroupId) ? affiliated : []) {
          const groupDynamicData = [{ mcServiceGroupId, deAffiliated: [user] }];
          ends.set(user, send(STEP_10, output.address, { ...body, groupDynamicData }));
        }
    }
    const left = on(input, 'group-de-affiliation-request.client-server');
    const end = ends.get(left?.mcServiceId ?? '');
    if (left === undefined || end === undefined) return outputs;
    const leaver: Leaver = {
      isListed: (group) => listed.has(group),
      hasJoined: (group) => joined.get(left.mcServiceId)?.has(group) ?? false,
    };
    return left.mcServiceGroupIdList.every((group) => isOfKind(group, leaver)) ? [...outputs, end] : outputs;
  };
}
