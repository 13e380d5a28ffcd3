// Defects of the primary MC service server from step 5 on: whom it asks, what it tells them, when it answers.

import { altering, doubling, dropping, puttingFirst } from '../rewrite';
import { membersWhoever } from './asking';
import { RETURN, STEP_12, STEP_5, swapped } from './elements';
import { mutantServer, type Mutant } from './mutant';

const server = mutantServer('primary-server');

const HOUR_MS = 3_600_000;

export const PRIMARY_SERVER_FORMATION: readonly Mutant[] = [
  server('primary-server-does-not-follow', 'PRE-4', 'does not subscribe to the configuration of its groups', {
    policy: { subscribesToConfiguration: false },
  }),
  server('asks-another-system', 'STEP-3-b', 'asks another partner MC system than the home of the listed group', {
    policy: { partnersToAsk: (homes, others) => homes.map((home) => others.find((name) => name !== home) ?? home) },
  }),
  server('asks-own-members-not-affiliated', 'STEP-3-c', 'asks members of its own groups who are not affiliated', {
    policy: { membersToAsk: membersWhoever },
  }),
  server(
    'ends-the-part-of-its-own-members',
    'POST-2a',
    'ends the part of a member of its own when one of two listed groups is left',
    {
      policy: { staysWith: () => false },
    },
  ),
  server('asks-every-partner', 'STEP-3-d', 'asks partner MC systems that are home of no listed group', {
    policy: { partnersToAsk: (_homes, others) => others },
  }),
  server('asks-no-partner', 'STEP-5-a', 'sends no request to the partner MC system', {
    policy: { partnersToAsk: () => [] },
  }),
  server('asks-one-partner-of-two', 'STEP-5-b', 'asks only one of the partner MC systems', {
    policy: { partnersToAsk: (homes) => homes.slice(0, 1) },
  }),
  server('lists-partner-groups-only', 'STEP-5-c', 'tells a partner only the groups that are homed there', {
    policy: { stepFiveLists: (listed, partner, homes) => [listed.filter((id) => homes.get(id) === partner)] },
  }),
  server('swaps-in-step-5', 'STEP-5-d', 'confuses regroup group and configuration group towards the partner', {
    rewrite: () => altering(STEP_5, swapped),
  }),
  server('sends-the-key-to-the-partner', 'PRE-3d', 'puts key material into the request to the partner', {
    rewrite: () => altering(STEP_5, (body) => ({ ...body, gmk: 'bm90IGEga2V5' })),
  }),
  server('responds-first', 'INV-7', 'tells the requester that the regroup is formed before it returns the request', {
    policy: { waitsFor: 'nobody' },
    rewrite: () => puttingFirst(STEP_12, RETURN),
  }),
  server(
    'responds-before-the-partner',
    'STEP-12-b',
    'tells the requester that the regroup is formed before the partner has answered',
    {
      policy: { waitsFor: 'nobody' },
    },
  ),
  server(
    'responds-after-the-first-partner',
    'STEP-12-b',
    'tells the requester that the regroup is formed when one of two partners has answered',
    {
      policy: { waitsFor: 'first-partner' },
    },
  ),
  server(
    'forms-in-spite-of-a-refusal',
    'STEP-12-b',
    'tells the requester that the regroup is formed though a partner refused',
    {
      policy: { heedsRefusal: () => false },
    },
  ),
  server(
    'forms-in-spite-of-other-refusals',
    'STEP-12-b',
    'tells the requester that the regroup is formed though a partner took no request, and said nothing of groups',
    {
      policy: { heedsRefusal: (reason) => reason === 'group-already-regrouped' },
    },
  ),
  server('no-response', 'STEP-12-a', 'never tells the requester that the regroup is formed', {
    rewrite: () => dropping(STEP_12),
  }),
  server('responds-twice', 'STEP-12-a', 'tells the requester twice that the regroup is formed', {
    rewrite: () => doubling(STEP_12),
  }),
  server('primary-lets-the-regroup-lapse', 'POST-1', 'ends the regroup after an hour though nobody cancelled it', {
    policy: { lastsMs: HOUR_MS },
  }),
];
