// Defects of the partner MC service server in steps 6, 10 and 11 and afterwards: when it refuses, whom it affiliates, what it
// answers the primary. Whom and what it asks is in partner-server.ts.

import { on } from '../machine';
import { send } from '../outbox';
import type { Output } from '../machine';
import { altering, doubling, dropping, inTurn, puttingFirst, replacing, sent, type Rewrite } from '../rewrite';
import {
  AFFILIATED,
  CANCEL_AT_CLIENT,
  otherThan,
  REFUSAL,
  renaming,
  SERVICE,
  STEP_10,
  STEP_11,
  STEP_7,
  STEP_9,
} from './elements';
import { inTheLatestRegroup } from './checking';
import { mutantServer, type Mutant } from './mutant';

const server = mutantServer('partner-server');

export const PARTNER_SERVER_ANSWERS: readonly Mutant[] = [
  server('admits-nobody', 'PRE-2a', 'refuses to affiliate the members of its groups', {
    rewrite: () => altering(AFFILIATED, (body) => ({ ...body, result: 'failure' })),
  }),
  server('partner-confirms-no-service', 'PRE-2c', 'does not confirm that a user receives MC service', {
    rewrite: () => dropping(SERVICE),
  }),
  server('refuses-free-groups', 'STEP-6-a', 'refuses groups that nothing has regrouped', {
    policy: { isRegrouped: () => true },
  }),
  server('partner-ignores-temporary-groups', 'STEP-6-a', 'does not see that its group is part of a temporary group', {
    policy: { isRegrouped: (_group, heldBy) => heldBy !== undefined },
  }),
  server('partner-ignores-earlier-regroups', 'STEP-6-a', 'does not see that an earlier regroup holds its group', {
    policy: { isRegrouped: ({ configuration }) => configuration?.temporaryGroupId !== undefined },
  }),
  server('refuses-for-another-reason', 'STEP-6-e', 'gives another reason than that a group is regrouped', {
    rewrite: () => altering(REFUSAL, (body) => ({ ...body, reason: 'partner-system-unavailable' })),
  }),
  server('refuses-twice', 'STEP-6-e', 'refuses one request twice', { rewrite: () => doubling(REFUSAL) }),
  server('refuses-in-silence', 'STEP-6-e', 'stops at a regrouped group and does not tell the primary', {
    rewrite: () => dropping(REFUSAL),
  }),
  server('refuses-and-agrees', 'STEP-6-e', 'refuses a request and answers it as well', {
    rewrite: () =>
      replacing(REFUSAL, ({ body: { from, to, mcServiceId, regroupGroupId }, address, output }) => [
        output,
        send(STEP_11, address, { from, to, mcServiceId: mcServiceId ?? from, regroupGroupId }),
      ]),
  }),
  server('asks-for-a-cancelled-regroup', 'STEP-7-c', 'asks members for a regroup that was cancelled', {
    policy: { cancellationFreesGroups: false },
  }),
  server('regroups-under-its-own-id', 'STEP-4b-8', 'asks and answers under a regroup ID of its own', {
    rewrite: () => inTurn(renaming(STEP_7, 'regroupGroupId')(), renaming(STEP_11, 'regroupGroupId')()),
  }),
  server('affiliates-before-it-asks', 'INV-7', 'affiliates its clients to the regroup group before it asks them', {
    rewrite: () => puttingFirst(STEP_10, STEP_7),
  }),
  server('partner-reserves-nothing', 'INV-8', 'joins a regroup of a group that it is regrouping itself', {
    policy: {
      isRegrouped: ({ configuration }, heldBy) =>
        configuration?.temporaryGroupId !== undefined || heldBy?.status === 'in-force',
    },
  }),
  server(
    'affiliates-to-the-wrong-group',
    'STEP-10-a',
    'affiliates its clients to another group than the regroup group',
    {
      rewrite: () =>
        altering(STEP_10, (body) => ({
          ...body,
          groupDynamicData: body.groupDynamicData.map((entry) =>
            isRegroup(body, entry.mcServiceGroupId)
              ? { ...entry, mcServiceGroupId: otherThan(entry.mcServiceGroupId) }
              : entry,
          ),
        })),
    },
  ),
  server('affiliates-outsiders', 'POST-2b', 'affiliates users to the regroup group who belong to no listed group', {
    rewrite: () =>
      altering(STEP_10, (body, { peers }) => ({
        ...body,
        groupDynamicData: body.groupDynamicData.map((entry) => {
          const [member] = entry.affiliated ?? [];
          if (member === undefined || !isRegroup(body, entry.mcServiceGroupId)) return entry;
          const others = peers.companions(member).map(({ mcServiceId }) => mcServiceId);
          return { ...entry, affiliated: [...new Set([...(entry.affiliated ?? []), ...others])] };
        }),
      })),
  }),
  server('affiliates-somebody-else', 'STEP-10-a', 'affiliates another user than the one that it asked', {
    rewrite: () => {
      // The members may come in a notification of their own.
      const regroups = new Set<string>();
      return altering(STEP_10, (body, { peers }) => {
        for (const { regroupGroupId } of body.groupDynamicData) if (regroupGroupId) regroups.add(regroupGroupId);
        const groupDynamicData = body.groupDynamicData.map((entry) => {
          const { affiliated = [], mcServiceGroupId } = entry;
          if (!regroups.has(mcServiceGroupId) || affiliated.length === 0) return entry;
          const others = affiliated.map((user) => peers.companions(user)[0]?.mcServiceId ?? user);
          return { ...entry, affiliated: [...new Set(others)] };
        });
        return { ...body, groupDynamicData };
      });
    },
  }),
  server('partner-forgets-at-the-next-regroup', 'POST-1', 'knows only the latest regroup', {
    policy: { isRegrouped: inTheLatestRegroup },
  }),
  server('partner-confirms-no-follower', 'PRE-5', 'leaves a subscription to its dynamic data unanswered', {
    rewrite: () => dropping('subscribe-group-dynamic-data-response.server-gms'),
  }),
  server('answers-another-system', 'STEP-11-a', 'sends its answer to another MC system than the primary', {
    rewrite: () =>
      replacing(STEP_11, ({ body, output }, { peers }) => {
        const other = peers.elsewhere().find(({ serverId }) => serverId !== body.to);
        return other === undefined ? [output] : [send(STEP_11, other.serverAddress, { ...body, to: other.serverId })];
      }),
  }),
  server('answers-every-system', 'WIRE-2', 'sends its answer to every other MC system, not to the primary alone', {
    rewrite: () =>
      replacing(STEP_11, ({ body, output }, { peers }) => [
        output,
        ...peers
          .elsewhere()
          .filter(({ serverId }) => serverId !== body.to)
          .map(({ serverId, serverAddress }) => send(STEP_11, serverAddress, { ...body, to: serverId })),
      ]),
  }),
  server('answers-when-acknowledged', 'STEP-11-a', 'answers the primary only when a client has acknowledged', {
    rewrite: () => answerUponAcknowledgement(),
  }),
  server('answers-first-and-again', 'STEP-11-b', 'answers the primary before it asks anybody, and again at the end', {
    rewrite: () => (turn) => {
      const answers = turn.outputs.filter((output) => sent(output, STEP_11) !== undefined);
      return turn.outputs.some((output) => sent(output, STEP_7) !== undefined)
        ? [...answers, ...turn.outputs]
        : turn.outputs;
    },
  }),
  server('affiliates-visitors', 'STEP-10-a', 'affiliates members of its groups whom another MC system serves', {
    rewrite: () => affiliateVisitors(),
  }),
  server('reports-another-regroup', 'STEP-10-a', 'reports that the groups belong to another regroup group', {
    rewrite: () =>
      altering(STEP_10, (body) => ({
        ...body,
        groupDynamicData: body.groupDynamicData.map(({ regroupGroupId, ...entry }) => ({
          ...entry,
          ...(regroupGroupId !== undefined && { regroupGroupId: otherThan(regroupGroupId) }),
        })),
      })),
  }),
  server('ends-a-part-at-once', 'POST-2a', 'ends the part of a member who has given up nothing', {
    rewrite: () => (turn) => {
      const ends = replacing(STEP_10, ({ body, address }) => {
        const regroup = body.groupDynamicData.find(
          ({ mcServiceGroupId: id, affiliated }) => affiliated && isRegroup(body, id),
        );
        const [member] = regroup?.affiliated ?? [];
        if (regroup === undefined || member === undefined) return [];
        const groupDynamicData = [{ mcServiceGroupId: regroup.mcServiceGroupId, deAffiliated: [member] }];
        return [send(STEP_10, address, { ...body, groupDynamicData })];
      })(turn).filter((output) => !turn.outputs.includes(output));
      return [...turn.outputs, ...ends];
    },
  }),
  server('dismisses-with-the-first-group', 'POST-2a', 'tells a member who leaves one of two groups that it is out', {
    rewrite: () => dismissWhoLeaves(),
  }),
];

type DynamicData = { readonly groupDynamicData: readonly { readonly regroupGroupId?: string }[] };

/** A constituent says which group is the regroup group. */
const isRegroup = ({ groupDynamicData }: DynamicData, id: string): boolean =>
  groupDynamicData.some(({ regroupGroupId }) => regroupGroupId === id);

/** Whoever affiliates by way of another MC system is reported as affiliated to the regroup group too. */
function affiliateVisitors(): Rewrite {
  const visitors = new Map<string, string[]>();
  return (turn) => {
    const affiliation = on(turn.input, 'group-affiliation-request.server-server');
    for (const group of affiliation?.mcServiceGroupIdList ?? [])
      visitors.set(group, [...(visitors.get(group) ?? []), affiliation?.mcServiceId ?? '']);
    return altering(STEP_10, (body) => {
      const joined = body.groupDynamicData.filter(({ regroupGroupId }) => regroupGroupId !== undefined);
      const others = joined.flatMap(({ mcServiceGroupId }) => visitors.get(mcServiceGroupId) ?? []);
      return {
        ...body,
        groupDynamicData: body.groupDynamicData.map((entry) =>
          entry.affiliated && isRegroup(body, entry.mcServiceGroupId)
            ? { ...entry, affiliated: [...new Set([...entry.affiliated, ...others])] }
            : entry,
        ),
      };
    })(turn);
  };
}

function answerUponAcknowledgement(): Rewrite {
  const kept = new Map<string, Output>();
  const keep = replacing(STEP_11, ({ body, output }) => {
    kept.set(body.regroupGroupId, output);
    return [];
  });
  return (turn) => {
    const outputs = keep(turn);
    const id = on(turn.input, STEP_9)?.regroupGroupId ?? '';
    const answer = kept.get(id);
    kept.delete(id);
    return answer === undefined ? outputs : [...outputs, answer];
  };
}

function dismissWhoLeaves(): Rewrite {
  const dismissals = new Map<string, Output>();
  const remember = replacing(STEP_7, ({ body: { from, to, mcServiceId, regroupGroupId }, address, output }) => {
    dismissals.set(mcServiceId, send(CANCEL_AT_CLIENT, address, { from, to, mcServiceId, regroupGroupId }));
    return [output];
  });
  return (turn) => {
    const outputs = remember(turn);
    const leaving = on(turn.input, 'group-de-affiliation-request.client-server')?.mcServiceId ?? '';
    const dismissal = dismissals.get(leaving);
    return dismissal === undefined ? outputs : [...outputs, dismissal];
  };
}
