// Members who are named apart, by SIP.

import { STRANGER, NEIGHBOUR, POLICY, CANCELLATION, SEVERAL_REQUESTS, OWN_MEMBERS } from './reasons';
import { row, type Explained } from './row';
import { NOWHERE, ANSWERS, REPORTS, AFFILIATING, ASKING, AFTER_CANCELLATION } from './where-it-shows';

const NEWCOMER = 'Whoever affiliates late is asked by clause 10.15.3.4.1.';
const NAMED_APART = 'Members are named to the server that serves them by SIP alone; its mutants hold it.';
const OF_A_THIRD_SYSTEM =
  'A system that only serves members, of groups homed elsewhere, need not be asked; by SIP no scenario has one that is.';

export const ABOUT_NAMED_APART: readonly Explained[] = [
  row('server/named-members.ts', 'nameMembers nameNewcomer', 'freedom', SEVERAL_REQUESTS, {
    shows: ['preconfigured-regroup-request.server-server'],
    by: 'A-11',
  }),
  row(
    'server/named-members.ts',
    'membersServedBy',
    'outside',
    'Who is named to a server that does not serve them is asked by nobody; clause 10.15.3.3.1 names no members.',
    { shows: ['preconfigured-regroup-request.server-server', 'preconfigured-regroup-cancel-request.server-server'] },
  ),
  row('server/named-members.ts', 'isNamingEarly', 'freedom', 'Members are named with the request or apart from it.', {
    shows: AFTER_CANCELLATION,
    by: 'A-11',
  }),
  row('server/named-members.ts', 'usersNamedIn', 'outside', NAMED_APART, { shows: NOWHERE }),
  row('server/named-members.ts', 'isLedHereWithout', 'outside', NAMED_APART, { shows: NOWHERE }),
  row('server/named-members.ts', 'takingPart', 'freedom', OF_A_THIRD_SYSTEM, { shows: NOWHERE, by: 'A-16' }),
  row('server/named-members.ts', 'nameDismissed', 'outside', CANCELLATION, {
    shows: ['preconfigured-regroup-cancel-request.server-server'],
  }),
  row('server/named-members.ts', 'nameNewcomer', 'outside', NEIGHBOUR, { shows: [...AFFILIATING, ...ANSWERS] }),
  row('server/partner.ts', 'onNamedMembers', 'outside', STRANGER, { changes: ['sender → true'] }),
  row('server/partner.ts', 'onNamedMembers', 'freedom', 'Several requests of one regroup may be answered once.', {
    changes: ['sender', 'respond(server, regroup, body, body.mcServiceId, sender);'],
    shows: ['preconfigured-regroup-response.server-server'],
    by: 'A-13',
  }),
  row('server/partner.ts', 'onNamedMembers', 'freedom', OF_A_THIRD_SYSTEM, { shows: NOWHERE, by: 'A-16' }),
  row('server/members.ts', 'askNamed', 'outside', STRANGER, { changes: ['users.get(id) ?? []'], shows: NOWHERE }),
  row(
    'server/members.ts',
    'askNamed',
    'equivalent',
    'Affiliations end with the service, so whoever is named has it; the faithful party asks once.',
    { shows: NOWHERE },
  ),
  row('server/members.ts', 'askMembers', 'freedom', 'The requester need not be asked.', {
    changes: ['user.id === regroup.requester && !policy.asksRequester', '!policy.asksRequester'],
    by: 'A-21',
  }),
  row('server/members.ts', 'askMembers affiliate ask', 'equivalent', POLICY, { shows: NOWHERE }),
  row('server/members.ts', 'ask', 'freedom', OWN_MEMBERS, {
    changes: ['isLedHere(regroup) && !server.policy.tellsOwnMembers', '!server.policy.tellsOwnMembers'],
    by: 'A-15',
  }),
  row('server/members.ts', 'affiliate', 'freedom', OWN_MEMBERS, {
    changes: ['isLedHere(regroup) && !affiliatesOwnMembers', '!affiliatesOwnMembers'],
    by: 'A-15',
  }),
  row('server/members.ts', 'ask', 'freedom', 'The request to a client need not list the groups.', {
    changes: ['mcServiceGroupIdList: [...regroup.groups]'],
    by: 'STEP-7-b',
  }),
  row('server/members.ts', 'askNewcomer', 'outside', NEWCOMER, {
    shows: ['group-affiliation-response.server-client', 'preconfigured-regroup-request.server-client', ...REPORTS],
  }),
  row('policies.ts', 'faithfulServer.asksNewcomers', 'outside', NEWCOMER, { shows: ASKING }),
  row(
    'policies.ts',
    'affiliatedMembers',
    'equivalent',
    'Affiliations end with the service, so whoever is affiliated has it.',
    {
      shows: NOWHERE,
    },
  ),
  row(
    'server/members.ts',
    'onAcknowledgement',
    'freedom',
    'Everybody who was asked is affiliated; an acknowledgement that comes then changes nothing.',
    {
      shows: REPORTS,
      by: 'STEP-10-b',
    },
  ),
  row(
    'server.ts',
    'behaviours.flows',
    'freedom',
    'Everybody who was asked is affiliated; an acknowledgement that comes then changes nothing.',
    {
      shows: NOWHERE,
      by: 'STEP-10-b',
    },
  ),
  row('client.ts', 'onRegroupRequest', 'freedom', 'A client may acknowledge, and need not.', {
    shows: ['preconfigured-regroup-response.client-server'],
    by: 'STEP-9-a',
  }),
  row('policies.ts', 'faithfulClient.acknowledges', 'freedom', 'A client may acknowledge, and need not.', {
    shows: ['preconfigured-regroup-response.client-server'],
    by: 'STEP-9-a',
  }),
  row(
    'client.ts',
    'onRegroupRequest',
    'freedom',
    'The user is told of the regrouping; whether by its identity is free.',
    {
      changes: ['regroupGroupId: body.regroupGroupId'],
      by: 'STEP-8-a',
    },
  ),
];
