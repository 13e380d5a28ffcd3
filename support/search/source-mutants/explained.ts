// Source mutants that no scenario has to kill, each with its reason. A row names what it is about by file, function and change, so
// that it holds wherever the lines go; a row without a change is about the whole function. The first row that fits counts.

import type { SourceMutant } from './operators';

export interface Explained {
  /** Below support/reference. */
  readonly file: string;
  readonly within: readonly string[];
  /** What stands before the change, or the change; every mutant of the functions where absent. */
  readonly changes?: readonly string[];
  readonly is:
    | 'equivalent' // Nobody outside could tell it from the faithful party.
    | 'freedom' // The clause permits it, by an interpretation or a statement.
    | 'outside'; // It is about what the clause does not speak of.
  /** The id that grants a freedom. */
  readonly by?: string;
  readonly why: string;
}

const DESCRIPTION = 'How a built-in party describes itself is read by nobody.';
const RELEASED = 'How a party forgets a scenario that is over is no matter of the clause; lifetime.test.ts holds it.';
const STRANGER = 'Nobody who was never provisioned, nor any scenario that is over, is named by whoever is played.';
const OTHER_WIRE = 'Only a wire that tells the regroup group apart from its constituents brings it about.';
const NEIGHBOUR = 'How an affiliation reaches the home system of its group is clause 10.8.';
const TOLD = 'PRE-5 asks for the subscription; what is notified by it, this clause leaves to clause 10.1.5.';
const UNDELIVERED =
  'A message that cannot be delivered is outside the clause; recovery.test.ts holds what is made of it.';
const POLICY = 'The policy of the faithful party says so in any case; variants and mutants ask for the rest.';
const CANCELLATION = 'How a cancellation goes on that was not answered, or names nothing, is clause 10.15.3.3.3.';
const CONTROL =
  'How a party takes what it is provisioned with, or asked by an upper tester, is no message of the clause.';

export const EXPLAINED: readonly Explained[] = [
  ...(['server.ts', 'gms.ts', 'client.ts'] as const).map((file): Explained => ({
    file,
    within: ['behaviours.name', 'behaviours.roles'],
    is: 'outside',
    why: DESCRIPTION,
  })),
  { file: 'server.ts', within: ['behaviours.act'], is: 'outside', why: 'A server has no user who could act.' },
  { file: 'server.ts', within: ['behaviours.undelivered'], is: 'outside', why: UNDELIVERED },
  { file: 'server.ts', within: ['behaviours'], changes: ['release'], is: 'outside', why: RELEASED },
  {
    file: 'server.ts',
    within: ['behaviours.flows'],
    changes: [
      "'preconfigured-regroup-response.client-server': onAcknowledgement",
      "'group-de-affiliation-request.server-server': affiliation.onForeignDeAffiliation",
    ],
    is: 'outside',
    why: 'A server does not wait for acknowledgements (A-17), and de-affiliation between servers is clause 10.8.',
  },
  { file: 'server/provisioning.ts', within: ['release'], is: 'outside', why: RELEASED },
  { file: 'gms/state.ts', within: ['release'], is: 'outside', why: RELEASED },
  { file: 'client.ts', within: ['release'], is: 'outside', why: RELEASED },
  {
    file: 'client.ts',
    within: ['behaviours.flows', 'onReturn'],
    is: 'outside',
    why: 'Step 8 has MC service client 2 notify its user; no step says what the user of client 1 is told.',
  },
  {
    file: 'server/affiliation.ts',
    within: ['onForeignAffiliation', 'onForeignDeAffiliation', 'answerForeign', 'admits'],
    is: 'outside',
    why: NEIGHBOUR,
  },
  {
    file: 'server/affiliation.ts',
    within: ['onAffiliationRequest', 'onDeAffiliationRequest', 'onAffiliationAnswer'],
    is: 'outside',
    why: NEIGHBOUR,
  },
  {
    file: 'server/affiliation.ts',
    within: ['concludeAffiliation', 'leaveGroups'],
    is: 'outside',
    why: 'Who is admitted to a group, and who is told of it, is clause 10.8 and clause 10.1.5.',
  },
  {
    file: 'server/forwarding.ts',
    within: ['keyOf', 'isForwarded', 'forward', 'onAnswer'],
    is: 'outside',
    why: NEIGHBOUR,
  },
  { file: 'server/dynamic-data.ts', within: ['reportGroup', 'reportPresent', 'isReported'], is: 'outside', why: TOLD },
  { file: 'server/dynamic-data.ts', within: ['reportRegrouped', 'reportLeft'], is: 'outside', why: TOLD },
  { file: 'server/dynamic-data.ts', within: ['notifiesMembers', 'reportMembers'], is: 'outside', why: OTHER_WIRE },
  {
    file: 'server/dynamic-data.ts',
    within: ['portions'],
    is: 'outside',
    why: 'Into how many messages a long list is cut, no clause says; server.test.ts holds it.',
  },
  {
    file: 'server/subscriptions.ts',
    within: ['namesGroupOnly', 'fetch', 'onConfiguration'],
    is: 'outside',
    why: OTHER_WIRE,
  },
  { file: 'server/subscriptions.ts', within: ['followRegroup', 'onSubscription'], is: 'outside', why: OTHER_WIRE },
  { file: 'gms/subscriptions.ts', within: ['meet'], is: 'outside', why: OTHER_WIRE },
  {
    file: 'gms/subscriptions.ts',
    within: ['onDynamicData'],
    is: 'outside',
    why: 'What a group management server makes of dynamic data, this clause does not say.',
  },
  {
    file: 'gms.ts',
    within: ['ask'],
    is: 'outside',
    why: 'What an upper tester is told is no message of the clause, and a scenario asks the MC service server first.',
  },
  {
    file: 'server/questions.ts',
    within: ['ask', 'inForce'],
    is: 'outside',
    why: 'What an upper tester is told is no message of the clause; a regroup that is no more lasts nowhere.',
  },
  {
    file: 'server/members.ts',
    within: ['onAcknowledgement'],
    is: 'freedom',
    by: 'STEP-10-b',
    why: 'Everybody who was asked is affiliated; an acknowledgement that comes then changes nothing.',
  },
  {
    file: 'server/formation.ts',
    within: ['form'],
    changes: ["server.policy.asksOwnMembers === 'after-partners'", "'after-partners'", 'askMembers(server, regroup);'],
    is: 'freedom',
    by: 'A-15',
    why: 'What the primary sends its own clients is allowed and not required.',
  },
  {
    file: 'server/formation.ts',
    within: ['askPartners'],
    changes: ["policy.asksOwnMembers === 'in-parallel'", "'in-parallel'", 'askMembers(server, regroup);'],
    is: 'freedom',
    by: 'A-15',
    why: 'Own members may be asked while partners are, or after them.',
  },
  {
    file: 'server/formation.ts',
    within: ['askPartner'],
    changes: ['server.policy.namesMembersApart', 'members.length > 0'],
    is: 'freedom',
    by: 'A-11',
    why: 'A partner may get several step-5 requests of one regroup.',
  },
  {
    file: 'server/formation.ts',
    within: ['membersServedBy'],
    is: 'freedom',
    by: 'A-16',
    why: 'To ask a system that serves members alone is neither required nor forbidden.',
  },
  { file: 'server/formation.ts', within: ['onPartnerUnreachable', 'reasonOf'], is: 'outside', why: UNDELIVERED },
  {
    file: 'server/partner.ts',
    within: ['answer'],
    is: 'freedom',
    by: 'A-13',
    why: 'A partner answers once or for each client; whose user one answer names is free.',
  },
  {
    file: 'server/members.ts',
    within: ['askMembers'],
    changes: ['user.id === regroup.requester && !policy.asksRequester', '!policy.asksRequester'],
    is: 'freedom',
    by: 'A-21',
    why: 'The requester need not be asked.',
  },
  {
    file: 'client.ts',
    within: ['onRegroupRequest'],
    changes: [
      '!client.policy.acknowledges(body.delivery) → true',
      "client.outbox.send('preconfigured-regroup-response.client-server', toServer(user), { mcServiceId: us…",
    ],
    is: 'freedom',
    by: 'STEP-9-a',
    why: 'A client may acknowledge, and need not.',
  },
  {
    file: 'client.ts',
    within: ['onRegroupRequest'],
    changes: ['client.policy.notifiesUser → true'],
    is: 'equivalent',
    why: POLICY,
  },
  {
    file: 'server/service.ts',
    within: ['onLogOff'],
    changes: ['leaveGroups(server, user, groups, server.policy.logOffEndsRegroup);'],
    is: 'freedom',
    by: 'POST-3',
    why: 'The part in a regroup may end with the service, and need not.',
  },
  {
    file: 'server/service.ts',
    within: ['onLogOff'],
    is: 'outside',
    why: 'How a user logs off, and who is told of it, is another clause.',
  },
  {
    file: 'server/state.ts',
    within: ['lasts', 'holderOf'],
    is: 'equivalent',
    why: 'A regroup of the faithful party lasts until it is cancelled.',
  },
  {
    file: 'server/cancellation.ts',
    within: ['onCancelUndelivered', 'isAwaitingConfiguration', 'onCancelled', 'conclude'],
    is: 'outside',
    why: CANCELLATION,
  },
  {
    file: 'server/cancellation.ts',
    within: ['onCancelRequest', 'onPartnerCancelRequest'],
    is: 'outside',
    why: CANCELLATION,
  },
  {
    file: 'server/partner.ts',
    within: ['onPartnerRequest'],
    changes: [
      'scope && systemOfServer(scope, body.from)',
      'scope === undefined || primary === undefined',
      'return; → nothing',
    ],
    is: 'outside',
    why: STRANGER,
  },
  ...(
    [
      ['server/request.ts', ['onRegroupRequest'], ['requester === undefined → false', 'return; → nothing']],
      ['server/request.ts', ['authorize'], ['requester === undefined → false', 'return; → nothing']],
      ['server/service.ts', ['onServiceAuthorization'], ['user === undefined → false', 'return; → nothing']],
      ['server/formation.ts', ['askPartner'], ['system === undefined → false', 'return; → nothing']],
      ['gms/distribution.ts', ['onSharedInformation'], ['scope === undefined → false', 'return; → nothing']],
      ['gms/subscriptions.ts', ['onSubscription', 'onGet'], ['scope === undefined → false', 'return; → nothing']],
      ['gms.ts', ['activate'], ['scope === undefined → false', 'return; → nothing']],
    ] as const
  ).map(([file, within, changes]): Explained => ({ file, within, changes, is: 'outside', why: STRANGER })),
  {
    file: 'server/formation.ts',
    within: ['isAwaited', 'conclude'],
    is: 'equivalent',
    why: POLICY,
  },
  {
    file: 'server/formation.ts',
    within: ['askPartners'],
    changes: ['membersServedBy(server, regroup, name).length > 0'],
    is: 'freedom',
    by: 'A-16',
    why: 'To ask a system that serves members alone is neither required nor forbidden.',
  },
  {
    file: 'server/formation.ts',
    within: ['askPartner'],
    changes: [
      '[{ mcServiceGroupIdList: listed, mcServiceUserIdList: members }]',
      '{ mcServiceGroupIdList: listed, mcServiceUserIdList: members }',
      'mcServiceGroupIdList: listed',
      'mcServiceUserIdList: members',
      'mayHold: false',
      'refusal: undefined',
    ],
    is: 'equivalent',
    why: 'The faithful party names no members apart, and what is absent reads like what is false.',
  },
  { file: 'server/formation.ts', within: ['rollBack'], is: 'outside', why: CANCELLATION },
  {
    file: 'server/formation.ts',
    within: ['form'],
    changes: ["regroup.requester ?? '' → regroup.requester", 'requester !== undefined → true'],
    is: 'equivalent',
    why: 'At the primary every regroup has a requester whom the server knows.',
  },
  {
    file: 'server/request.ts',
    within: ['authorize'],
    changes: ["regroup.requester ?? '' → regroup.requester"],
    is: 'equivalent',
    why: 'At the primary every regroup has a requester whom the server knows.',
  },
  {
    file: 'server/request.ts',
    within: ['onRegroupRequest'],
    changes: [
      'policy.checksListedRegroupGroups && listed.some((id) => isRegroupGroup(server, id))',
      "policy.decidesFirst === 'authorization' || !isHeld()",
      "!authorized && (policy.decidesFirst === 'authorization' || !isHeld())",
      '!isHeld()',
      'policy.stopsWhenNotAuthorized || listed.length === 0',
      'listed.length === 0',
      'policy.stopsAfterReject',
    ],
    is: 'equivalent',
    why: POLICY,
  },
  { file: 'server/request.ts', within: ['isRegroupGroupTaken'], is: 'equivalent', why: POLICY },
  {
    file: 'server/request.ts',
    within: ['isRegroupGroup'],
    changes: ['active !== undefined && lasts(server, active) → active !== undefined'],
    is: 'equivalent',
    why: 'A regroup of the faithful party lasts until it is cancelled.',
  },
  { file: 'server/members.ts', within: ['affiliate'], is: 'equivalent', why: POLICY },
  {
    file: 'server/members.ts',
    within: ['askMembers'],
    changes: [
      'policy.asksOnce && regroup.members.has(user.id)',
      'isIn || (user.id === regroup.requester && !policy.asksRequester)',
      'user.id === regroup.requester',
    ],
    is: 'equivalent',
    why: POLICY,
  },
  {
    file: 'server/members.ts',
    within: ['leaveRegroup'],
    changes: ['!regroup.members.delete(user.id) → false', 'return; → nothing'],
    is: 'outside',
    why: TOLD,
  },
  {
    file: 'server/members.ts',
    within: ['askNewcomer'],
    changes: ["!server.policy.asksNewcomers || regroup?.status !== 'in-force'"],
    is: 'equivalent',
    why: POLICY,
  },
  {
    file: 'server/partner.ts',
    within: ['join'],
    changes: ['partners: new Map()', 'cancelledBy: new Set()'],
    is: 'equivalent',
    why: 'At a partner nothing reads it.',
  },
  { file: 'server/provisioning.ts', within: ['provision'], is: 'outside', why: CONTROL },
  { file: 'gms/state.ts', within: ['provision', 'learn'], is: 'outside', why: CONTROL },
  { file: 'client.ts', within: ['provision', 'createClient', 'ask'], is: 'outside', why: CONTROL },
  { file: 'client/acts.ts', within: ['act'], is: 'outside', why: CONTROL },
  { file: 'scope.ts', within: ['NO_OWN_SYSTEM', 'openScope'], is: 'outside', why: CONTROL },
  {
    file: 'gms.ts',
    within: ['act'],
    changes: [
      "wanted.kind !== 'make-temporary-group'",
      'group !== undefined && group.home === group.scope.own.name',
      'held.length < wantedIds.length',
    ],
    is: 'outside',
    why: CONTROL,
  },
  { file: 'gms.ts', within: ['behaviours', 'behaviours.undelivered'], is: 'outside', why: RELEASED },
  {
    file: 'client.ts',
    within: ['behaviours', 'behaviours.undelivered', 'behaviours.activate'],
    is: 'outside',
    why: RELEASED,
  },
  {
    file: 'gms.ts',
    within: ['behaviours.flows'],
    is: 'outside',
    why: 'What a group management server makes of dynamic data, this clause does not say.',
  },
  {
    file: 'client.ts',
    within: ['notifyUser'],
    is: 'outside',
    why: 'Step 8 has MC service client 2 notify its user; no step says what the user of client 1 is told.',
  },
  { file: 'client.ts', within: ['onCancelRequest'], is: 'outside', why: CANCELLATION },
  {
    file: 'client.ts',
    within: ['onRegroupRequest'],
    changes: ['user === undefined → false', 'return; → nothing'],
    is: 'outside',
    why: STRANGER,
  },
  {
    file: 'server/subscriptions.ts',
    within: ['activate'],
    changes: [
      'scope === undefined || !server.policy.subscribesToConfiguration',
      'return; → nothing',
      'groups.length === 0 → false',
    ],
    is: 'outside',
    why: STRANGER,
  },
  { file: 'policies.ts', within: ['faithfulServer.mayCancel'], is: 'outside', why: CANCELLATION },
  {
    file: 'policies.ts',
    within: ['faithfulServer.logOffEndsRegroup'],
    is: 'freedom',
    by: 'POST-3',
    why: 'The part in a regroup may end with the service, and need not.',
  },
  {
    file: 'policies.ts',
    within: ['faithfulServer.asksOwnMembers'],
    is: 'freedom',
    by: 'A-15',
    why: 'What the primary sends its own clients is allowed and not required.',
  },
  {
    file: 'policies.ts',
    within: ['faithfulServer.asksRequester'],
    is: 'freedom',
    by: 'A-21',
    why: 'The requester need not be asked.',
  },
  {
    file: 'policies.ts',
    within: ['faithfulServer.namesMembersApart'],
    is: 'freedom',
    by: 'A-11',
    why: 'A partner may get several step-5 requests of one regroup.',
  },
  {
    file: 'policies.ts',
    within: ['faithfulClient.acknowledges'],
    is: 'freedom',
    by: 'STEP-9-a',
    why: 'A client may acknowledge, and need not.',
  },
];

export const explanationOf = (mutant: Pick<SourceMutant, 'file' | 'within' | 'change'>): Explained | undefined =>
  EXPLAINED.find((one) => explains(one, mutant));

export const explains = (
  { file, within, changes }: Explained,
  mutant: Pick<SourceMutant, 'file' | 'within' | 'change'>,
): boolean =>
  mutant.file === `support/reference/${file}` &&
  within.includes(mutant.within) &&
  (changes?.some((change) => mutant.change === change || mutant.change.startsWith(`${change} → `)) ?? true);
