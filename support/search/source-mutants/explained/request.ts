// Steps 1 to 4.

import { STRANGER, POLICY, CANCELLATION, CONTROL, LASTING, KNOWN, FETCHING, OPERATED } from './reasons';
import { row, type Explained } from './row';
import { NOWHERE, ANSWERS, AFTER_CANCELLATION } from './where-it-shows';

const AFTER_FETCHING = [...AFTER_CANCELLATION, 'get-group-configuration-request.server-gms'];
const CLIENT_1 = 'Step 8 has MC service client 2 notify its user; no step says what the user of client 1 is told.';

const TEMPORARY = 'The identity of a temporary group may be rejected as well as replaced.';

export const ABOUT_REQUESTS: readonly Explained[] = [
  row('client.ts', 'behaviours.flows onReturn notifyUser', 'outside', CLIENT_1, { shows: ANSWERS }),
  row('server/request.ts', 'onRegroupRequest', 'freedom', 'Of two reasons to refuse either is told.', {
    changes: [
      "policy.decidesFirst === 'authorization'",
      "'authorization'",
      "policy.decidesFirst === 'authorization' || !isHeld()",
    ],
    by: 'A-03',
  }),
  row('policies.ts', 'faithfulServer.onWithdrawal', 'equivalent', POLICY, { shows: NOWHERE }),
  row('policies.ts', 'faithfulServer.decidesFirst', 'freedom', 'Of two reasons to refuse either is told.', {
    shows: ['preconfigured-regroup-reject.server-client', 'preconfigured-regroup-request-return.server-client'],
    by: 'A-03',
  }),
  row('server/request.ts', 'onRegroupRequest', 'outside', STRANGER, {
    changes: ['requester === undefined', 'return;'],
  }),
  row(
    'server/request.ts',
    'onRegroupRequest',
    'outside',
    'A user regroup, which lists no group, is another procedure.',
    {
      changes: [
        'body.mcServiceGroupIdList ?? []',
        'listed.length > 0 && policy.isAuthorized(requester, groups) → policy.isAuthorized(requester, groups)',
        'listed.length > 0',
      ],
    },
  ),
  row('server/request.ts', 'onRegroupRequest', 'freedom', FETCHING, {
    changes: ['isConfigurationNeeded(server, regroup)'],
    by: 'STEP-3-e',
  }),
  row('server/request.ts', 'isConfigurationNeeded', 'freedom', FETCHING, { shows: AFTER_FETCHING, by: 'STEP-3-e' }),
  row('policies.ts', 'faithfulServer.fetchConfiguration', 'freedom', FETCHING, {
    shows: AFTER_FETCHING,
    by: 'STEP-3-e',
  }),
  row('server/request.ts', 'onFetched', 'freedom', 'What was fetched may be kept or fetched again.', {
    shows: AFTER_FETCHING,
    by: 'STEP-3-e',
  }),
  row('server/request.ts', 'onRegroupRequest isRegroupGroupTaken', 'equivalent', POLICY, { shows: NOWHERE }),
  row('server/request.ts', 'isRegroupGroup', 'equivalent', LASTING, { shows: NOWHERE }),
  row(
    'server/request.ts',
    'chooseRegroupId',
    'equivalent',
    'A group that a request names is known, so its identity is not accepted in any case.',
    {
      changes: ['regroupGroupId', 'preconfiguredGroupId'],
    },
  ),
  row(
    'policies.ts',
    'faithfulServer.acceptsRegroupId',
    'equivalent',
    'A group that a request names is known, so its identity is not accepted in any case.',
    {
      shows: NOWHERE,
    },
  ),
  row('policies.ts', 'faithfulServer.rejectsTemporaryGroups', 'freedom', TEMPORARY, { changes: ['false'], by: 'A-04' }),
  row('server/request.ts', 'isRegroupGroupTaken', 'freedom', TEMPORARY, {
    changes: ['rejectsTemporaryGroups && constituentOf(server, scope, id) !== undefined'],
    by: 'A-04',
  }),
  row(
    'server/request.ts',
    'chooseRegroupId',
    'equivalent',
    'Where no identity is given, any group in no temporary group is found, and that of a group is not accepted.',
    { shows: NOWHERE },
  ),
  row('server/request.ts', 'chooseRegroupId', 'freedom', 'The domain of an assigned identity is free.', {
    changes: ["requester.scope.own.serverId.replace(/^.*[@:]/, '')"],
    by: 'A-25',
  }),
  row('server/request.ts', 'authorize resume', 'equivalent', KNOWN, { shows: NOWHERE }),
  row('server/operator.ts', 'act', 'outside', CONTROL, { shows: 'anything' }),
  row('server/operator.ts', 'act isLedHere', 'outside', OPERATED, { shows: NOWHERE }),
  row('server/operator.ts', 'withdraw', 'equivalent', POLICY, { shows: NOWHERE }),
  row('server/request.ts', 'openRegroup', 'outside', CANCELLATION, { shows: AFTER_CANCELLATION }),
  row(
    'policies.ts',
    'faithfulServer.isAuthorized',
    'equivalent',
    'The client of a user without service asks for nothing (PRE-1b).',
    {
      shows: NOWHERE,
    },
  ),
  row('server/replies.ts', 'causing', 'freedom', 'A message may have an element that its flow does not list.', {
    shows: ['preconfigured-regroup-reject.server-client', 'preconfigured-regroup-cancel-response.server-client'],
    by: 'WIRE-1',
  }),
  row(
    'server/replies.ts',
    'askerOf',
    'equivalent',
    'Whom nobody provisioned has neither service nor right, and either is enough to refuse; where a request needs no answer he gets none.',
    { shows: NOWHERE },
  ),
  row('server/replies.ts', 'sendReject', 'freedom', 'A reject need not name the group.', {
    shows: ['preconfigured-regroup-reject.server-client'],
    by: 'A-24',
  }),
  row('client.ts', 'behaviours.flows', 'outside', CANCELLATION, {
    changes: ["'preconfigured-regroup-cancel-request.server-client': onCancelRequest"],
  }),
];
