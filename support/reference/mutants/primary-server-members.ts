// Defects of the primary MC service server towards the members that it serves itself, towards partners that accepted what
// another refused, and in its subscriptions.

import { send } from '../outbox';
import { altering, doubling, dropping, replacing, sent } from '../rewrite';
import { affiliatedToAnything, everybodyServed, onceForEachGroup } from './asking';
import { CANCEL, STEP_10, STEP_12, STEP_7 } from './elements';
import { askForeignMembers } from './foreign-members';
import { mutantServer, type Mutant } from './mutant';

const server = mutantServer('primary-server');

export const PRIMARY_SERVER_MEMBERS: readonly Mutant[] = [
  server('follows-one-group-only', 'PRE-4', 'subscribes to the configuration of one of its groups', {
    rewrite: () =>
      altering('subscribe-group-configuration-request.server-gms', (body) => ({
        ...body,
        mcServiceGroupIdList: body.mcServiceGroupIdList.slice(0, 1),
      })),
  }),
  server('confirms-no-follower', 'PRE-5', 'leaves a subscription to its dynamic data unanswered', {
    rewrite: () => dropping('subscribe-group-dynamic-data-response.server-gms'),
  }),
  server('asks-own-members-of-other-groups', 'NOTE-2', 'asks members that are affiliated to whatever group', {
    policy: { membersToAsk: affiliatedToAnything },
  }),
  server('asks-all-own-users', 'INV-5', 'asks all users that it serves, whatever they are affiliated to', {
    policy: { membersToAsk: everybodyServed },
  }),
  server(
    'admits-own-users-to-whole-lists',
    'NOTE-2',
    'affiliates a member of one listed group to the others of the list',
    {
      policy: { refusedAffiliations: 'kept-with-another' },
    },
  ),
  server('asks-users-of-the-partner', 'INV-5', 'asks members of its groups whom a partner serves', {
    rewrite: () => askForeignMembers(),
  }),
  server('asks-own-members-twice', 'INV-6', 'sends every request to a member that it serves twice', {
    rewrite: () => doubling(STEP_7),
  }),
  server('asks-own-members-for-each-group', 'INV-6', 'asks a member of two listed groups that it serves twice', {
    policy: { membersToAsk: onceForEachGroup },
  }),
  server('affiliates-the-requester', 'POST-2b', 'affiliates the requester, a member or not, to the regroup group', {
    rewrite: () =>
      altering(STEP_10, (body, { outputs }) => {
        const formed = outputs.map((output) => sent(output, STEP_12)).find((response) => response !== undefined);
        return {
          ...body,
          groupDynamicData: body.groupDynamicData.map((entry) =>
            formed !== undefined && entry.mcServiceGroupId === formed.regroupGroupId
              ? { ...entry, affiliated: [...(entry.affiliated ?? []), formed.mcServiceId] }
              : entry,
          ),
        };
      }),
  }),
  server('cancels-at-who-refused', 'INV-9', 'cancels at the partner that refused, not at the one that accepted', {
    rewrite: () =>
      replacing(CANCEL, ({ body, output }, { peers }) => {
        const other = peers.elsewhere().find(({ serverId }) => serverId !== body.to);
        return other === undefined ? [output] : [send(CANCEL, other.serverAddress, { ...body, to: other.serverId })];
      }),
  }),
  server('leaves-what-was-accepted', 'INV-9', 'cancels nothing at a partner that accepted what another refused', {
    rewrite: () => dropping(CANCEL),
  }),
];
