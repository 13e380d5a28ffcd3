// Duties of the primary MC service server that are done only on a condition that the clause does not know, or to part
// of what they are owed.

import { on } from '../../../machine';
import { faithfulServer, isTaken } from '../../../policies';
import { altering, dropping, sent } from '../../../rewrite';
import type { KnownGroup, ServedUser } from '../../../server/records';
import { RETURN, STEP_12, STEP_2, STEP_5, STEP_7, SERVICE } from '../../elements';
import { mutantServer, type Mutant } from '../../mutant';
import { hearingServer } from '../hearing';
import { confirmingOneGroup } from './one-group';

const primary = mutantServer('primary-server');

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
