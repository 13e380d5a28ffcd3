// Defects of the primary MC service server in what it answers the requester: to whom, in whose name, how often, and which
// identity it gives the regroup group.

import { on } from '../machine';
import { send } from '../outbox';
import { altering, doubling, dropping, replacing, sent, type Rewrite } from '../rewrite';
import { REFUSAL, REJECT, RETURN, SERVICE, STEP_12, STEP_5, renaming } from './elements';
import { inTheLatestRegroup } from './checking';
import { mutantServer, type Mutant } from './mutant';

const server = mutantServer('primary-server');

type Answer = typeof REJECT | typeof RETURN | typeof STEP_12;

/** Sends an answer to another user of the same MC system. */
const toSomebodyElse = (flow: Answer): Rewrite =>
  replacing(flow, ({ body, output }, { peers }) => {
    const [other] = peers.companions(body.mcServiceId);
    return other === undefined ? [output] : [send(flow, other.clientAddress, { ...body, to: other.mcServiceId })];
  });

/** Sends an answer to another user of the same MC system as well. */
const toSomebodyElseToo = (flow: Answer): Rewrite =>
  replacing(flow, ({ body, output }, { peers }) => [
    output,
    ...peers
      .companions(body.mcServiceId)
      .slice(0, 1)
      .map((other) => send(flow, other.clientAddress, { ...body, to: other.mcServiceId })),
  ]);

/** Names another user as the requester. */
const inAnotherName = (flow: Answer): Rewrite =>
  altering(flow, (body, { peers }) => ({
    ...body,
    mcServiceId: peers.companions(body.mcServiceId)[0]?.mcServiceId ?? body.mcServiceId,
  }));

/** Passes on each refusal, where several partners refuse one regroup. */
function rejectingForEachRefusal(): Rewrite {
  const refusals = new Map<string, number>();
  const rejects = replacing(REJECT, ({ body, output }) =>
    Array.from({ length: refusals.get(body.regroupGroupId ?? '') ?? 1 }, () => output),
  );
  return (turn) => {
    const refused = on(turn.input, REFUSAL)?.regroupGroupId;
    if (refused !== undefined) refusals.set(refused, (refusals.get(refused) ?? 0) + 1);
    return rejects(turn);
  };
}

export const PRIMARY_SERVER_ANSWERS: readonly Mutant[] = [
  server('confirms-no-service', 'PRE-1b', 'does not confirm that a user receives MC service', {
    rewrite: () => dropping(SERVICE),
  }),
  server('refuses-the-authorized', 'STEP-3-a', 'tells requesters who may initiate a regroup that they may not', {
    policy: { isAuthorized: () => false },
  }),
  server('rejects-in-silence', 'STEP-4a-1', 'stops at a regrouped group and tells nobody', {
    rewrite: () => dropping(REJECT),
  }),
  server('rejects-twice', 'STEP-4a-1', 'sends the reject twice', { rewrite: () => doubling(REJECT) }),
  server('rejects-for-each-refusal', 'STEP-4a-1', 'sends a reject for each of the partners that refuse', {
    rewrite: rejectingForEachRefusal,
  }),
  server('rejects-somebody-else', 'STEP-4a-4', 'sends the reject to another client and not to the requester', {
    rewrite: () => toSomebodyElse(REJECT),
  }),
  server('rejects-in-another-name', 'STEP-4a-4', 'names another requester in the reject', {
    rewrite: () => inAnotherName(REJECT),
  }),
  server(
    'renames-in-the-reject',
    'INV-1',
    'names another regroup group in the reject that follows its request return',
    {
      rewrite: renaming(REJECT, 'regroupGroupId'),
    },
  ),
  server('responds-after-the-reject', 'STEP-4a-5', 'tells the requester after the reject that the regroup is formed', {
    rewrite: () =>
      replacing(REJECT, ({ body: { from, to, mcServiceId, regroupGroupId }, address, output }) =>
        regroupGroupId === undefined
          ? [output]
          : [output, send(STEP_12, address, { from, to, mcServiceId, regroupGroupId })],
      ),
  }),
  server('returns-to-somebody-else', 'STEP-4b-1', 'sends the request return to another client', {
    rewrite: () => toSomebodyElse(RETURN),
  }),
  server('returns-in-another-name', 'STEP-4b-1', 'names another requester in the request return', {
    rewrite: () => inAnotherName(RETURN),
  }),
  server('returns-in-public', 'STEP-4b-1', 'sends the request return to another client too', {
    rewrite: () => toSomebodyElseToo(RETURN),
  }),
  server('returns-failure-and-goes-on', 'STEP-4b-6', 'says that the regroup is not authorized and forms it', {
    rewrite: () => altering(RETURN, ({ regroupGroupId: _, ...body }) => ({ ...body, authorizationResult: 'failure' })),
  }),
  server('keeps-a-refusal-to-itself', 'STEP-4a-1', 'does not tell the requester that a partner refused', {
    rewrite: () => dropping(REJECT, (_body, { input }) => on(input, REFUSAL) !== undefined),
  }),
  server('rejects-after-the-return', 'STEP-4b-6', 'rejects a request that it has just returned as not authorized', {
    rewrite: () =>
      replacing(RETURN, ({ body: { from, to, mcServiceId, authorizationResult }, address, output }) =>
        authorizationResult === 'success'
          ? [output]
          : [output, send(REJECT, address, { from, to, mcServiceId, reason: 'group-already-regrouped' })],
      ),
  }),
  server('responds-to-somebody-else', 'STEP-12-a', 'tells another client that the regroup is formed', {
    rewrite: () => toSomebodyElse(STEP_12),
  }),
  server('responds-in-public', 'STEP-12-a', 'tells another client too that the regroup is formed', {
    rewrite: () => toSomebodyElseToo(STEP_12),
  }),
  server('responds-in-another-name', 'STEP-12-a', 'names another requester when the regroup is formed', {
    rewrite: () => inAnotherName(STEP_12),
  }),
  server('assigns-one-id-to-all', 'STEP-3-g', 'assigns the same regroup ID to every regroup', {
    policy: { nameRegroupGroup: (_label, ownDomain) => `sip:regroup@${ownDomain}` },
  }),
  server('assigns-a-listed-group', 'INV-3', 'assigns the ID of a listed group to the regroup group', {
    policy: { nameRegroupGroup: (label, ownDomain, [listed]) => listed ?? `sip:regroup-${label}@${ownDomain}` },
  }),
  server('forgets-at-the-next-regroup', 'POST-1', 'knows only the latest regroup', {
    policy: { isRegrouped: inTheLatestRegroup },
  }),
  server('remembers-the-first-configuration', 'INV-2', 'lends every regroup the configuration of the first', {
    rewrite: () => {
      let first: string | undefined;
      return altering(STEP_5, (body) => {
        first ??= body.preconfiguredGroupId;
        return { ...body, preconfiguredGroupId: first };
      });
    },
  }),
  server('cancels-at-the-partner', 'WIRE-2', 'cancels the regroup at the partner when it has just been formed', {
    rewrite: () => (turn) => {
      const cancels = turn.outputs.flatMap((output) => {
        const { from, mcServiceId, regroupGroupId } = sent(output, STEP_12) ?? {};
        const [partner] = mcServiceId === undefined ? [] : turn.peers.otherSystems(mcServiceId);
        if (from === undefined || regroupGroupId === undefined || partner === undefined) return [];
        const elements = { from, to: partner.serverId, regroupGroupId };
        return [send('preconfigured-regroup-cancel-request.server-server', partner.serverAddress, elements)];
      });
      return [...turn.outputs, ...cancels];
    },
  }),
];
