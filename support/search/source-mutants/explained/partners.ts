// Steps 5, 11 and 12.

import { UNDELIVERED, POLICY, CANCELLATION, KNOWN, SEVERAL_REQUESTS, OWN_MEMBERS } from './reasons';
import { row, type Explained } from './row';
import { NOWHERE, ASKING, AFTER_CANCELLATION } from './where-it-shows';

const IN_TURN = 'Partners may be asked at once, or for one thing after another.';

export const ABOUT_PARTNERS: readonly Explained[] = [
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
  row('server/formation.ts', 'requestsTo', 'freedom', SEVERAL_REQUESTS, {
    changes: [
      'isNamingEarly(server, regroup)',
      'server.policy.namesMembersApart',
      'members.length > 0',
      'isInParts',
      'server.env.asksInParts?.(regroup.scope.name) === true',
    ],
    by: 'A-11',
  }),
  row('server/formation.ts', 'askFurther', 'freedom', IN_TURN, {
    changes: ["server.policy.asksPartners === 'in-turn'"],
    by: 'A-11',
  }),
  row('policies.ts', 'faithfulServer.asksPartners', 'equivalent', POLICY, { shows: NOWHERE }),
  row('policies.ts', 'faithfulServer.namesMembersApart', 'freedom', SEVERAL_REQUESTS, {
    shows: AFTER_CANCELLATION,
    by: 'A-11',
  }),
  row(
    'server/formation.ts',
    'requestsTo',
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
    'askFurther undo',
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
  row('server.ts', 'behaviours behaviours.undelivered', 'outside', UNDELIVERED, {
    changes: [
      "'preconfigured-regroup-request.server-server': formation.onPartnerUnreachable",
      'undelivered',
      "undelivered: { 'preconfigured-regroup-request.server-server': formation.onPartnerUnreachable",
      "{ 'preconfigured-regroup-request.server-server': formation.onPartnerUnreachable",
    ],
  }),
  // A partner that took no request may be asked to cancel it, and need not be.
  row('server/formation.ts', 'onPartnerUnreachable', 'outside', UNDELIVERED, {
    changes: ['true'],
    shows: AFTER_CANCELLATION,
  }),
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
];
