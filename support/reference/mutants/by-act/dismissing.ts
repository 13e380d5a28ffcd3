// Builds rewrites that let members go who leave a group, though the regroup has others for them.

import { on, type Input, type Output } from '../../machine';
import { sent, type Rewrite } from '../../rewrite';
import { send } from '../../outbox';
import { STEP_10, STEP_5 } from '../elements';

interface Leaver {
  /** In any request of step 5 so far. */
  readonly isListed: (group: string) => boolean;
  /** The user has asked to be affiliated to it. */
  readonly hasJoined: (group: string) => boolean;
}

/** By user, the report that its part in a regroup has ended, of those who take part. */
function followParts(): (outputs: readonly Output[]) => ReadonlyMap<string, Output> {
  const ends = new Map<string, Output>();
  return (outputs) => {
    for (const output of outputs) {
      const body = sent(output, STEP_10);
      if (body === undefined || output.kind !== 'send') continue;
      const regroups = new Set(body.groupDynamicData.map(({ regroupGroupId }) => regroupGroupId));
      for (const { mcServiceGroupId, affiliated = [], deAffiliated = [] } of body.groupDynamicData) {
        for (const user of deAffiliated) if (isEndOf(ends.get(user), mcServiceGroupId)) ends.delete(user);
        for (const user of regroups.has(mcServiceGroupId) ? affiliated : []) {
          const groupDynamicData = [{ mcServiceGroupId, deAffiliated: [user] }];
          ends.set(user, send(STEP_10, output.address, { ...body, groupDynamicData }));
        }
      }
    }
    return ends;
  };
}

const isEndOf = (end: Output | undefined, group: string): boolean =>
  end !== undefined && sent(end, STEP_10)?.groupDynamicData.some((one) => one.mcServiceGroupId === group) === true;

/** Reports users as taking part no longer for what is no reason to. */
export function endingParts(isOver: (user: string, input: Input) => boolean): Rewrite {
  const follow = followParts();
  return ({ input, outputs }) => {
    const over = [...follow(outputs)].filter(([user]) => isOver(user, input)).map(([, end]) => end);
    follow(over);
    return [...outputs, ...over];
  };
}

/** Reports a user as taking part no longer who leaves groups that are all of this kind. */
export function dismissing(isOfKind: (group: string, leaver: Leaver) => boolean): Rewrite {
  const listed = new Set<string>();
  const joined = new Map<string, Set<string>>();
  const end = endingParts((user, input) => {
    const left = on(input, 'group-de-affiliation-request.client-server');
    const leaver: Leaver = {
      isListed: (group) => listed.has(group),
      hasJoined: (group) => joined.get(user)?.has(group) ?? false,
    };
    return left?.mcServiceId === user && left.mcServiceGroupIdList.every((group) => isOfKind(group, leaver));
  });
  return (turn) => {
    for (const group of on(turn.input, STEP_5)?.mcServiceGroupIdList ?? []) listed.add(group);
    const joins = on(turn.input, 'group-affiliation-request.client-server');
    if (joins !== undefined)
      joined.set(joins.mcServiceId, new Set([...(joined.get(joins.mcServiceId) ?? []), ...joins.mcServiceGroupIdList]));
    return end(turn);
  };
}
