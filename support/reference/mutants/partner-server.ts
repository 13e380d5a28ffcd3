// Defects of the partner MC service server.

import { send } from '../outbox';
import { altering, doubling, dropping, inTurn, puttingFirst, replacing } from '../rewrite';
import {
  butTheFirst,
  everybodyServed,
  andWhoLoggedOff,
  membersWhoever,
  onceForEachGroup,
  ownGroupsOnly,
} from './asking';
import { STEP_10, STEP_11, STEP_7, swapped } from './elements';
import { askForeignMembers } from './foreign-members';
import { mutantServer, type Mutant } from './mutant';

const server = mutantServer('partner-server');

const HOUR_MS = 3_600_000;

export const PARTNER_SERVER: readonly Mutant[] = [
  server('partner-server-does-not-follow', 'PRE-4', 'does not subscribe to the configuration of its groups', {
    policy: { subscribesToConfiguration: false },
  }),
  server('refuses-no-group', 'STEP-6-a', 'does not check whether the groups that it hosts are regrouped', {
    policy: { isRegrouped: () => false },
  }),
  server('looks-at-own-groups-only', 'STEP-6-b', 'overlooks its users who are affiliated to groups homed elsewhere', {
    policy: { membersToAsk: ownGroupsOnly },
  }),
  server('asks-users-of-others', 'STEP-6-c', 'asks members of its groups who are served in another MC system', {
    rewrite: () => askForeignMembers(),
  }),
  server('keeps-refused-affiliations', 'NOTE-2', 'asks a user whose affiliation the home of the group refused', {
    policy: { refusedAffiliations: 'kept' },
  }),
  server('admits-to-whole-lists', 'NOTE-2', 'affiliates a member of one listed group to the others of the list too', {
    policy: { refusedAffiliations: 'kept-with-another' },
  }),
  server('asks-who-logged-off', 'STEP-6-c', 'asks users who have logged off', {
    policy: { membersToAsk: andWhoLoggedOff },
  }),
  server('passes-over-further-requests', 'STEP-6-b', 'heeds the first of several requests of a regroup alone', {
    policy: { furtherRequests: 'passed-over' },
  }),
  server('holds-groups-of-the-first-request', 'STEP-6-a', 'holds the groups of the first of several requests alone', {
    policy: { furtherRequests: 'asked-and-not-held' },
  }),
  server('holds-groups-of-the-last-request', 'STEP-6-a', 'holds the groups of the last of several requests alone', {
    policy: { furtherRequests: 'held-in-place-of-others' },
  }),
  server('overlooks-one-member', 'STEP-6-d', 'overlooks one of the affiliated members', {
    policy: { membersToAsk: butTheFirst },
  }),
  server('asks-no-client', 'STEP-7-a', 'sends no request to the affiliated members', {
    rewrite: () => dropping(STEP_7),
  }),
  server('asks-each-client-twice', 'STEP-7-a', 'sends every request to an affiliated member twice', {
    rewrite: () => doubling(STEP_7),
  }),
  server('swaps-in-step-7', 'STEP-7-b', 'confuses regroup group and configuration group towards the members', {
    rewrite: () => altering(STEP_7, swapped),
  }),
  server('asks-in-another-name', 'STEP-7-b', 'names another user as the target of a request', {
    rewrite: () =>
      altering(STEP_7, (body, { peers }) => ({
        ...body,
        mcServiceId: peers.companions(body.mcServiceId)[0]?.mcServiceId ?? body.mcServiceId,
      })),
  }),
  server('lists-another-group', 'STEP-7-b', 'lists a group that nobody asked to regroup towards the members', {
    rewrite: () =>
      altering(STEP_7, (body) => ({
        ...body,
        mcServiceGroupIdList: [...(body.mcServiceGroupIdList ?? []), body.preconfiguredGroupId],
      })),
  }),
  server('tells-clients-of-each-other', 'STEP-7-b', 'names the other members in the request to a member', {
    rewrite: () =>
      altering(STEP_7, (body, { peers }) => ({
        ...body,
        members: peers.companions(body.mcServiceId).map(({ mcServiceId }) => mcServiceId),
      })),
  }),
  server('sends-the-key-to-clients', 'PRE-3d', 'puts key material into the request to the members', {
    rewrite: () => altering(STEP_7, (body) => ({ ...body, security: { keyMaterial: 'bm90IGEga2V5' } })),
  }),
  server('asks-members-not-affiliated', 'NOTE-2', 'asks members of its groups who are not affiliated', {
    policy: { membersToAsk: membersWhoever },
  }),
  server('asks-everybody', 'INV-5', 'asks all its users, whatever they are affiliated to', {
    policy: { membersToAsk: everybodyServed },
  }),
  server('asks-once-for-each-group', 'INV-6', 'asks a member of two listed groups twice', {
    policy: { membersToAsk: onceForEachGroup },
  }),
  server('affiliates-nobody', 'STEP-10-a', 'asks its clients but does not affiliate them to the regroup group', {
    policy: { affiliates: 'nobody' },
  }),
  server('affiliates-who-acknowledges', 'STEP-10-b', 'affiliates only clients that acknowledge', {
    policy: { affiliates: 'those-who-acknowledge' },
  }),
  server('affiliates-one', 'STEP-10-c', 'affiliates only the first of its regrouped clients', {
    policy: { affiliates: 'only-the-first' },
  }),
  server('does-not-answer', 'STEP-11-a', 'never answers the primary', { rewrite: () => dropping(STEP_11) }),
  server('answers-first', 'STEP-11-b', 'answers the primary before it asks and affiliates its clients', {
    rewrite: () => inTurn(puttingFirst(STEP_11, STEP_10), puttingFirst(STEP_11, STEP_7)),
  }),
  server('partner-lets-the-regroup-lapse', 'POST-1', 'ends the regroup after an hour though nobody cancelled it', {
    policy: { lastsMs: HOUR_MS },
  }),
  server('ends-with-the-first-group', 'POST-2a', 'ends a member’s part when the first of two listed groups is left', {
    policy: { staysWith: () => false },
  }),
  server(
    'stays-for-the-first-request',
    'POST-2a',
    'ends a member’s part with the groups of the first of several requests',
    {
      policy: { staysWith: (groups, { request }) => groups.some((id) => request.mcServiceGroupIdList?.includes(id)) },
    },
  ),
  server('stays-for-the-last-group', 'POST-2a', 'ends a member’s part with the group that was asked for last', {
    policy: { staysWith: (groups, regroup) => groups.includes([...regroup.groups].at(-1) ?? '') },
  }),
  server('never-ends-a-part', 'POST-2b', 'keeps a member who has left all listed groups', {
    policy: { staysWith: () => true },
  }),
  server('cancels-unbidden', 'WIRE-2', 'cancels the regroup at its clients at once, though nobody asked for it', {
    rewrite: () => (turn) => {
      const cancels = replacing(STEP_7, ({ body: { from, to, mcServiceId, regroupGroupId }, address }) => [
        send('preconfigured-regroup-cancel-request.server-client', address, { from, to, mcServiceId, regroupGroupId }),
      ])(turn).filter((output) => !turn.outputs.includes(output));
      return [...turn.outputs, ...cancels];
    },
  }),
];
