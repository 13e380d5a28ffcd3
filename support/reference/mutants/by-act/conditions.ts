// Duties that are done only on a condition that the clause does not know, or that are done to part of what they are owed.

import { on } from '../../machine';
import { affiliatedMembers, faithfulServer } from '../../policies';
import { altering, dropping, sent, type Rewrite } from '../../rewrite';
import type { KnownGroup, Regroup, ServedUser } from '../../server/records';
import { RETURN, STEP_11, STEP_12, STEP_2, STEP_5, STEP_7, AFFILIATED, SERVICE, STEP_9, STEP_10 } from '../elements';
import { mutantClient, mutantGms, mutantServer, type Mutant } from '../mutant';
import { hearingServer } from './hearing';

const client1 = mutantClient('client-1');
const client2 = mutantClient('client-2');
const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');
const primaryGms = mutantGms('primary-gms');
const partnerGms = mutantGms('partner-gms');

const isTaken = (group: KnownGroup, heldBy: Regroup | undefined): boolean =>
  group.configuration?.temporaryGroupId !== undefined || heldBy !== undefined;
const domainOf = (id: string): string => id.replace(/^.*@/, '');

export const CONDITIONS_OF_CLIENT_1: readonly Mutant[] = [
  client1('lists-foreign-groups-only', 'STEP-1-b', 'leaves the groups of its own MC system out', {
    rewrite: () =>
      altering(STEP_2, ({ mcServiceGroupIdList = [], ...body }) => ({
        ...body,
        mcServiceGroupIdList: mcServiceGroupIdList.filter((id) => domainOf(id) !== domainOf(body.mcServiceId)),
      })),
  }),
  client1('lists-the-regroup-group', 'STEP-1-b', 'lists the regroup group beside the groups that the user listed', {
    rewrite: () =>
      altering(STEP_2, ({ mcServiceGroupIdList = [], ...body }) => ({
        ...body,
        mcServiceGroupIdList: [...mcServiceGroupIdList, ...(body.regroupGroupId ? [body.regroupGroupId] : [])],
      })),
  }),
  client1(
    'states-criteria-beside-groups',
    'STEP-2-c',
    'states a criterion for users beside the groups in one request',
    {
      rewrite: () => altering(STEP_2, (body) => ({ ...body, mcServiceUserCriteria: 'everybody nearby' })),
    },
  ),
  client1('lists-users-in-place-of-groups', 'STEP-2-c', 'lists users in place of the groups', {
    rewrite: () =>
      altering(STEP_2, ({ mcServiceGroupIdList: _, ...body }) => ({
        ...body,
        mcServiceUserIdList: [body.mcServiceId],
      })),
  }),
  client1(
    'takes-the-regroup-group-for-configuration',
    'STEP-1-d',
    'names the regroup group as what lends its configuration',
    {
      rewrite: () =>
        altering(STEP_2, (body) => ({
          ...body,
          preconfiguredGroupId: body.regroupGroupId ?? body.preconfiguredGroupId,
        })),
    },
  ),
  client1(
    'asks-only-with-an-identity',
    'STEP-2-a',
    'sends no request where its user has no identity for the regroup group',
    {
      rewrite: () => dropping(STEP_2, ({ regroupGroupId }) => regroupGroupId === undefined),
    },
  ),
  client1('asks-once-in-its-life', 'STEP-2-a', 'sends no request for the second regroup of its user', {
    rewrite: () => {
      const users = new Set<string>();
      return dropping(STEP_2, ({ mcServiceId }) => users.has(mcServiceId) || !users.add(mcServiceId));
    },
  }),
];

const authorizing = (isAuthorized: (requester: ServedUser, groups: readonly KnownGroup[]) => boolean) => ({
  policy: { isAuthorized },
});

export const CONDITIONS_OF_PRIMARY_SERVER: readonly Mutant[] = [
  primary('serves-nobody', 'PRE-1b', 'refuses MC service to its users', {
    rewrite: () => altering(SERVICE, (body) => ({ ...body, result: 'failure' })),
  }),
  primary(
    'authorizes-whoever-is-affiliated',
    'STEP-3-a',
    'authorizes users without the permission who are affiliated to a listed group',
    authorizing(
      (requester, groups) =>
        faithfulServer.isAuthorized(requester, groups) || groups.some(({ id }) => requester.affiliations.has(id)),
    ),
  ),
  {
    ...primary('authorizes-one-requester-only', 'STEP-3-a', 'authorizes nobody but the first who asks', {}),
    build: (env) => {
      const first = new Map<string, string>();
      return hearingServer(() =>
        authorizing((requester, groups) => {
          if (!faithfulServer.isAuthorized(requester, groups)) return false;
          const known = first.get(requester.scope.name) ?? requester.id;
          first.set(requester.scope.name, known);
          return known === requester.id;
        }),
      )(env);
    },
  },
  primary(
    'authorizes-own-groups-only',
    'STEP-3-a',
    'authorizes nobody who lists groups of a partner alone',
    authorizing(
      (requester, groups) =>
        faithfulServer.isAuthorized(requester, groups) && groups.some(({ home, scope }) => home === scope.own.name),
    ),
  ),
  {
    ...primary(
      'spares-the-regroups-of-the-requester',
      'STEP-4a-1',
      'does not reject what the requester itself regrouped',
      {},
    ),
    build: hearingServer((heard) => ({
      policy: {
        isRegrouped: (group, heldBy) =>
          isTaken(group, heldBy) && (heldBy === undefined || heldBy.requester !== heard.requester()),
      },
    })),
  },
  primary('sees-own-regroups-only', 'STEP-3-f', 'does not see a regroup that a partner MC system formed', {
    policy: {
      isRegrouped: (group, heldBy) =>
        isTaken(group, heldBy?.primaryServerId === group.scope.own.serverId ? heldBy : undefined),
    },
  }),
  primary('sees-regroups-of-others-only', 'STEP-3-f', 'does not see a regroup that it formed itself', {
    policy: {
      isRegrouped: (group, heldBy) =>
        isTaken(group, heldBy?.primaryServerId === group.scope.own.serverId ? undefined : heldBy),
    },
  }),
  {
    ...primary('checks-the-first-group-only', 'STEP-3-f', 'checks only the first of the listed groups', {}),
    build: hearingServer((heard) => ({
      policy: {
        isRegrouped: (group, heldBy) => {
          const [first] = (heard.now && on(heard.now, STEP_2)?.mcServiceGroupIdList) ?? [];
          return isTaken(group, heldBy) && (first === undefined || first === group.id);
        },
      },
    })),
  },
  primary(
    'rejects-only-with-a-partner-group-free',
    'STEP-4a-1',
    'rejects only groups of regroups that others take part in',
    {
      policy: {
        isRegrouped: (group, heldBy) =>
          isTaken(group, heldBy !== undefined && heldBy.groups.size > 1 ? heldBy : undefined),
      },
    },
  ),
  {
    ...primary('returns-nothing-when-not-authorized', 'STEP-4b-1', 'sends no request return that is negative', {
      rewrite: () => dropping(RETURN, ({ authorizationResult }) => authorizationResult === 'failure'),
    }),
  },
  primary('returns-only-given-identities', 'STEP-4b-1', 'sends no request return where it assigned the identity', {
    rewrite: () => dropping(RETURN, (_body, { input }) => on(input, STEP_2)?.regroupGroupId === undefined),
  }),
  {
    ...primary('returns-the-configuration-group', 'STEP-4b-8', 'returns the group that lends its configuration', {
      rewrite: () =>
        altering(RETURN, (body, { input }) => ({
          ...body,
          ...(body.regroupGroupId !== undefined && {
            regroupGroupId: on(input, STEP_2)?.preconfiguredGroupId ?? body.regroupGroupId,
          }),
        })),
    }),
  },
  primary('returns-the-given-identity-all-the-same', 'STEP-4b-8', 'returns the given identity where it uses another', {
    rewrite: () =>
      altering(RETURN, (body, { input }) => ({
        ...body,
        ...(body.regroupGroupId !== undefined && {
          regroupGroupId: on(input, STEP_2)?.regroupGroupId ?? body.regroupGroupId,
        }),
      })),
  }),
  primary(
    'tells-the-partner-the-given-identity',
    'STEP-5-d',
    'tells the partner the given identity where it uses another',
    {
      rewrite: () =>
        altering(STEP_5, (body, { input }) => ({
          ...body,
          regroupGroupId: on(input, STEP_2)?.regroupGroupId ?? body.regroupGroupId,
        })),
    },
  ),
  {
    ...primary(
      'assigns-the-configuration-group',
      'INV-3',
      'assigns the identity of the group that lends its configuration',
      {},
    ),
    build: hearingServer((heard) => ({
      policy: {
        nameRegroupGroup: (label, ownDomain) =>
          (heard.now && on(heard.now, STEP_2)?.preconfiguredGroupId) ?? `sip:regroup-${label}@${ownDomain}`,
      },
    })),
  },
  {
    ...primary('assigns-an-ordinary-group', 'STEP-3-g', 'assigns the identity of a group that is not listed', {}),
    build: hearingServer((heard) => ({
      policy: {
        nameRegroupGroup: (label, ownDomain, listed) => {
          const configuration = heard.now && on(heard.now, STEP_2)?.preconfiguredGroupId;
          const other = heard.groups.findLast((id) => !listed.includes(id) && id !== configuration);
          return other ?? `sip:regroup-${label}@${ownDomain}`;
        },
      },
    })),
  },
  primary(
    'lists-own-groups-only-in-step-5',
    'STEP-5-c',
    'tells a partner only the groups that are homed in the primary',
    {
      policy: {
        stepFiveLists: (listed, partnerName, homes) => {
          const others = listed.filter((id) => homes.get(id) !== partnerName);
          return [others.length > 0 ? others : listed];
        },
      },
    },
  ),
  primary('lists-one-partner-group-only', 'STEP-5-c', 'tells a partner only one of the groups that are homed there', {
    policy: {
      stepFiveLists: (listed, partnerName, homes) => {
        const first = listed.find((id) => homes.get(id) === partnerName);
        return [listed.filter((id) => homes.get(id) !== partnerName || id === first)];
      },
    },
  }),
  primary('leaves-out-groups-of-other-partners', 'STEP-5-c', 'does not tell a partner the groups of another partner', {
    policy: {
      stepFiveLists: (listed, partnerName, homes) => [
        listed.filter((id) => homes.get(id) === partnerName || homes.get(id) === 'primary'),
      ],
    },
  }),
  primary('adds-a-group-in-step-5', 'STEP-5-c', 'tells the partner one more group than the user listed', {
    rewrite: () =>
      altering(STEP_5, (body) => ({
        ...body,
        mcServiceGroupIdList: [...body.mcServiceGroupIdList, body.preconfiguredGroupId],
      })),
  }),
  primary('renames-for-the-second-partner', 'STEP-5-d', 'tells the second partner another regroup ID than the first', {
    rewrite: () => {
      const first = new Map<string, string>();
      return altering(STEP_5, (body) => {
        const known = first.get(body.regroupGroupId) ?? body.to;
        first.set(body.regroupGroupId, known);
        return known === body.to ? { ...body } : { ...body, regroupGroupId: `${body.regroupGroupId}x` };
      });
    },
  }),
  primary('responds-only-to-given-identities', 'STEP-12-a', 'sends no response where it assigned the identity', {
    rewrite: () => {
      const assigned = new Set<string>();
      const mute = dropping(STEP_12, ({ regroupGroupId }) => assigned.has(regroupGroupId));
      return (turn) => {
        if (on(turn.input, STEP_2)?.regroupGroupId === undefined)
          for (const output of turn.outputs) assigned.add(sent(output, RETURN)?.regroupGroupId ?? '');
        return mute(turn);
      };
    },
  }),
  primary(
    'lends-own-members-another-configuration',
    'INV-2',
    'tells the members that it serves another configuration group',
    {
      rewrite: () => altering(STEP_7, (body) => ({ ...body, preconfiguredGroupId: body.regroupGroupId })),
    },
  ),
  primary('confirms-half-a-follower', 'PRE-5', 'confirms the subscription to one of the groups alone', {
    rewrite: () => confirmingOneGroup('subscribe-group-dynamic-data-response.server-gms'),
  }),
];

const confirmingOneGroup = (
  flow: 'subscribe-group-dynamic-data-response.server-gms' | 'subscribe-group-configuration-response.gms-server',
): Rewrite => altering(flow, (body) => ({ ...body, mcServiceGroupIdList: body.mcServiceGroupIdList.slice(0, 1) }));

export const CONDITIONS_OF_PRIMARY_GMS: readonly Mutant[] = [
  primaryGms('primary-gms-follows-one-group-only', 'PRE-5', 'subscribes to the dynamic data of one of its groups', {
    rewrite: () =>
      altering('subscribe-group-dynamic-data-request.gms-server', (body) => ({
        ...body,
        mcServiceGroupIdList: body.mcServiceGroupIdList.slice(0, 1),
      })),
  }),
  primaryGms('confirms-half-a-subscription', 'PRE-4', 'confirms its server’s subscription to one of the groups alone', {
    rewrite: () => confirmingOneGroup('subscribe-group-configuration-response.gms-server'),
  }),
  primaryGms('shares-another-group', 'PRE-3a', 'shares another group than the preconfigured one', {
    rewrite: () =>
      altering('group-information-notify-request.gms-gms', (body) => ({
        ...body,
        groupConfigurations: body.groupConfigurations.map((one) => ({
          ...one,
          mcServiceGroupId: one.mcServiceGroupId.replace('sip:', 'sip:not-'),
        })),
      })),
  }),
];

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

export const CONDITIONS_OF_PARTNER_GMS: readonly Mutant[] = [
  partnerGms(
    'partner-gms-confirms-half-a-subscription',
    'PRE-4',
    'confirms the subscription to one of the groups alone',
    {
      rewrite: () => confirmingOneGroup('subscribe-group-configuration-response.gms-server'),
    },
  ),
  partnerGms(
    'partner-gms-follows-groups-of-others',
    'PRE-5',
    'subscribes to the dynamic data of other groups than its own',
    {
      rewrite: () =>
        altering('subscribe-group-dynamic-data-request.gms-server', (body) => ({
          ...body,
          mcServiceGroupIdList: body.mcServiceGroupIdList.map((id) => id.replace('sip:', 'sip:not-')),
        })),
    },
  ),
  partnerGms(
    'distributes-half-a-message',
    'WIRE-1',
    'tells its users the configuration of groups that it does not name',
    {
      rewrite: () =>
        altering('notify-group-configuration-request.gms-client', (body) => ({
          ...body,
          groupConfigurations: body.groupConfigurations.map(({ mcServiceGroupId: _, ...one }) => one),
        })),
    },
  ),
];

export const CONDITIONS_OF_CLIENT_2: readonly Mutant[] = [
  client2('tells-only-of-unicast', 'STEP-8-a', 'does not notify its user of what came by multicast', {
    rewrite: () => {
      const silent = new Set<string>();
      return (turn) => {
        const request = on(turn.input, STEP_7);
        if (request?.delivery === 'multicast') silent.add(request.regroupGroupId);
        return turn.outputs.map((output) => {
          if (output.kind !== 'answer' || output.answer.status !== 'done') return output;
          const { userNotifications } = output.answer;
          if (userNotifications === undefined) return output;
          const heard = userNotifications.filter(({ regroupGroupId }) => !silent.has(regroupGroupId ?? ''));
          return { ...output, answer: { ...output.answer, userNotifications: heard } };
        });
      };
    },
  }),
  client2('tells-of-the-configuration-group', 'STEP-8-a', 'tells its user that the configuration group was regrouped', {
    rewrite: () => {
      let configuration = '';
      return (turn) => {
        configuration = on(turn.input, STEP_7)?.preconfiguredGroupId ?? configuration;
        return turn.outputs.map((output) => {
          if (output.kind !== 'answer' || output.answer.status !== 'done') return output;
          const { userNotifications } = output.answer;
          if (userNotifications === undefined) return output;
          const renamed = userNotifications.map((one) =>
            one.kind === 'regrouped' ? { ...one, regroupGroupId: configuration } : one,
          );
          return { ...output, answer: { ...output.answer, userNotifications: renamed } };
        });
      };
    },
  }),
  client2('acknowledges-a-listed-group', 'STEP-9-b', 'acknowledges under the name of a listed group', {
    rewrite: () =>
      altering(STEP_9, (body, { input }) => ({
        ...body,
        regroupGroupId: on(input, STEP_7)?.mcServiceGroupIdList?.[0] ?? body.regroupGroupId,
      })),
  }),
];
