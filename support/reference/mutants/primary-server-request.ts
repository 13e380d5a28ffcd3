// Defects of the primary MC service server in steps 3, 4a and 4b: what it checks and what it tells the requester.

import { on } from '../machine';
import { send } from '../outbox';
import { faithfulServer } from '../policies';
import { altering, doubling, dropping, puttingFirst, replacing, sent, without, type Turn } from '../rewrite';
import { REJECT, RETURN, STEP_2, STEP_5 } from './elements';
import { mutantServer, type Mutant } from './mutant';

const server = mutantServer('primary-server');

const givenId = ({ input }: Turn): string | undefined => on(input, STEP_2)?.regroupGroupId;
const has = (flow: typeof REJECT | typeof RETURN, turn: Turn): boolean =>
  turn.outputs.some((output) => sent(output, flow) !== undefined);
const ownIdFor = (requester: string): string => requester.replace(/^sip:/, 'sip:regroup-for-');

export const PRIMARY_SERVER_REQUEST: readonly Mutant[] = [
  server('authorizes-anybody', 'STEP-3-a', 'does not check that the requester may initiate a regroup', {
    policy: { isAuthorized: ({ inService }) => inService },
  }),
  server('passes-over-a-withdrawal', 'STEP-3-a', 'authorizes a user whose authorization was withdrawn', {
    policy: { onWithdrawal: 'passed-over' },
  }),
  server('stops-at-a-withdrawal', 'STEP-12-a', 'stops a regroup whose requester may no longer initiate one', {
    policy: { onWithdrawal: 'formation-stopped' },
  }),
  server('ends-regroups-at-a-withdrawal', 'POST-1', 'ends the regroups of a user who may no longer initiate one', {
    policy: { onWithdrawal: 'regroups-ended' },
  }),
  server('demands-membership', 'NOTE-1a', 'authorizes only members of the listed groups', {
    policy: {
      isAuthorized: (requester, groups) =>
        faithfulServer.isAuthorized(requester, groups) &&
        groups.every(({ members }) => members?.has(requester.id) ?? true),
    },
  }),
  server('demands-affiliation', 'NOTE-1b', 'authorizes only users who are affiliated to a listed group', {
    policy: {
      isAuthorized: (requester, groups) =>
        faithfulServer.isAuthorized(requester, groups) && groups.some(({ id }) => requester.affiliations.has(id)),
    },
  }),
  server('ignores-temporary-groups', 'STEP-3-f', 'does not see that a listed group is part of a temporary group', {
    policy: { isRegrouped: (_group, heldBy) => heldBy !== undefined },
  }),
  server(
    'ignores-earlier-regroups',
    'STEP-4a-1',
    'does not see that an earlier preconfigured regroup holds a listed group',
    {
      policy: { isRegrouped: ({ configuration }) => configuration?.temporaryGroupId !== undefined },
    },
  ),
  server('ignores-the-regroup-group', 'STEP-4a-2', 'does not look whether the regroup group itself is regrouped', {
    policy: { checksRegroupGroup: false },
  }),
  server('rejects-for-another-reason', 'STEP-4a-3', 'gives another reason than that a group is regrouped', {
    rewrite: () => altering(REJECT, (body) => ({ ...body, reason: 'partner-system-unavailable' })),
  }),
  server('rejects-in-public', 'STEP-4a-4', 'sends the reject to another client too', {
    rewrite: () =>
      replacing(REJECT, ({ body, output }, { peers }) => [
        output,
        ...peers
          .companions(body.mcServiceId)
          .slice(0, 1)
          .map((other) => send(REJECT, other.clientAddress, { ...body, to: other.mcServiceId })),
      ]),
  }),
  server('carries-on-after-the-reject', 'STEP-4a-5', 'rejects the request and forms the regroup all the same', {
    policy: { stopsAfterReject: false },
  }),
  server('asks-the-partner-after-the-reject', 'STEP-5-e', 'rejects the request and asks the partner all the same', {
    policy: { stopsAfterReject: false },
    rewrite: () => dropping(RETURN, (_body, turn) => has(REJECT, turn)),
  }),
  server('rejects-free-groups', 'STEP-4a-6', 'rejects groups that nothing has regrouped', {
    policy: { isRegrouped: () => true },
  }),
  server('keeps-cancelled-groups', 'STEP-4a-6', 'goes on rejecting groups whose regroup was cancelled', {
    policy: { cancellationFreesGroups: false },
  }),
  server('no-request-return', 'STEP-4b-1', 'sends no request return', { rewrite: () => dropping(RETURN) }),
  server('returns-twice', 'STEP-4b-1', 'sends the request return twice', { rewrite: () => doubling(RETURN) }),
  server('returns-a-group-unauthorized', 'STEP-4b-4', 'gives the regroup ID back in a negative request return', {
    rewrite: () =>
      altering(RETURN, (body, turn) => {
        const regroupGroupId = givenId(turn);
        return body.authorizationResult === 'failure' && regroupGroupId !== undefined
          ? { ...body, regroupGroupId }
          : { ...body };
      }),
  }),
  server('assigns-unauthorized', 'STEP-3-j', 'assigns a regroup ID to a request that it does not authorize', {
    rewrite: () =>
      altering(RETURN, (body) =>
        body.authorizationResult === 'failure' ? { ...body, regroupGroupId: ownIdFor(body.mcServiceId) } : { ...body },
      ),
  }),
  server('carries-on-unauthorized', 'STEP-4b-6', 'goes on with the regroup after a negative request return', {
    policy: { stopsWhenNotAuthorized: false },
    rewrite: () => {
      const isSecond = ({ outputs }: Turn) =>
        outputs.some((output) => sent(output, RETURN)?.authorizationResult === 'failure');
      return dropping(RETURN, ({ authorizationResult }, turn) => authorizationResult === 'success' && isSecond(turn));
    },
  }),
  server('returns-after-step-5', 'STEP-4b-7', 'asks the partner before it answers the requester', {
    rewrite: () => puttingFirst(STEP_5, RETURN),
  }),
  server('never-assigns', 'STEP-3-g', 'returns no regroup ID where the request gave none', {
    rewrite: () =>
      altering(RETURN, (body, turn) =>
        turn.input.kind === 'flow' && givenId(turn) === undefined ? without(body, 'regroupGroupId') : { ...body },
      ),
  }),
  server('keeps-an-unacceptable-id', 'STEP-3-h', 'uses a given regroup ID that belongs to another group', {
    policy: { acceptsRegroupId: () => true },
  }),
  server('always-assigns', 'STEP-3-i', 'assigns a regroup ID though the given one is acceptable', {
    policy: { acceptsRegroupId: () => false },
  }),
  server(
    'regroups-into-the-configuration-group',
    'INV-3',
    'makes the group that lends its configuration the regroup group',
    {
      policy: {
        acceptsRegroupId: (request, existing) =>
          request.regroupGroupId === request.preconfiguredGroupId || faithfulServer.acceptsRegroupId(request, existing),
      },
    },
  ),
  server('returns-and-rejects', 'INV-4', 'authorizes a request and rejects it at once', {
    rewrite: () =>
      replacing(REJECT, ({ body: { from, to, mcServiceId, regroupGroupId }, address, output }, { input }) => {
        if (on(input, STEP_2) === undefined) return [output];
        const id = regroupGroupId ?? ownIdFor(mcServiceId);
        const elements = { from, to, mcServiceId, authorizationResult: 'success', regroupGroupId: id } as const;
        return [send(RETURN, address, elements), output];
      }),
  }),
  server('reserves-nothing', 'INV-8', 'forms two regroups of one group when both are requested at the same time', {
    policy: {
      isRegrouped: ({ configuration }, heldBy) =>
        configuration?.temporaryGroupId !== undefined || heldBy?.status === 'in-force',
      heedsRefusal: () => false,
    },
  }),
];
