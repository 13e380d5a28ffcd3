// Source mutants that no scenario has to kill, each with its reason. A row names what it is about by file, function and change, so
// that it holds wherever the lines go. A row without changes is about everything in its functions that shows nowhere but where it
// says; what shows elsewhere is not explained by it. The first row that fits counts.

import type { SourceMutant } from './operators';

export interface Explained {
  /** Below support/reference. */
  readonly file: string;
  readonly within: readonly string[];
  /** What stands before the change, or the change. */
  readonly changes?: readonly string[];
  /**
   * Flows in which alone it may differ from the faithful party, and commands that alone it may answer otherwise: none where
   * empty. `anything` where scenarios cannot be carried out at all.
   */
  readonly shows?: readonly string[] | 'anything';
  readonly is:
    | 'equivalent' // Nobody outside could tell it from the faithful party.
    | 'freedom' // The clause permits it, by an interpretation or a statement.
    | 'outside'; // It is about what the clause does not speak of.
  /** The id that grants a freedom. */
  readonly by?: string;
  readonly why: string;
}

/** What a row is held against: what became of a mutant, and in what it differs. */
export interface Explicable extends Pick<SourceMutant, 'file' | 'within' | 'change'> {
  readonly fate: 'killed' | 'stopped' | 'survived' | 'same';
  readonly effects?: readonly string[];
}

// Where a fault shows.
const NOWHERE: readonly string[] = [];
const ANSWERS = ['ask'];
const REPORTS = ['notify-group-dynamic-data-request.server-gms'];
const AFFILIATING = [
  'group-affiliation-request.client-server',
  'group-affiliation-request.server-server',
  'group-affiliation-response.server-server',
  'group-affiliation-response.server-client',
  'group-de-affiliation-request.client-server',
  'group-de-affiliation-request.server-server',
  'group-de-affiliation-response.server-server',
  'group-de-affiliation-response.server-client',
  'log-off-request.client-server',
  'log-off-response.server-client',
  ...REPORTS,
];
/** Whoever is affiliated is asked, and whoever is not is not: it follows from what the server answered. */
const FOLLOWING = [
  'preconfigured-regroup-request.server-client',
  'preconfigured-regroup-response.server-server',
  'preconfigured-regroup-cancel-request.server-client',
];
const ASKING = [
  'preconfigured-regroup-request.server-client',
  'preconfigured-regroup-cancel-request.server-client',
  ...REPORTS,
];
const CANCELLING = [
  'preconfigured-regroup-cancel-request.client-server',
  'preconfigured-regroup-cancel-request.server-server',
  'preconfigured-regroup-cancel-response.server-server',
  'preconfigured-regroup-cancel-response.server-client',
  'preconfigured-regroup-cancel-request.server-client',
  'preconfigured-regroup-cancel-response.client-server',
  ...REPORTS,
  ...ANSWERS,
];
/** What is asked later is refused or taken up by what was cancelled before. */
const AFTER_CANCELLATION = [
  ...CANCELLING,
  'preconfigured-regroup-request-return.server-client',
  'preconfigured-regroup-reject.server-client',
  'preconfigured-regroup-reject.server-server',
  'preconfigured-regroup-request.server-server',
  'preconfigured-regroup-request.server-client',
  'preconfigured-regroup-response.server-server',
  'preconfigured-regroup-response.server-client',
];
const WHERE_HOSTED = [
  'preconfigured-regroup-reject.server-server',
  'preconfigured-regroup-response.server-server',
  'preconfigured-regroup-request.server-client',
  ...REPORTS,
  ...ANSWERS,
];
const AFTER_FETCHING = [...AFTER_CANCELLATION, 'get-group-configuration-request.server-gms'];
const CONFIGURATION = [
  'notify-group-configuration-request.gms-server',
  'notify-group-configuration-request.gms-client',
  'get-group-configuration-response.gms-server',
  'group-information-notify-request.gms-gms',
  'act',
];

const DESCRIPTION = 'How a built-in party describes itself is read by nobody.';
const RELEASED = 'How a party forgets a scenario that is over is no matter of the clause; lifetime.test.ts holds it.';
const STRANGER = 'Nobody who was never provisioned, nor any scenario that is over, is named by whoever is played.';
const OTHER_WIRE = 'Only a wire that tells the regroup group apart from its constituents brings it about.';
const NEIGHBOUR =
  'How users affiliate, also to groups homed elsewhere, is clause 10.8; whom steps 6 and 7 concern follows from the answer.';
const TOLD = 'PRE-5 asks for the subscription; what is notified by it, this clause leaves to clause 10.1.5.';
const FOLLOWED = 'PRE-4 asks for the subscription; what is notified by it, this clause leaves to clause 10.1.5.';
const UNDELIVERED =
  'A message that cannot be delivered is outside the clause (A-22); recovery.test.ts holds what is made of it.';
const POLICY = 'The policy of the faithful party says so in any case; variants and mutants ask for the rest.';
const CANCELLATION =
  'How a cancellation is asked for, passed on and answered is clause 10.15.3.3.3; that nothing else ends a regroup (POST-1) is judged.';
const NEWCOMER = 'Whoever affiliates late is asked by clause 10.15.3.4.1.';
const APART = 'The faithful party puts no step off.';
const CONTROL =
  'A party that cannot be provisioned, or does not act for its user, is no party: the scenario is inconclusive and says so.';
const LASTING = 'A regroup of the faithful party lasts until it is cancelled.';
const KNOWN = 'At the primary every regroup has a requester whom the server knows.';
const ONE_IDENTITY =
  'A primary that keeps to STEP-3-h and INV-3 gives no two of its regroups one identity, and nobody who is played asks so.';
const OF_TWO_PRIMARIES =
  'What a partner makes of a request under an identity that the regroup of another primary has, the clause does not say.';
const HOSTED = 'What a partner answers where a regroup group is listed that was formed there is a reading.';
const GIVING_WAY = 'Of two regroups that are formed at once either may make room for the other.';
const FETCHING = 'To fetch the configuration, or to go on with what is there, is free.';
const OPERATED =
  'An operator has played servers alone cancel what is not theirs; a server under test is told no such thing.';
const HANDED_ON =
  'A removal is handed on to the server that leads the regroup by SIP alone; the mutants of TS 24.379 16.2.2.3 hold it.';
const NAMED_APART = 'Members are named to the server that serves them by SIP alone; its mutants hold it.';
const SEVERAL_REQUESTS = 'A partner may get several step-5 requests of one regroup.';
const OF_A_THIRD_SYSTEM =
  'A system that only serves members, of groups homed elsewhere, need not be asked; by SIP no scenario has one that is.';
const OWN_MEMBERS = 'What the primary sends its own clients is allowed and not required.';
const CLIENT_1 = 'Step 8 has MC service client 2 notify its user; no step says what the user of client 1 is told.';

const row = (
  file: string,
  within: string,
  is: Explained['is'],
  why: string,
  more: Pick<Explained, 'changes' | 'shows' | 'by'>,
): Explained => ({ file, within: within.split(' '), is, why, ...more });

export const EXPLAINED: readonly Explained[] = [
  // What a party is beside the procedure.
  ...['server.ts', 'gms.ts', 'client.ts'].flatMap((file): readonly Explained[] => [
    row(file, 'behaviours.name behaviours.roles', 'outside', DESCRIPTION, { shows: ['hello'] }),
    row(file, 'behaviours', 'outside', RELEASED, { shows: ['release'] }),
    row(file, 'behaviours.undelivered', 'outside', UNDELIVERED, { shows: NOWHERE }),
    row(file, 'behaviours behaviours.act behaviours.activate createServer createGms createClient', 'outside', CONTROL, {
      shows: 'anything',
    }),
  ]),
  row(
    'server.ts',
    'behaviours',
    'outside',
    'What a party takes part in its messages show to those whom it does not answer.',
    {
      changes: ['ask → nothing'],
      shows: ANSWERS,
    },
  ),
  row('server.ts', 'behaviours.resume', 'outside', APART, { shows: NOWHERE }),
  row('server/request.ts', 'onRegroupRequest', 'equivalent', APART, {
    changes: ['!isStep4bPutOff(server, regroup) → true'],
  }),
  row('server/request.ts', 'authorize', 'equivalent', APART, { changes: ['!isStep5PutOff(server, regroup) → true'] }),
  row('server/formation.ts', 'form', 'equivalent', APART, { changes: ['!isStep12PutOff(server, regroup) → true'] }),
  row('server/partner.ts', 'onPartnerRequest', 'equivalent', APART, {
    changes: ['!isStep10PutOff(server, rest) → true'],
  }),
  row('server/partner.ts', 'affiliateClients', 'equivalent', APART, {
    changes: ['!isStep11PutOff(server, rest) → true'],
  }),
  row('server/provisioning.ts', 'release', 'outside', RELEASED, { shows: NOWHERE }),
  row('gms/state.ts', 'release', 'outside', RELEASED, { shows: NOWHERE }),
  row('client.ts', 'release', 'outside', RELEASED, { shows: NOWHERE }),
  row(
    'scope.ts',
    'scopeOf',
    'outside',
    'An identity that nobody provisioned is told by its label; only long-lived parties meet one.',
    {
      shows: NOWHERE,
    },
  ),
  row('server/provisioning.ts', 'provision', 'outside', CONTROL, { shows: 'anything' }),
  row('server/provisioning.ts', 'provision', 'outside', NEIGHBOUR, { shows: AFFILIATING }),
  row('server/state.ts', 'noServerState', 'outside', CONTROL, { shows: 'anything' }),
  row('gms/state.ts', 'noGmsState', 'outside', CONTROL, { shows: 'anything' }),
  row('client/state.ts', 'noClientState', 'outside', CONTROL, { shows: 'anything' }),
  row('gms/state.ts', 'provision learn', 'outside', CONTROL, { shows: 'anything' }),
  row('client.ts', 'provision ask', 'outside', CONTROL, { shows: 'anything' }),
  row('client/acts.ts', 'act', 'outside', CONTROL, { shows: 'anything' }),
  row('client/acts.ts', 'act', 'outside', 'How a user logs off is another clause.', {
    shows: ['log-off-request.client-server'],
  }),
  row('scope.ts', 'NO_OWN_SYSTEM openScope', 'outside', CONTROL, { shows: 'anything' }),
  row('server/questions.ts', 'ask inForce', 'outside', 'What an upper tester is told is no message of the clause.', {
    shows: ANSWERS,
  }),
  row('gms.ts', 'ask', 'outside', 'A scenario asks the MC service server, not the group management server.', {
    shows: NOWHERE,
  }),

  // Affiliation, service, and what is told of them.
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

  // Configuration.
  row(
    'server/subscriptions.ts',
    'activate',
    'freedom',
    'The groups homed there are followed; to follow more is free.',
    {
      shows: ['subscribe-group-configuration-request.server-gms'],
      by: 'PRE-4',
    },
  ),
  row(
    'server/subscriptions.ts',
    'namesGroupOnly fetch onConfiguration followRegroup onSubscription',
    'outside',
    OTHER_WIRE,
    {
      shows: NOWHERE,
    },
  ),
  row('server/subscriptions.ts', 'namesGroupOnly onConfiguration', 'freedom', FETCHING, {
    changes: ['namesGroupOnly(configuration)', 'Object.keys(configuration).length === 1'],
    by: 'STEP-3-e',
  }),
  row('gms.ts', 'activate', 'freedom', 'The groups homed there are followed; to follow more is free.', {
    shows: ['subscribe-group-dynamic-data-request.gms-server'],
    by: 'PRE-5',
  }),
  row('gms.ts', 'act behaviours.flows', 'outside', FOLLOWED, { shows: CONFIGURATION }),
  row(
    'gms/distribution.ts',
    'share distribute',
    'outside',
    'PRE-3 asks for the preconfigured group; who is told of other groups is clause 10.2.7.',
    {
      changes: [
        'homed.filter((group) => group.shareWith.includes(partner.name))',
        'groups.filter((group) => group.configuration?.preconfiguredGroupUseOnly === true || group.shareWith.…',
        'group.configuration?.preconfiguredGroupUseOnly === true || group.shareWith.length > 0 → true',
        'group.configuration?.preconfiguredGroupUseOnly === true → group.configuration?.preconfiguredGroupUseOnly !== true',
        'group.shareWith.length > 0 → group.shareWith.length >= 0',
        'group.shareWith.length > 0 → group.shareWith.length <= 0',
      ],
    },
  ),
  row('gms/distribution.ts', 'share distribute onSharedInformation configurationsOf', 'equivalent', POLICY, {
    shows: NOWHERE,
  }),
  row('gms/distribution.ts', 'onSharedInformation', 'freedom', FETCHING, {
    shows: ['get-group-configuration-response.gms-server'],
    by: 'STEP-3-e',
  }),
  row(
    'gms/subscriptions.ts',
    'onGet scopeOfServer',
    'outside',
    'What a group management server answers to whoever fetches is clause 10.1.5.',
    {
      shows: ['get-group-configuration-response.gms-server'],
    },
  ),
  row('gms/subscriptions.ts', 'notifyServer onSubscription', 'outside', FOLLOWED, { shows: CONFIGURATION }),
  row('gms/state.ts', 'learn', 'outside', FOLLOWED, { shows: CONFIGURATION }),
  row(
    'gms/subscriptions.ts',
    'onDynamicData',
    'outside',
    'What a group management server makes of dynamic data, this clause does not say.',
    {
      shows: NOWHERE,
    },
  ),
  row('gms/subscriptions.ts', 'meet', 'outside', OTHER_WIRE, {
    shows: ['subscribe-group-dynamic-data-request.gms-server'],
  }),

  // Steps 1 to 4.
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

  // Steps 5, 11 and 12.
  row('server/formation.ts', 'askPartners', 'freedom', 'Own members may be asked while partners are, or after them.', {
    changes: [
      "policy.asksOwnMembers === 'in-parallel'",
      "'in-parallel'",
      'affiliate(server, regroup, askMembers(server, regroup));',
    ],
    by: 'A-15',
  }),
  row(
    'server/formation.ts',
    'membersServedBy askPartners',
    'freedom',
    'To ask a system that serves members alone is neither required nor forbidden.',
    {
      shows: NOWHERE,
      by: 'A-16',
    },
  ),
  row('server/formation.ts', 'askPartner', 'freedom', SEVERAL_REQUESTS, {
    changes: [
      'isNamingEarly(server, regroup)',
      'server.policy.namesMembersApart',
      'members.length > 0',
      'isInParts',
      'server.env.asksInParts?.(regroup.scope.name) === true',
    ],
    by: 'A-11',
  }),
  row('policies.ts', 'faithfulServer.namesMembersApart', 'freedom', SEVERAL_REQUESTS, {
    shows: AFTER_CANCELLATION,
    by: 'A-11',
  }),
  row(
    'server/formation.ts',
    'askPartner',
    'equivalent',
    'The faithful party names no members apart, and what is absent reads like what is false.',
    {
      shows: NOWHERE,
    },
  ),
  row('server/formation.ts', 'undo', 'outside', CANCELLATION, {
    changes: [
      '...(regroup.requester === undefined ? {} : { mcServiceId: regroup.requester })',
      'regroup.requester === undefined → true',
      'regroup.requester === undefined → regroup.requester !== undefined',
      '{ mcServiceId: regroup.requester }',
    ],
    shows: ['preconfigured-regroup-cancel-request.server-server'],
  }),
  row(
    'server/formation.ts',
    'askPartner undo',
    'freedom',
    'A partner that refused may be told of the cancellation too.',
    {
      shows: ['preconfigured-regroup-cancel-request.server-server'],
      by: 'INV-9',
    },
  ),
  row(
    'server/formation.ts',
    'undo',
    'equivalent',
    'What is undone while it is formed has asked nobody here yet, and every regroup has a requester.',
    { changes: ['dismissMembers(server, regroup);', 'regroup.requester === undefined'], shows: NOWHERE },
  ),
  row('server/formation.ts', 'onPartnerUnreachable reasonOf undo', 'outside', UNDELIVERED, { shows: NOWHERE }),
  row(
    'server/formation.ts',
    'onPartnerAnswer',
    'equivalent',
    'What is answered once more is not awaited any more; nobody answers who was not asked.',
    {
      shows: NOWHERE,
    },
  ),
  row(
    'server/formation.ts',
    'askPartners',
    'outside',
    'A regroup within one MC system, which asks no partner, is another clause (SCOPE-1).',
    {
      changes: ['conclude(server, regroup);'],
    },
  ),
  row('server/formation.ts', 'isAwaited conclude', 'equivalent', POLICY, { shows: NOWHERE }),
  row('server/formation.ts', 'form confirm rollBack', 'equivalent', KNOWN, { shows: NOWHERE }),
  row('server/formation.ts', 'form', 'freedom', OWN_MEMBERS, { shows: ASKING, by: 'A-15' }),
  row(
    'policies.ts',
    'faithfulServer.asksOwnMembers faithfulServer.tellsOwnMembers faithfulServer.affiliatesOwnMembers',
    'freedom',
    OWN_MEMBERS,
    { shows: ASKING, by: 'A-15' },
  ),
  row('policies.ts', 'faithfulServer.asksRequester', 'freedom', 'The requester need not be asked.', {
    shows: ASKING,
    by: 'A-21',
  }),

  // Steps 6 to 10.
  row('server/partner.ts', 'onPartnerRequest', 'outside', STRANGER, { shows: NOWHERE }),
  row('server/partner.ts', 'isRefused', 'freedom', OF_TWO_PRIMARIES, {
    changes: [
      'existing !== undefined && lasts(server, existing) && (own === undefined || isOfAnother(own, body)) → false',
      'true → false',
    ],
    by: 'A-25',
  }),
  row('server/partner.ts', 'onPartnerRequest', 'freedom', GIVING_WAY, {
    changes: ['server.policy.yieldsToCrossing'],
    by: 'A-31',
  }),
  row('policies.ts', 'faithfulServer.yieldsToCrossing', 'freedom', GIVING_WAY, {
    shows: AFTER_CANCELLATION,
    by: 'A-31',
  }),
  row('server/partner.ts', 'yieldTo', 'equivalent', POLICY, { shows: NOWHERE }),
  row('server/formation.ts', 'giveUp', 'equivalent', POLICY, { shows: NOWHERE }),
  row('server/partner.ts', 'isOfAnother isRefused join', 'equivalent', ONE_IDENTITY, { shows: NOWHERE }),
  row(
    'server/partner.ts',
    'isRefused',
    'freedom',
    'A partner may refuse for any group that it knows to be regrouped.',
    {
      changes: ['knownGroups(server, body.mcServiceGroupIdList) .filter(isHomedHere)'],
      shows: [...WHERE_HOSTED, ...CANCELLING],
      by: 'A-09',
    },
  ),
  row('server/partner.ts', 'isFormedHere', 'freedom', HOSTED, { shows: WHERE_HOSTED, by: 'A-08' }),
  row('policies.ts', 'faithfulServer.hostsItsRegroupGroups', 'freedom', HOSTED, { shows: WHERE_HOSTED, by: 'A-08' }),
  row('policies.ts', 'faithfulServer.staysWith', 'outside', NEIGHBOUR, {
    changes: ['staysWith: (groups) => groups > 0'],
  }),
  row(
    'server/partner.ts',
    'answer respond join',
    'freedom',
    'A partner answers once or for each client; whose user one answer names is free.',
    {
      shows: ['preconfigured-regroup-response.server-server'],
      by: 'A-13',
    },
  ),
  // Members who are named apart, by SIP.
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
  row('server/partner.ts', 'isLedHereWithout', 'outside', NAMED_APART, { shows: NOWHERE }),
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

  // The life of the regroup.
  row('server/state.ts', 'lasts holdersOf holderOf', 'equivalent', LASTING, { shows: NOWHERE }),
  row(
    'server/state.ts',
    'drop release',
    'equivalent',
    'A group homed here is held by one regroup and an identity stands for one, so the ones that are dropped are these.',
    {
      shows: NOWHERE,
    },
  ),
  row(
    'server/members.ts',
    'dismissMembers leaveRegroups',
    'equivalent',
    'Whoever has no service has left the regroup before, and of a regroup that is dropped nobody asks.',
    {
      shows: NOWHERE,
    },
  ),
  row('server/members.ts', 'dismissMembers', 'outside', CANCELLATION, { shows: CANCELLING }),
  row(
    'server/cancellation.ts',
    'answerClient conclude end isAwaitingConfiguration onCancelRequest onCancelUndelivered onCancelled onPartnerCancelRequest',
    'outside',
    CANCELLATION,
    { shows: AFTER_CANCELLATION },
  ),
  row('server.ts', 'behaviours.flows', 'outside', CANCELLATION, {
    changes: [
      "'preconfigured-regroup-cancel-request.client-server': cancellation.onCancelRequest",
      "'preconfigured-regroup-cancel-request.server-server': cancellation.onPartnerCancelRequest",
      "'preconfigured-regroup-cancel-response.server-server': cancellation.onCancelResponse",
    ],
  }),
  row('server/cancellation.ts', 'askOthersToCancel', 'outside', OPERATED, { shows: NOWHERE }),
  row('server/operator.ts', 'end', 'outside', OPERATED, { shows: NOWHERE }),
  row('server/state.ts', 'isLedHere', 'equivalent', POLICY, { shows: NOWHERE }),
  row('server/cancellation.ts', 'handOn answerWhoAsked onCancelResponse', 'outside', HANDED_ON, { shows: NOWHERE }),
  row('server/cancellation.ts', 'isHandedOn', 'freedom', HANDED_ON, { shows: CANCELLING, by: 'A-36' }),
  row('client.ts', 'onCancelRequest', 'outside', CANCELLATION, { shows: CANCELLING }),
  row(
    'policies.ts',
    'faithfulServer.mayCancel',
    'freedom',
    'Whether a server lets another user cancel, or another MC system, is not judged.',
    {
      shows: AFTER_CANCELLATION,
      by: 'A-36',
    },
  ),
];

export const explanationOf = (mutant: Explicable): Explained | undefined =>
  EXPLAINED.find((one) => explains(one, mutant));

export function explains({ file, within, changes, shows }: Explained, mutant: Explicable): boolean {
  if (mutant.file !== `support/reference/${file}` || !within.includes(mutant.within)) return false;
  const isNamed =
    changes?.some((change) => mutant.change === change || mutant.change.startsWith(`${change} → `)) ?? true;
  const { effects = [], fate } = mutant;
  // What makes a scenario impossible is not judged; what passes all the same has to be explained by where it shows.
  const isShown =
    shows === 'anything' ? fate !== 'survived' : shows === undefined || effects.every((one) => shows.includes(one));
  return isNamed && isShown;
}
