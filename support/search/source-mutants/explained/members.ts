// Steps 6 to 10.

import { STRANGER, NEIGHBOUR, POLICY } from './reasons';
import { row, type Explained } from './row';
import { NOWHERE, ANSWERS, REPORTS, CANCELLING, AFTER_CANCELLATION } from './where-it-shows';

const WHERE_HOSTED = [
  'preconfigured-regroup-reject.server-server',
  'preconfigured-regroup-response.server-server',
  'preconfigured-regroup-request.server-client',
  ...REPORTS,
  ...ANSWERS,
];
const ONE_IDENTITY =
  'A primary that keeps to STEP-3-h and INV-3 gives no two of its regroups one identity, and nobody who is played asks so.';
const OF_TWO_PRIMARIES =
  'What a partner makes of a request under an identity that the regroup of another primary has, the clause does not say.';
const HOSTED = 'What a partner answers where a regroup group is listed that was formed there is a reading.';
const GIVING_WAY = 'Of two regroups that are formed at once either may make room for the other.';

export const ABOUT_MEMBERS: readonly Explained[] = [
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
  row('server/formation.ts', 'giveUp abandon doubtUnanswered', 'equivalent', POLICY, { shows: NOWHERE }),
  row('server/partner.ts', 'isOfAnother isRefused join newRegroup', 'equivalent', ONE_IDENTITY, { shows: NOWHERE }),
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
    changes: ['staysWith: (groups) => groups.length > 0'],
  }),
  row(
    'server/partner.ts',
    'answer respond join newRegroup',
    'freedom',
    'A partner answers once or for each client; whose user one answer names is free.',
    {
      shows: ['preconfigured-regroup-response.server-server'],
      by: 'A-13',
    },
  ),
];
