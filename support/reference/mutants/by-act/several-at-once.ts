// Defects of MC service servers that show only where there is more than the usual example has: three regroups at a time, members of
// two of them, four groups in a request, a second affiliation, and a regroup that is called off or ended by others.

import type { FlowId } from '../../../procedure/flows';
import { alteredServer } from '../../altered';
import { on, type Env, type Machine } from '../../machine';
import { send } from '../../outbox';
import { createPeers } from '../../peers';
import { affiliatedMembers, isTaken, type ServerPolicy } from '../../policies';
import { altering, sent, type Rewrite } from '../../rewrite';
import { holding } from '../between-steps';
import { CANCEL, RETURN, STEP_10, STEP_12, STEP_2, STEP_5 } from '../elements';
import { mutantServer, type Mutant } from '../mutant';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const CANCELLATION = 'preconfigured-regroup-cancel-request.client-server';
const CANCELLED = 'preconfigured-regroup-cancel-response.server-client';

/** Knows only the two regroups that were started last. */
const inTheLatestTwo: ServerPolicy['isRegrouped'] = (group, heldBy) =>
  isTaken(group, undefined) || (heldBy !== undefined && [...heldBy.scope.regroups].slice(-2).includes(heldBy.id));

/** Whoever loses a part in a regroup that is cancelled loses it in every other. */
function endingEveryPart(cancellation: FlowId): Rewrite {
  const members = new Map<string, Set<string>>();
  const regroups = new Set<string>();
  return altering(STEP_10, (body, { input }) => {
    for (const { mcServiceGroupId, regroupGroupId, affiliated = [] } of body.groupDynamicData) {
      if (regroupGroupId !== undefined) regroups.add(regroupGroupId);
      if (regroups.has(mcServiceGroupId))
        members.set(mcServiceGroupId, new Set([...(members.get(mcServiceGroupId) ?? []), ...affiliated]));
    }
    if (on(input, cancellation) === undefined) return body;
    const ended = body.groupDynamicData.filter(({ mcServiceGroupId }) => regroups.has(mcServiceGroupId));
    const gone = new Set(ended.flatMap(({ deAffiliated = [] }) => deAffiliated));
    const others = [...members].flatMap(([mcServiceGroupId, users]) => {
      const deAffiliated = [...users].filter((user) => gone.has(user));
      const isOther = ended.every((one) => one.mcServiceGroupId !== mcServiceGroupId);
      return isOther && deAffiliated.length > 0 ? [{ mcServiceGroupId, deAffiliated }] : [];
    });
    return { ...body, groupDynamicData: [...body.groupDynamicData, ...others] };
  });
}

/** Holds what another MC system had regrouped here, and ended. */
function holdingWhatAnotherEnded(): Rewrite {
  const listed = new Map<string, readonly string[]>();
  return holding(({ input }) => {
    const request = on(input, STEP_5);
    if (request !== undefined) listed.set(request.regroupGroupId, request.mcServiceGroupIdList);
    return listed.get(on(input, CANCEL)?.regroupGroupId ?? '') ?? [];
  });
}

/** Whoever affiliates twice has to leave twice. */
function countingAffiliations(env: Env): Machine {
  const counts = new Map<string, number>();
  const server = alteredServer({})(env);
  const peers = createPeers();
  return {
    receive(input) {
      if (input.kind === 'command') peers.learn(input.command);
      const joins = on(input, 'group-affiliation-request.client-server');
      const leaves = on(input, 'group-de-affiliation-request.client-server');
      const count = (
        body: { readonly mcServiceId: string; readonly mcServiceGroupIdList: readonly string[] },
        by: number,
      ) =>
        body.mcServiceGroupIdList.map((group) => {
          const key = `${body.mcServiceId} ${group}`;
          const now = (counts.get(key) ?? 0) + by;
          counts.set(key, now);
          return now;
        });
      if (joins !== undefined) count(joins, 1);
      const left = leaves === undefined ? [] : count(leaves, -1);
      const address = leaves && peers.user(leaves.mcServiceId)?.clientAddress;
      if (leaves === undefined || address === undefined || !left.some((many) => many > 0)) return server.receive(input);
      const { from, to, mcServiceId, mcServiceGroupIdList } = leaves;
      const response = { from: to, to: from, mcServiceId, mcServiceGroupIdList, result: 'success' } as const;
      return [send('group-de-affiliation-response.server-client', address, response)];
    },
  };
}

/** Holds what was cancelled before its requester was told that it is formed. */
function holdingWhatWasCalledOff(): Rewrite {
  const listed = new Map<string, readonly string[]>();
  return holding(({ input, outputs }) => {
    const asked = on(input, STEP_2)?.mcServiceGroupIdList ?? [];
    return outputs.flatMap((output) => {
      const named = sent(output, RETURN)?.regroupGroupId;
      if (named !== undefined) listed.set(named, asked);
      listed.delete(sent(output, STEP_12)?.regroupGroupId ?? '');
      const cancelled = sent(output, CANCELLED);
      return cancelled?.result === 'success' ? (listed.get(cancelled.regroupGroupId) ?? []) : [];
    });
  });
}

export const PRIMARY_SERVER_SEVERAL: readonly Mutant[] = [
  primary('forgets-all-but-two-regroups', 'POST-1', 'knows only the latest two regroups', {
    policy: { isRegrouped: inTheLatestTwo },
  }),
  primary('hands-on-three-groups', 'STEP-5-c', 'tells its partners of three of the listed groups at most', {
    policy: { stepFiveLists: (listed) => [listed.slice(0, 3)] },
  }),
  primary(
    'ends-every-part-of-its-members',
    'POST-2a',
    'ends the part of its members in other regroups with one of them',
    {
      rewrite: () => endingEveryPart(CANCELLATION),
    },
  ),
  primary(
    'holds-what-was-called-off',
    'STEP-4a-6',
    'never frees the groups of a regroup that was cancelled too early',
    {
      rewrite: holdingWhatWasCalledOff,
    },
  ),
  primary('holds-what-another-ended', 'STEP-4a-6', 'never frees the groups of a regroup that a partner ended', {
    rewrite: holdingWhatAnotherEnded,
  }),
];

export const PARTNER_SERVER_SEVERAL: readonly Mutant[] = [
  partner('partner-forgets-all-but-two-regroups', 'POST-1', 'knows only the latest two regroups', {
    policy: { isRegrouped: inTheLatestTwo },
  }),
  partner('asks-members-of-three-groups', 'STEP-6-d', 'asks members of three of the listed groups at most', {
    policy: { membersToAsk: (groups, served) => affiliatedMembers(groups.slice(0, 3), served) },
  }),
  partner('ends-every-part', 'POST-2a', 'ends the part of members in other regroups with one of them', {
    rewrite: () => endingEveryPart(CANCEL),
  }),
  {
    id: 'counts-affiliations',
    role: 'partner-server',
    requirement: 'NOTE-2',
    says: 'asks who has affiliated twice and left once',
    build: countingAffiliations,
  },
];
