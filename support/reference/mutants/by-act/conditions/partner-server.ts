// Duties of the partner MC service server that are done only on a condition that the clause does not know, or to part
// of what they are owed.

import { affiliatedMembers, isTaken } from '../../../policies';
import { altering, dropping, sent } from '../../../rewrite';
import type { KnownGroup, Regroup, ServedUser } from '../../../server/records';
import { STEP_11, STEP_7, AFFILIATED, SERVICE, STEP_10 } from '../../elements';
import { mutantServer, type Mutant } from '../../mutant';
import { hearingServer } from '../hearing';
import { confirmingOneGroup } from './one-group';

const partner = mutantServer('partner-server');

const inTurn = (ids: Iterable<string>, served: ReadonlyMap<string, ServedUser>): ServedUser[] =>
  [...new Set(ids)].flatMap((id) => {
    const user = served.get(id);
    return user?.inService ? [user] : [];
  });

export const CONDITIONS_OF_PARTNER_SERVER: readonly Mutant[] = [
  partner('partner-serves-nobody', 'PRE-2c', 'refuses MC service to its users', {
    rewrite: () => altering(SERVICE, (body) => ({ ...body, result: 'failure' })),
  }),
  partner('admits-in-silence', 'PRE-2a', 'does not answer who asks to be affiliated', {
    rewrite: () => dropping(AFFILIATED),
  }),
  partner('looks-at-foreign-groups-only', 'STEP-6-b', 'finds only members of groups that are homed elsewhere', {
    policy: {
      membersToAsk: (groups, served, own) =>
        inTurn(
          groups.filter(({ home }) => home !== own).flatMap(({ affiliated }) => [...affiliated]),
          served,
        ),
    },
  }),
  partner('looks-at-the-last-group-only', 'STEP-6-b', 'finds only members of the last of the listed groups', {
    policy: { membersToAsk: (groups, served) => inTurn(groups.at(-1)?.affiliated ?? [], served) },
  }),
  partner('asks-two-at-most', 'STEP-7-a', 'asks no more than two members', {
    policy: { membersToAsk: (groups, served) => [...affiliatedMembers(groups, served)].slice(0, 2) },
  }),
  partner(
    'asks-members-of-all-groups-only',
    'STEP-6-b',
    'finds only members who are affiliated to every listed group',
    {
      policy: {
        membersToAsk: (groups, served) =>
          [...affiliatedMembers(groups, served)].filter(({ affiliations }) =>
            groups.every(({ id }) => affiliations.has(id)),
          ),
      },
    },
  ),
  {
    ...partner('asks-who-has-left', 'NOTE-2', 'asks users who are not affiliated any more', {}),
    build: hearingServer((heard) => ({
      policy: {
        membersToAsk: (groups, served) =>
          inTurn(
            groups.flatMap(({ id }) => [...(heard.joined.get(id) ?? [])]),
            served,
          ),
      },
    })),
  },
  partner(
    'joins-one-regroup-at-a-time',
    'STEP-6-a',
    'refuses whatever is asked while it takes part in another regroup',
    {
      policy: { isRegrouped: (group, heldBy) => isTaken(group, heldBy) || othersAround(group, heldBy) },
    },
  ),
  partner('refuses-if-the-last-is-held', 'STEP-6-a', 'refuses only if the last of its listed groups is regrouped', {
    policy: { refuses: (regrouped) => regrouped.at(-1) === true },
  }),
  partner('refuses-if-the-first-is-held', 'STEP-6-a', 'refuses only if the first of its listed groups is regrouped', {
    policy: { refuses: (regrouped) => regrouped[0] === true },
  }),
  partner('refuses-only-what-others-formed', 'STEP-6-a', 'does not refuse groups that its own users regrouped', {
    policy: {
      isRegrouped: (group, heldBy) =>
        isTaken(group, heldBy?.primaryServerId === group.scope.own.serverId ? undefined : heldBy),
    },
  }),
  partner('answers-only-for-members', 'STEP-11-a', 'does not answer where it asked nobody', {
    rewrite: () =>
      dropping(STEP_11, (_body, { outputs }) => outputs.every((output) => sent(output, STEP_7) === undefined)),
  }),
  partner('answers-after-the-first-member', 'STEP-11-b', 'answers the primary when it has asked one of its members', {
    rewrite: () => (turn) => {
      const requests = turn.outputs.filter((output) => sent(output, STEP_7) !== undefined);
      const [first, second] = requests;
      const answers = turn.outputs.filter((output) => sent(output, STEP_11) !== undefined);
      if (first === undefined || second === undefined || answers.length === 0) return turn.outputs;
      return turn.outputs.flatMap((output) =>
        output === second ? [...answers, output] : answers.includes(output) ? [] : [output],
      );
    },
  }),
  partner('affiliates-all-but-the-last', 'STEP-10-c', 'leaves out the last of the members that it asked', {
    rewrite: () =>
      altering(STEP_10, (body) => {
        const regroups = new Set(body.groupDynamicData.flatMap(({ regroupGroupId }) => regroupGroupId ?? []));
        const groupDynamicData = body.groupDynamicData.map((entry) =>
          regroups.has(entry.mcServiceGroupId) && (entry.affiliated?.length ?? 0) > 1
            ? { ...entry, affiliated: entry.affiliated?.slice(0, -1) ?? [] }
            : entry,
        );
        return { ...body, groupDynamicData };
      }),
  }),
  partner('partner-confirms-half-a-follower', 'PRE-5', 'confirms the subscription to one of the groups alone', {
    rewrite: () => confirmingOneGroup('subscribe-group-dynamic-data-response.server-gms'),
  }),
  partner('partner-follows-one-group-only', 'PRE-4', 'subscribes to the configuration of one of its groups', {
    rewrite: () =>
      altering('subscribe-group-configuration-request.server-gms', (body) => ({
        ...body,
        mcServiceGroupIdList: body.mcServiceGroupIdList.slice(0, 1),
      })),
  }),
];

/** Another regroup than the one that may hold the group is known in its scenario. */
const othersAround = ({ scope, id }: KnownGroup, heldBy: Regroup | undefined): boolean =>
  id !== '' && [...scope.regroups].some((regroup) => regroup !== heldBy?.id);
