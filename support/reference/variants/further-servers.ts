// More freedoms of the MC service servers: the order and the number of what they send, whom else they let act, what other clauses
// decide.

import { alteredServer } from '../altered';
import { on, type Output } from '../machine';
import { send } from '../outbox';
import { altering, doubling, dropping, inTurn, puttingFirst, replacing, sent, type Rewrite } from '../rewrite';
import { LATE_MS, variantOf, type Variant } from './variant';

const primary = variantOf('primary-server');
const partner = variantOf('partner-server');

const REJECT = 'preconfigured-regroup-reject.server-client';
const REFUSAL = 'preconfigured-regroup-reject.server-server';
const STEP_5 = 'preconfigured-regroup-request.server-server';
const STEP_7 = 'preconfigured-regroup-request.server-client';
const STEP_10 = 'notify-group-dynamic-data-request.server-gms';
const STEP_11 = 'preconfigured-regroup-response.server-server';
const STEP_12 = 'preconfigured-regroup-response.server-client';
const CANCEL_AT_CLIENT = 'preconfigured-regroup-cancel-request.server-client';
const SUBSCRIBE = 'subscribe-group-configuration-request.server-gms';
const FOLLOWED = 'subscribe-group-dynamic-data-response.server-gms';

const subscribesTwice = alteredServer({ rewrite: () => doubling(SUBSCRIBE) });
const followersApart = alteredServer({
  rewrite: () =>
    replacing(FOLLOWED, ({ body, address }) =>
      body.mcServiceGroupIdList.map((group) => send(FOLLOWED, address, { ...body, mcServiceGroupIdList: [group] })),
    ),
});
const reportsTwice = alteredServer({ rewrite: () => doubling(STEP_10) });
const membersFirst = alteredServer({
  rewrite: () => altering(STEP_10, (body) => ({ ...body, groupDynamicData: body.groupDynamicData.toReversed() })),
});
const byMulticast = (isSo: (nth: number) => boolean, copies: number) =>
  alteredServer({
    rewrite: () => {
      let nth = 0;
      return replacing(STEP_7, ({ body, address, output }) => {
        if (!isSo(nth++)) return [output];
        const request = send(STEP_7, address, { ...body, delivery: 'multicast' });
        return Array.from({ length: copies }, () => request);
      });
    },
  });

/** Makes one body for all whom it asks of a regroup: it names the first of them. */
function namingOne(): Rewrite {
  const first = new Map<string, string>();
  return replacing(STEP_7, ({ body, address }) => {
    const mcServiceId = first.get(body.regroupGroupId) ?? body.mcServiceId;
    first.set(body.regroupGroupId, mcServiceId);
    return [send(STEP_7, address, { ...body, mcServiceId, delivery: 'multicast' })];
  });
}

/** Affiliates each client as it is asked, before the next one is. */
function oneByOne(): Rewrite {
  return (turn) => {
    const asked = turn.outputs.filter((output) => sent(output, STEP_7) !== undefined);
    const reported = turn.outputs.find((output) =>
      sent(output, STEP_10)?.groupDynamicData.some(({ regroupGroupId }) => regroupGroupId !== undefined),
    );
    const report = reported && sent(reported, STEP_10);
    if (on(turn.input, STEP_5) === undefined || asked.length < 2 || report === undefined) return turn.outputs;
    const { address } = reported as Extract<Output, { kind: 'send' }>; // sent() has told
    const members = report.groupDynamicData.find(({ affiliated }) => affiliated !== undefined);
    const groups = report.groupDynamicData.filter((entry) => entry !== members);
    if (members?.affiliated === undefined) return turn.outputs;
    const steps = asked.flatMap((request, nth) => {
      const user = sent(request, STEP_7)?.mcServiceId ?? '';
      const entry = { mcServiceGroupId: members.mcServiceGroupId, affiliated: [user] };
      return [
        request,
        send(STEP_10, address, { ...report, groupDynamicData: nth === 0 ? [...groups, entry] : [entry] }),
      ];
    });
    const rest = turn.outputs.filter((output) => !asked.includes(output) && output !== reported);
    return [...steps, ...rest];
  };
}

export const FURTHER_PRIMARY_SERVER_VARIANTS: readonly Variant[] = [
  primary(
    'asks-partners-one-after-another',
    'STEP-5-b',
    'asks the second partner when the first has answered',
    alteredServer({ policy: { asksPartners: 'in-turn' } }),
  ),
  primary(
    'asks-for-one-group-after-another',
    'A-11',
    'asks partners for one group at a time, for the next when the one before was taken',
    alteredServer({ policy: { stepFiveLists: (listed) => listed.map((id) => [id]), asksPartners: 'in-turn' } }),
  ),
  primary(
    'tells-the-partner-another-order',
    'STEP-5-c',
    'lists the groups to the partner in another order than the user',
    alteredServer({ policy: { stepFiveLists: (listed) => [listed.toReversed()] } }),
  ),
  primary(
    'affiliates-own-members-unasked',
    'A-15',
    'affiliates the members that it serves without asking them',
    alteredServer({ policy: { tellsOwnMembers: false } }),
  ),
  primary(
    'affiliates-no-own-members',
    'A-15',
    'asks the members that it serves and affiliates none of them',
    alteredServer({ policy: { affiliatesOwnMembers: false } }),
  ),
  primary(
    'asks-own-members-by-multicast',
    'A-15',
    'asks the members that it serves by multicast',
    byMulticast(() => true, 1),
  ),
  primary(
    'asks-own-members-in-another-order',
    'A-15',
    'lists the groups to the members that it serves in another order',
    alteredServer({
      rewrite: () =>
        altering(STEP_7, (body) => ({ ...body, mcServiceGroupIdList: body.mcServiceGroupIdList?.toReversed() })),
    }),
  ),
  primary(
    'responds-before-it-reports',
    'A-15',
    'tells the requester before it reports whom it affiliated itself',
    alteredServer({ rewrite: () => puttingFirst(STEP_12, STEP_10) }),
  ),
  primary(
    'assigns-odd-identities',
    'A-25',
    'assigns regroup IDs with characters that a user part may have and that few use',
    alteredServer({ policy: { nameRegroupGroup: (label, domain) => `sip:re-group_${label}.!~*'(0)&=+$@${domain}` } }),
  ),
  primary(
    'lets-the-requester-alone-cancel',
    'A-36',
    'lets nobody cancel a regroup but its requester',
    alteredServer({ policy: { mayCancel: (user, { requester }) => user.inService && user.id === requester } }),
  ),
  primary(
    'lets-every-own-user-cancel',
    'A-36',
    'lets every user that it serves cancel a regroup',
    alteredServer({
      policy: {
        mayCancel: (user, { primaryServerId, scope }) => user.inService && primaryServerId === scope.own.serverId,
      },
    }),
  ),
  primary(
    'keeps-own-members-who-log-off',
    'POST-3',
    'keeps a member that it serves affiliated to the regroup group who logs off',
    alteredServer({ policy: { logOffEndsRegroup: false } }),
  ),
  primary('rejects-late', 'A-22', 'takes its time before it rejects', alteredServer({}), {
    delays: { [REJECT]: LATE_MS },
  }),
  primary('asks-the-partner-late', 'A-22', 'takes its time before it asks the partner', alteredServer({}), {
    delays: { [STEP_5]: LATE_MS },
  }),
  primary('subscribes-twice', 'PRE-4', 'subscribes to the configuration of its groups twice', subscribesTwice),
  primary(
    'confirms-followers-apart',
    'PRE-5',
    'confirms a subscription to its dynamic data group by group',
    followersApart,
  ),
];

export const FURTHER_PARTNER_SERVER_VARIANTS: readonly Variant[] = [
  partner(
    'regroups-what-it-regrouped',
    'STEP-6-a',
    'takes a regroup group that it has formed itself for no group that it hosts',
    alteredServer({ policy: { hostsItsRegroupGroups: false } }),
  ),
  partner(
    'affiliates-one-by-one',
    'STEP-10-c',
    'affiliates each client before it asks the next',
    alteredServer({ rewrite: () => oneByOne() }),
  ),
  partner(
    'repeats-its-multicast',
    'INV-6',
    'sends every request by multicast, and twice',
    byMulticast(() => true, 2),
  ),
  partner(
    'asks-all-with-one-body',
    'STEP-7-b',
    'sends every request by multicast, and names one member in all copies',
    alteredServer({ rewrite: () => namingOne() }),
  ),
  partner(
    'asks-some-by-multicast',
    'STEP-9-c',
    'asks every second client by multicast and the others not',
    byMulticast((nth) => nth % 2 === 1, 1),
  ),
  partner(
    'tells-clients-another-order',
    'STEP-7-b',
    'lists the groups to its clients in another order',
    alteredServer({
      rewrite: () =>
        altering(STEP_7, (body) => ({ ...body, mcServiceGroupIdList: body.mcServiceGroupIdList?.toReversed() })),
    }),
  ),
  partner('repeats-its-reports', 'STEP-10-a', 'sends every report of affiliations twice', reportsTwice),
  partner(
    'reports-members-first',
    'STEP-10-a',
    'reports the members before the groups that are regrouped',
    membersFirst,
  ),
  partner(
    'leaves-latecomers-alone',
    'A-35',
    'does not ask who affiliates when the regroup is in force, which is the business of another clause',
    alteredServer({ policy: { asksNewcomers: false } }),
  ),
  partner(
    'tells-nobody-of-the-cancellation',
    'POST-1',
    'does not tell its clients that the regroup is cancelled, which is the business of another clause',
    alteredServer({ rewrite: () => dropping(CANCEL_AT_CLIENT) }),
  ),
  partner('takes-its-time', 'A-22', 'takes its time before it asks, affiliates and answers', alteredServer({}), {
    delays: { [STEP_7]: LATE_MS, [STEP_10]: LATE_MS, [STEP_11]: LATE_MS },
  }),
  partner('refuses-late', 'A-22', 'takes its time before it refuses', alteredServer({}), {
    delays: { [REFUSAL]: LATE_MS },
  }),
  partner('partner-subscribes-twice', 'PRE-4', 'subscribes to the configuration of its groups twice', subscribesTwice),
  partner(
    'partner-confirms-followers-apart',
    'PRE-5',
    'confirms a subscription to its dynamic data group by group',
    followersApart,
  ),
  partner(
    'answers-before-it-reports-and-again',
    'A-13',
    'answers the primary before it reports and again afterwards',
    alteredServer({ rewrite: () => inTurn(doubling(STEP_11), answerAround) }),
  ),
];

/** One of two answers before the report of affiliations, the other after it. */
const answerAround: Rewrite = ({ outputs }) => {
  const at = outputs.findIndex((output) => sent(output, STEP_10) !== undefined);
  const [answer] = outputs.filter((output) => sent(output, STEP_11) !== undefined);
  if (at < 0 || answer === undefined) return outputs;
  const others = outputs.filter((output) => sent(output, STEP_11) === undefined);
  return [...others.slice(0, at), answer, ...others.slice(at), answer];
};
