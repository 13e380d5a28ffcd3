// Duties of clients and group management servers that are done only on a condition that the clause does not know, or to part
// of what they are owed.

import { on } from '../../../machine';
import { altering, dropping } from '../../../rewrite';
import { STEP_2, STEP_7, STEP_9 } from '../../elements';
import { confirmingOneGroup } from './one-group';
import { mutantClient, mutantGms, type Mutant } from '../../mutant';

const client1 = mutantClient('client-1');
const client2 = mutantClient('client-2');
const primaryGms = mutantGms('primary-gms');
const partnerGms = mutantGms('partner-gms');

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
