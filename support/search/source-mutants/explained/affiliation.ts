// Affiliation, service, and what is told of them.

import { STRANGER, OTHER_WIRE, NEIGHBOUR, POLICY } from './reasons';
import { row, type Explained } from './row';
import { NOWHERE, ANSWERS, REPORTS, AFFILIATING } from './where-it-shows';

const FOLLOWING = [
  'preconfigured-regroup-request.server-client',
  'preconfigured-regroup-response.server-server',
  'preconfigured-regroup-cancel-request.server-client',
];
const KEPT = 'Whether affiliations outlast a log-off is open.';
const TOLD = 'PRE-5 asks for the subscription; what is notified by it, this clause leaves to clause 10.1.5.';

export const ABOUT_AFFILIATION: readonly Explained[] = [
  row(
    'server/affiliation.ts',
    'admits answerForeign concludeAffiliation concludeDeAffiliation leaveGroups onAffiliationAnswer onAffiliationRequest ' +
      'onDeAffiliationAnswer onDeAffiliationRequest onForeignAffiliation onForeignDeAffiliation',
    'outside',
    NEIGHBOUR,
    { shows: [...AFFILIATING, ...FOLLOWING, ...ANSWERS] },
  ),
  row('server/forwarding.ts', 'keyOf isForwarded forward onAnswer', 'outside', NEIGHBOUR, {
    shows: [...AFFILIATING, ...FOLLOWING, ...ANSWERS],
  }),
  row('server/provisioning.ts', 'provision', 'outside', NEIGHBOUR, {
    changes: ['visitors: new Map()'],
    shows: [...AFFILIATING, ...ANSWERS],
  }),
  row('server/state.ts', 'isHomedHere', 'outside', NEIGHBOUR, {
    shows: [...AFFILIATING, ...FOLLOWING, 'subscribe-group-configuration-request.server-gms'],
  }),
  row('server.ts', 'behaviours.flows', 'outside', NEIGHBOUR, {
    changes: [
      "'group-affiliation-request.server-server': affiliation.onForeignAffiliation",
      "'group-de-affiliation-request.client-server': affiliation.onDeAffiliationRequest",
      "'group-de-affiliation-response.server-server': affiliation.onDeAffiliationAnswer",
      "'group-de-affiliation-request.server-server': affiliation.onForeignDeAffiliation",
      "'log-off-request.client-server': onLogOff",
    ],
  }),
  row('server/service.ts', 'onServiceAuthorization', 'outside', STRANGER, { shows: NOWHERE }),
  row('server/service.ts', 'onLogOff', 'freedom', 'The part in a regroup may end with the service, and need not.', {
    changes: ['leaveGroups(server, user, groups, server.policy.logOffEndsRegroup);'],
    by: 'POST-3',
  }),
  row(
    'policies.ts',
    'faithfulServer.logOffEndsRegroup',
    'freedom',
    'The part in a regroup may end with the service, and need not.',
    {
      shows: REPORTS,
      by: 'POST-3',
    },
  ),
  row('server/affiliation.ts', 'keptThough', 'equivalent', POLICY, { shows: NOWHERE }),
  row('server/affiliation.ts', 'keptThough', 'outside', 'How an affiliation is refused is another clause.', {
    shows: [...AFFILIATING, ...FOLLOWING],
  }),
  row(
    'policies.ts',
    'faithfulServer.refusedAffiliations faithfulServer.rejectsTemporaryGroups faithfulServer.endsWithRequester',
    'equivalent',
    POLICY,
    { shows: NOWHERE },
  ),
  row('policies.ts', 'faithfulServer.logOffEndsAffiliations', 'freedom', KEPT, {
    changes: ['true', 'logOffEndsAffiliations: true'],
    by: 'A-50',
  }),
  row('server/service.ts', 'onLogOff', 'freedom', KEPT, {
    changes: ['server.policy.logOffEndsAffiliations'],
    by: 'A-50',
  }),
  row('server/service.ts', 'onLogOff', 'outside', 'How a user logs off, and who is told of it, is another clause.', {
    shows: [...AFFILIATING, ...FOLLOWING],
  }),
  row('server/dynamic-data.ts', 'notifiesMembers reportMembers', 'outside', OTHER_WIRE, { shows: NOWHERE }),
  row('server/dynamic-data.ts', 'isReported reportGroup reportPresent reportRegrouped reportLeft', 'outside', TOLD, {
    shows: REPORTS,
  }),
  row(
    'server/dynamic-data.ts',
    'portions',
    'outside',
    'Into how many messages a long list is cut, no clause says; server.test.ts holds it.',
    {
      shows: [...REPORTS, 'no end'],
    },
  ),
  row(
    'policies.ts',
    'faithfulServer.idsPerNotify',
    'outside',
    'Into how many messages a long list is cut, no clause says; server.test.ts holds it.',
    {
      shows: NOWHERE,
    },
  ),
  row('server/members.ts', 'leaveRegroups', 'outside', NEIGHBOUR, { shows: [...AFFILIATING, ...FOLLOWING] }),
];
