// Freedoms of the primary MC service server.

import { alteredServer } from '../altered';
import { send } from '../outbox';
import { faithfulServer, isTaken } from '../policies';
import { UNKNOWN_ELEMENTS, extending, leavingOut, puttingFirst, replacing } from '../rewrite';
import { capitals, CAPITALS, escapes, ESCAPES } from './clients-and-gms';
import { dismissWhoLeaves } from './partner-server';
import { LATE_MS, variantOf, type Variant } from './variant';

const RETURN = 'preconfigured-regroup-request-return.server-client';
const REJECT = 'preconfigured-regroup-reject.server-client';
const STEP_5 = 'preconfigured-regroup-request.server-server';
const STEP_7 = 'preconfigured-regroup-request.server-client';
const STEP_10 = 'notify-group-dynamic-data-request.server-gms';
const STEP_12 = 'preconfigured-regroup-response.server-client';
const CANCEL = 'preconfigured-regroup-cancel-request.server-server';
const SUBSCRIBE = 'subscribe-group-configuration-request.server-gms';

const variant = variantOf('primary-server');

export const PRIMARY_SERVER_VARIANTS: readonly Variant[] = [
  variant(
    'one-request-for-each-group',
    'A-11',
    'sends a partner one request for each group that is homed there, each with the whole list',
    alteredServer({
      policy: {
        stepFiveLists: (listed, partner, homes) => listed.filter((id) => homes.get(id) === partner).map(() => listed),
      },
    }),
  ),
  variant(
    'always-fetches-the-configuration',
    'STEP-3-e',
    'fetches the configuration of the preconfigured group though it knows it',
    alteredServer({ policy: { fetchConfiguration: 'always' } }),
  ),
  variant(
    'asks-own-members-in-parallel',
    'A-15',
    'asks the members that it serves while the partner is asked',
    alteredServer({ policy: { asksOwnMembers: 'in-parallel' } }),
  ),
  variant(
    'asks-no-own-members',
    'A-15',
    'leaves the members that it serves alone',
    alteredServer({ policy: { asksOwnMembers: 'never' } }),
  ),
  variant(
    'spares-the-requester',
    'A-21',
    'sends no regroup request to the requester, who knows already',
    alteredServer({ policy: { asksRequester: false } }),
  ),
  variant(
    'leaves-partner-groups-to-the-partner',
    'A-09',
    'checks, of the list, only groups homed with it before it asks the partner',
    alteredServer({
      policy: {
        isRegrouped: (group, heldBy, given) => (given || group.home === group.scope.own.name) && isTaken(group, heldBy),
      },
    }),
  ),
  variant(
    'assigns-in-another-domain',
    'A-25',
    'assigns regroup IDs in a domain of their own',
    alteredServer({ policy: { nameRegroupGroup: (label) => `sip:${label}@regroups.example` } }),
  ),
  variant(
    'rejects-briefly',
    'A-24',
    'names no group in a reject',
    alteredServer({
      rewrite: leavingOut(REJECT, 'regroupGroupId'),
    }),
  ),
  variant(
    'heeds-no-given-identity',
    'A-04',
    'replaces every regroup ID that a request gives, whatever group it names',
    alteredServer({ policy: { acceptsRegroupId: () => false, checksRegroupGroup: false } }),
    { ics: { 'A.1/15': 'no' } },
  ),
  variant(
    'rejects-a-temporary-group',
    'A-04',
    'rejects a request that gives the identity of a temporary group for the regroup group',
    alteredServer({ policy: { rejectsTemporaryGroups: true } }),
  ),
  variant(
    'accepts-identities-by-policy',
    'STEP-3-i',
    'accepts the regroup IDs that its policy allows, and replaces all others',
    alteredServer({
      policy: {
        acceptsRegroupId: (request, existing) =>
          !/joint-9/iu.test(request.regroupGroupId) && faithfulServer.acceptsRegroupId(request, existing),
      },
    }),
    { ics: { 'A.1/15': 'some' } },
  ),
  variant(
    'asks-anonymously',
    'STEP-5-d',
    'does not name the requester to the partner',
    alteredServer({
      rewrite: leavingOut(STEP_5, 'mcServiceId'),
    }),
  ),
  variant(
    'one-request-with-each-group',
    'A-11',
    'sends a partner one request for each group, each with that group alone',
    alteredServer({ policy: { stepFiveLists: (listed) => listed.map((id) => [id]) } }),
  ),
  variant(
    'names-members-in-a-request-apart',
    'A-11',
    'sends a partner a second request with the members of its own groups whom the partner serves, as a non-controlling function sends a terminating one',
    alteredServer({ policy: { namesMembersApart: true } }),
  ),
  variant(
    'repeats-the-request',
    'A-11',
    'sends a partner the same request twice',
    alteredServer({ policy: { stepFiveLists: (listed) => [listed, listed] } }),
  ),
  variant(
    'asks-who-serves-members',
    'A-16',
    'asks partners too that are home of no listed group and serve affiliated members',
    alteredServer({
      policy: {
        partnersToAsk: (homes, others, serves) => others.filter((name) => homes.includes(name) || serves(name)),
      },
    }),
  ),
  variant(
    'asks-partners-in-another-order',
    'STEP-5-b',
    'asks the partners in the reverse order',
    alteredServer({ policy: { partnersToAsk: (homes) => homes.toReversed() } }),
  ),
  variant(
    'asks-the-partner-before-it-returns',
    'A-05',
    'asks the partner before it returns the request',
    alteredServer({ rewrite: () => puttingFirst(STEP_5, RETURN) }),
    { ordering: 'lenient' },
  ),
  variant(
    'looks-at-the-groups-first',
    'A-03',
    'rejects a regrouped group to a requester who is not authorized',
    alteredServer({ policy: { decidesFirst: 'groups' } }),
  ),
  variant(
    'asks-own-members-last',
    'A-15',
    'asks the members that it serves when the requester has been told',
    alteredServer({ rewrite: () => puttingFirst(STEP_12, STEP_7) }),
  ),
  variant(
    'asks-own-members-long-after',
    'A-15',
    'takes its time before it asks the members that it serves, and tells the requester first',
    alteredServer({ rewrite: () => puttingFirst(STEP_12, STEP_7) }),
    { delays: { [STEP_7]: LATE_MS, [STEP_10]: LATE_MS } },
  ),
  variant(
    'rejects-before-it-undoes',
    'A-08',
    'tells the requester of a refusal before it cancels at the partners that accepted',
    alteredServer({ rewrite: () => puttingFirst(REJECT, CANCEL) }),
  ),
  variant(
    'primary-tells-who-leaves',
    'POST-2b',
    'tells a member that it serves, and who has left all listed groups, that its part has ended',
    alteredServer({ rewrite: () => dismissWhoLeaves() }),
  ),
  variant('responds-late', 'A-22', 'takes its time before it tells the requester', alteredServer({}), {
    delays: { [STEP_12]: LATE_MS },
  }),
  variant(
    'subscribes-group-by-group',
    'PRE-4',
    'subscribes to the configuration of each group in a request of its own',
    alteredServer({
      rewrite: () =>
        replacing(SUBSCRIBE, ({ body, address }) =>
          body.mcServiceGroupIdList.map((group) =>
            send(SUBSCRIBE, address, { ...body, mcServiceGroupIdList: [group] }),
          ),
        ),
    }),
  ),
  variant(
    'primary-server-sends-more',
    'WIRE-1',
    'adds information elements that nobody knows to every message',
    alteredServer({ rewrite: () => extending(UNKNOWN_ELEMENTS) }),
  ),
  variant('primary-server-writes-capitals', 'A-40', CAPITALS, alteredServer({ rewrite: capitals })),
  variant('primary-server-writes-escapes', 'A-40', ESCAPES, alteredServer({ rewrite: escapes })),
];
