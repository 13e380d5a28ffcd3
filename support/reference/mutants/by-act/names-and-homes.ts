// Defects of MC service servers in telling groups apart: one identity in two spellings, one name in two domains, what is homed
// in another MC system.

import type { FlowId } from '../../../procedure/flows';
import { canonicalId } from '../../../procedure/identities';
import { alteredServer } from '../../altered';
import { on, type Env, type Input, type Machine } from '../../machine';
import { affiliatedMembers, faithfulServer, isTaken, type ServerPolicy } from '../../policies';
import { send } from '../../outbox';
import { altering, sent, withIdentities, type Rewrite } from '../../rewrite';
import { rejecting } from '../between-steps';
import { CANCEL, STEP_12, STEP_2, STEP_5 } from '../elements';
import { mutantServer, type Mutant } from '../mutant';
import { hearingServer } from './hearing';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const CANCEL_BY_USER = 'preconfigured-regroup-cancel-request.client-server';
const CONFIRMATIONS: readonly FlowId[] = [
  'preconfigured-regroup-cancel-response.server-client',
  'preconfigured-regroup-cancel-response.server-server',
];

const localPart = (id: string): string => canonicalId(id).replace(/@.*$/, '');
const domain = (id: string): string => canonicalId(id).replace(/^.*@/, '');

const requestIn = (input: Input | undefined) => input && on(input, STEP_2);

/** Whether an identity of a request is written otherwise than it is compared. */
const isRespelt = (id: string | undefined): boolean => id !== undefined && canonicalId(id) !== id;

/** The first group of each name. */
const oneOfEachName = (ids: readonly string[]): readonly string[] =>
  ids.filter((id, at) => ids.findIndex((other) => localPart(other) === localPart(id)) === at);

/** Rejects groups that have the name of one that was regrouped. */
function confusingTwins(): Rewrite {
  const regrouped = new Set<string>();
  const asked = new Map<string, readonly string[]>();
  return (turn) => {
    const { mcServiceId, mcServiceGroupIdList: listed = [] } = requestIn(turn.input) ?? {};
    if (mcServiceId !== undefined) asked.set(mcServiceId, listed);
    const isTwin = (id: string): boolean =>
      !regrouped.has(id) && [...regrouped].some((other) => localPart(other) === localPart(id));
    if (listed.some(isTwin)) return rejecting(turn);
    for (const output of turn.outputs)
      for (const id of asked.get(sent(output, STEP_12)?.mcServiceId ?? '') ?? []) regrouped.add(id);
    return turn.outputs;
  };
}

/** Finds, for each affiliated member, whoever is served here under the same name. */
const namesakesToAsk: ServerPolicy['membersToAsk'] = (groups, served) => {
  const affiliated = new Set(groups.flatMap((group) => [...group.affiliated].map(localPart)));
  return [...served.values()].filter(({ id, inService }) => inService && affiliated.has(localPart(id)));
};

/** As a partner, forgets its own regroup when another MC system forms one of the same identity. */
const displacing = (env: Env): Machine => {
  const machine = alteredServer({})(env);
  const formed = new Map<string, string>();
  return {
    receive(input) {
      const id = on(input, STEP_5)?.regroupGroupId ?? '';
      const requester = formed.get(id);
      if (requester !== undefined) {
        formed.delete(id);
        const body = { from: requester, to: 'sip:itself@server.example', mcServiceId: requester, regroupGroupId: id };
        machine.receive({ kind: 'flow', flow: 'preconfigured-regroup-cancel-request.client-server', body });
      }
      const outputs = machine.receive(input);
      for (const output of outputs) {
        const response = sent(output, STEP_12);
        if (response !== undefined) formed.set(response.regroupGroupId, response.mcServiceId);
      }
      return outputs;
    },
  };
};

/** Takes the cancellation of a regroup for that of the first of its name, and answers as it was asked. */
const cancellingNamesakes = (env: Env): Machine => {
  const machine = alteredServer({})(env);
  const known: string[] = [];
  const cancellationIn = (input: Input) => on(input, CANCEL) ?? on(input, CANCEL_BY_USER);
  return {
    receive(input) {
      const given = cancellationIn(input)?.regroupGroupId;
      const first = given && known.find((id) => localPart(id) === localPart(given));
      if (given === undefined || first === undefined || input.kind !== 'flow') {
        const outputs = machine.receive(input);
        const told = [on(input, STEP_5), ...outputs.map((output) => sent(output, STEP_12))];
        for (const named of told) if (named) known.push(canonicalId(named.regroupGroupId));
        return outputs;
      }
      const outputs = machine.receive(
        withIdentities(input, (id) => (canonicalId(id) === canonicalId(given) ? first : id)),
      );
      return outputs.map((output) =>
        output.kind === 'send' && CONFIRMATIONS.includes(output.flow)
          ? send(output.flow, output.address, { ...output.body, regroupGroupId: given })
          : output,
      );
    },
  };
};

export const NAMES_AND_HOMES_AT_PRIMARY_SERVER: readonly Mutant[] = [
  {
    ...primary('cancels-a-namesake', 'WIRE-2', 'ends the regroup of the same name in another domain', {}),
    build: cancellingNamesakes,
  },
  {
    ...primary('accepts-what-is-spelt-otherwise', 'STEP-3-h', 'accepts an identity in use that is spelt otherwise', {}),
    build: hearingServer((heard) => ({
      policy: {
        acceptsRegroupId: (request, existing) =>
          isRespelt(requestIn(heard.now)?.regroupGroupId) || faithfulServer.acceptsRegroupId(request, existing),
      },
    })),
  },
  {
    ...primary(
      'overlooks-a-given-group-spelt-otherwise',
      'STEP-4a-2',
      'does not know a given group in another spelling',
      {},
    ),
    build: hearingServer((heard) => ({
      policy: {
        isRegrouped: (group, heldBy, given) =>
          isTaken(group, heldBy) && !(given && isRespelt(requestIn(heard.now)?.regroupGroupId)),
      },
    })),
  },
  {
    ...primary(
      'overlooks-a-listed-group-spelt-otherwise',
      'STEP-3-f',
      'does not know a listed group in another spelling',
      {},
    ),
    build: hearingServer((heard) => ({
      policy: {
        isRegrouped: (group, heldBy, given) => {
          const listed = requestIn(heard.now)?.mcServiceGroupIdList ?? [];
          const isHidden = listed.some((id) => isRespelt(id) && canonicalId(id) === group.id);
          return isTaken(group, heldBy) && (given || !isHidden);
        },
      },
    })),
  },
  primary('accepts-a-temporary-group', 'STEP-3-h', 'accepts the identity of a temporary group', {
    policy: {
      acceptsRegroupId: (request, existing) =>
        faithfulServer.acceptsRegroupId(request, existing?.id === request.regroupGroupId ? existing : undefined),
    },
  }),
  primary('lists-one-of-two-twins', 'STEP-5-c', 'tells a partner one of two groups that differ in the domain alone', {
    rewrite: () =>
      altering(STEP_5, (body) => ({ ...body, mcServiceGroupIdList: oneOfEachName(body.mcServiceGroupIdList) })),
  }),
  primary('asks-namesakes', 'NOTE-2', 'asks users who are named as an affiliated member of another MC system is', {
    policy: { membersToAsk: namesakesToAsk },
  }),
  primary('confuses-twins', 'STEP-4a-6', 'rejects a group whose namesake in another MC system is regrouped', {
    rewrite: () => confusingTwins(),
  }),
  {
    ...primary(
      'authorizes-no-foreign-identity',
      'STEP-3-a',
      'authorizes nobody who gives an identity of another domain',
      {},
    ),
    build: hearingServer((heard) => ({
      policy: {
        isAuthorized: (requester, groups) => {
          const given = requestIn(heard.now)?.regroupGroupId ?? requester.id;
          return domain(given) === domain(requester.id) && faithfulServer.isAuthorized(requester, groups);
        },
      },
    })),
  },
  {
    ...primary(
      'authorizes-own-configurations-only',
      'STEP-3-a',
      'authorizes nobody who names a preconfigured group of another MC system',
      {},
    ),
    build: hearingServer((heard) => ({
      policy: {
        isAuthorized: (requester, groups) => {
          const named = requestIn(heard.now)?.preconfiguredGroupId ?? requester.id;
          return domain(named) === domain(requester.id) && faithfulServer.isAuthorized(requester, groups);
        },
      },
    })),
  },
  primary(
    'lends-own-configurations-only',
    'STEP-5-d',
    'names a group of its own in place of a foreign preconfigured group',
    {
      rewrite: () =>
        altering(STEP_5, (body) => ({
          ...body,
          preconfiguredGroupId: body.preconfiguredGroupId.replace(/@.*$/, `@${domain(body.from)}`),
        })),
    },
  ),
];

export const NAMES_AND_HOMES_AT_PARTNER_SERVER: readonly Mutant[] = [
  partner(
    'finds-members-of-one-twin',
    'STEP-6-b',
    'finds members of one of two groups that differ in the domain alone',
    {
      policy: {
        membersToAsk: (groups, served) => {
          const names = oneOfEachName(groups.map(({ id }) => id));
          return [
            ...affiliatedMembers(
              groups.filter(({ id }) => names.includes(id)),
              served,
            ),
          ];
        },
      },
    },
  ),
  partner(
    'partner-asks-namesakes',
    'NOTE-2',
    'asks users who are named as an affiliated member of another MC system is',
    {
      policy: { membersToAsk: namesakesToAsk },
    },
  ),
  {
    ...partner('displaces-its-own-regroup', 'POST-1', 'ends its own regroup for another of the same identity', {}),
    build: displacing,
  },
  {
    ...partner('partner-cancels-a-namesake', 'POST-1', 'ends the regroup of the same name in another domain', {}),
    build: cancellingNamesakes,
  },
];
