// Freedoms of the partner MC service server.

import { alteredServer } from '../altered';
import { send } from '../outbox';
import { on, type Output } from '../machine';
import { affiliatedMembers } from '../policies';
import {
  UNKNOWN_ELEMENTS,
  altering,
  doubling,
  extending,
  inTurn,
  leavingOut,
  puttingFirst,
  replacing,
  sent,
  type Rewrite,
} from '../rewrite';
import { capitals, CAPITALS, escapes, ESCAPES } from './clients-and-gms';
import { LATE_MS, variantOf, type Variant } from './variant';

const CANCEL_AT_CLIENT = 'preconfigured-regroup-cancel-request.server-client';
const REFUSAL = 'preconfigured-regroup-reject.server-server';
const STEP_7 = 'preconfigured-regroup-request.server-client';
const STEP_10 = 'notify-group-dynamic-data-request.server-gms';
const STEP_11 = 'preconfigured-regroup-response.server-server';

const variant = variantOf('partner-server');

export const PARTNER_SERVER_VARIANTS: readonly Variant[] = [
  variant(
    'answers-for-each-client',
    'A-13',
    'answers the primary once for each client that it asked',
    alteredServer({
      rewrite: () =>
        replacing(STEP_11, ({ body, address, output }, { outputs }) => {
          const requestedUsers = outputs.flatMap((each) => sent(each, STEP_7)?.mcServiceId ?? []);
          return requestedUsers.length === 0
            ? [output]
            : requestedUsers.map((mcServiceId) => send(STEP_11, address, { ...body, mcServiceId }));
        }),
    }),
  ),
  variant(
    'answers-with-the-requester',
    'A-13',
    'names the requester in its answer, not a client of its own',
    alteredServer({
      rewrite: () => {
        let requester: string | undefined;
        const rename = altering(STEP_11, (body) => ({ ...body, mcServiceId: requester ?? body.mcServiceId }));
        return (turn) => {
          if (turn.input.kind === 'flow' && turn.input.flow === 'preconfigured-regroup-request.server-server') {
            requester = 'mcServiceId' in turn.input.body ? turn.input.body.mcServiceId : undefined;
          }
          return rename(turn);
        };
      },
    }),
  ),
  variant(
    'reports-each-change-apart',
    'STEP-10-a',
    'sends each change of dynamic data in a notification of its own',
    alteredServer({
      policy: { idsPerNotify: 1 },
      rewrite: () =>
        replacing(STEP_10, ({ body, address }) =>
          body.groupDynamicData.map((entry) => send(STEP_10, address, { ...body, groupDynamicData: [entry] })),
        ),
    }),
  ),
  variant(
    'keeps-the-part-of-who-logs-off',
    'POST-3',
    'keeps a member affiliated to the regroup group who logs off',
    alteredServer({ policy: { logOffEndsRegroup: false } }),
  ),
  variant(
    'keeps-the-affiliations-of-who-logs-off',
    'A-50',
    'takes who comes back for affiliated to every group as before the log-off',
    alteredServer({ policy: { logOffEndsAffiliations: false } }),
  ),
  variant(
    'tells-clients-no-groups',
    'STEP-7-b',
    'does not list the regrouped groups to its clients',
    alteredServer({ rewrite: leavingOut(STEP_7, 'mcServiceGroupIdList') }),
  ),
  variant(
    'fetches-no-configuration',
    'STEP-3-e',
    'fetches no configuration for a regroup that starts with it, though it knows none',
    alteredServer({ policy: { fetchConfiguration: 'never' } }),
  ),
  variant(
    'asks-in-another-order',
    'STEP-7-a',
    'asks its clients in the reverse order',
    alteredServer({ policy: { membersToAsk: (groups, served) => [...affiliatedMembers(groups, served)].reverse() } }),
  ),
  variant(
    'asks-by-multicast',
    'STEP-9-c',
    'sends every request to its clients by multicast',
    alteredServer({ rewrite: () => altering(STEP_7, (body) => ({ ...body, delivery: 'multicast' })) }),
  ),
  variant('answers-late', 'A-22', 'takes its time before it answers the primary', alteredServer({}), {
    delays: { [STEP_11]: LATE_MS },
  }),
  variant('answers-twice', 'A-13', 'answers the primary twice', alteredServer({ rewrite: () => doubling(STEP_11) })),
  variant(
    'answers-before-its-clients',
    'A-30',
    'answers the primary before it asks and affiliates its clients, as stage 3 does',
    alteredServer({ rewrite: () => inTurn(puttingFirst(STEP_11, STEP_10), puttingFirst(STEP_11, STEP_7)) }),
    { ordering: 'lenient' },
  ),
  variant(
    'refuses-anonymously',
    'A-08',
    'does not name the requester in a refusal',
    alteredServer({ rewrite: leavingOut(REFUSAL, 'mcServiceId') }),
  ),
  variant(
    'tells-who-leaves',
    'POST-2b',
    'tells a member who has left all listed groups that its part has ended',
    alteredServer({ rewrite: () => dismissWhoLeaves() }),
  ),
  variant(
    'partner-server-sends-more',
    'WIRE-1',
    'adds information elements that nobody knows to every message',
    alteredServer({ rewrite: () => extending(UNKNOWN_ELEMENTS) }),
  ),
  variant('partner-server-writes-capitals', 'A-40', CAPITALS, alteredServer({ rewrite: capitals })),
  variant('partner-server-writes-escapes', 'A-40', ESCAPES, alteredServer({ rewrite: escapes })),
  variant(
    'reports-after-its-answer',
    'A-47',
    'reports whom it affiliated to the regroup group once it has answered the primary',
    alteredServer({ rewrite: () => puttingFirst(STEP_11, STEP_10) }),
  ),
];

/** A client that was asked knows where its dismissal comes from. */
export function dismissWhoLeaves(): Rewrite {
  const dismissals = new Map<string, Output>();
  const remember = replacing(STEP_7, ({ body: { from, to, mcServiceId, regroupGroupId }, address, output }) => {
    const elements = { from, to, mcServiceId, regroupGroupId };
    dismissals.set(`${mcServiceId} ${regroupGroupId}`, send(CANCEL_AT_CLIENT, address, elements));
    return [output];
  });
  return (turn) => {
    const outputs = remember(turn);
    if (on(turn.input, 'group-de-affiliation-request.client-server') === undefined) return outputs;
    const left = outputs.flatMap((output) => sent(output, STEP_10)?.groupDynamicData ?? []);
    const dismissed = left.flatMap(({ mcServiceGroupId, deAffiliated = [] }) =>
      deAffiliated.flatMap((user) => dismissals.get(`${user} ${mcServiceGroupId}`) ?? []),
    );
    return [...outputs, ...dismissed];
  };
}
