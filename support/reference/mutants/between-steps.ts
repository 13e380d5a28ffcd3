// Defects of MC service servers that show when others act between the steps, when a request was not taken up, and when
// a neighbour uses the freedom to ask or to answer several times.

import { isTaken } from '../policies';
import { alteredServer } from '../altered';
import { on, type Machine, type Output } from '../machine';
import { send } from '../outbox';
import type { KnownGroup, Regroup } from '../server/records';
import { dropping, sent, type Rewrite, type Turn } from '../rewrite';
import { REFUSAL, REJECT, RETURN, STEP_11, STEP_12, STEP_2, STEP_5 } from './elements';
import { mutantServer, type Mutant } from './mutant';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const DE_AFFILIATION = 'group-de-affiliation-request.client-server';
const LOG_OFF = 'log-off-request.client-server';

/** Rejects a request in place of whatever it leads to. */
export function rejecting({ input, peers }: Turn): readonly Output[] {
  const request = on(input, STEP_2);
  const address = request && peers.user(request.mcServiceId)?.clientAddress;
  if (request === undefined || address === undefined) return [];
  const { from, to, mcServiceId, regroupGroupId } = request;
  const named = regroupGroupId === undefined ? {} : { regroupGroupId };
  return [send(REJECT, address, { from: to, to: from, mcServiceId, ...named, reason: 'group-already-regrouped' })];
}

/** The groups of a request that ended in such an answer. */
const listedIfAnswered = ({ input, outputs }: Turn, isSo: (output: Output) => boolean): readonly string[] =>
  outputs.some(isSo) ? (on(input, STEP_2)?.mcServiceGroupIdList ?? on(input, STEP_5)?.mcServiceGroupIdList ?? []) : [];

const isReject = (output: Output): boolean => sent(output, REJECT) !== undefined;
const isFailure = (output: Output): boolean => sent(output, RETURN)?.authorizationResult === 'failure';
const isRefusal = (output: Output): boolean => sent(output, REFUSAL) !== undefined;

/** Takes groups for regrouped for ever, from the turn after the one in which it learns of them. */
export function holding(learnt: (turn: Turn) => readonly string[]): Rewrite {
  const held = new Set<string>();
  return (turn) => {
    const isStopped = on(turn.input, STEP_2)?.mcServiceGroupIdList?.some((id) => held.has(id)) ?? false;
    for (const id of learnt(turn)) held.add(id);
    return isStopped ? rejecting(turn) : turn.outputs;
  };
}

/** Takes the groups of a request for free that came to nothing. */
const freeing =
  (isSo: (output: Output) => boolean): Mutant['build'] =>
  (env): Machine => {
    const freed = new Set<string>();
    const rewrite: Rewrite = (turn) => {
      for (const id of listedIfAnswered(turn, isSo)) freed.add(id);
      return turn.outputs;
    };
    const policy = {
      isRegrouped: (group: KnownGroup, heldBy: Regroup | undefined) => !freed.has(group.id) && isTaken(group, heldBy),
    };
    return alteredServer({ policy, rewrite: () => rewrite })(env);
  };

/** As a partner, refuses whatever it refused once. */
function refusingForEver(isHeldFor: (by: string, regroup: string) => boolean): Rewrite {
  /** The regroup group of the refused request by each group that it listed. */
  const held = new Map<string, string>();
  return (turn) => {
    const request = on(turn.input, STEP_5);
    const isStopped = request?.mcServiceGroupIdList.some((id) => {
      const by = held.get(id);
      return by !== undefined && isHeldFor(by, request.regroupGroupId);
    });
    if (request !== undefined) for (const id of listedIfAnswered(turn, isRefusal)) held.set(id, request.regroupGroupId);
    const answer = turn.outputs.find((output) => sent(output, STEP_11) !== undefined);
    if (!isStopped || request === undefined || answer?.kind !== 'send') return turn.outputs;
    const { from, to, regroupGroupId, mcServiceId } = request;
    const refusal = { from: to, to: from, regroupGroupId, reason: 'group-already-regrouped' } as const;
    return [send(REFUSAL, answer.address, mcServiceId === undefined ? refusal : { ...refusal, mcServiceId })];
  };
}

/** Follows which regroups are authorized and not yet formed or rejected: regroup group and requester. */
export function followForming(): (turn: Turn) => ReadonlyMap<string, string> {
  const forming = new Map<string, string>();
  return ({ outputs }) => {
    const before = new Map(forming);
    for (const output of outputs) {
      const authorized = sent(output, RETURN);
      if (authorized?.regroupGroupId !== undefined) forming.set(authorized.regroupGroupId, authorized.mcServiceId);
      const over = sent(output, STEP_12)?.regroupGroupId ?? sent(output, REJECT)?.regroupGroupId;
      if (over !== undefined) forming.delete(over);
    }
    return before;
  };
}

/** Rejects whoever asks while another regroup is being formed. */
function oneAtATime(): Rewrite {
  const follow = followForming();
  return (turn) => {
    const isBusy = follow(turn).size > 0;
    return isBusy && on(turn.input, STEP_2) !== undefined ? rejecting(turn) : turn.outputs;
  };
}

/** Never tells the requester of a regroup that something ended while it was being formed. */
function endingWith(ends: (turn: Turn, requesters: ReadonlySet<string>) => boolean): Rewrite {
  const follow = followForming();
  const ended = new Set<string>();
  const mute = dropping(STEP_12, ({ regroupGroupId }) => ended.has(regroupGroupId));
  return (turn) => {
    const forming = follow(turn);
    if (ends(turn, new Set(forming.values()))) for (const id of forming.keys()) ended.add(id);
    return mute(turn);
  };
}

/** Tells the requester again for each answer that comes when the regroup is formed. */
function respondingToEach(): Rewrite {
  const responses = new Map<string, Output>();
  return (turn) => {
    const answer = on(turn.input, STEP_11);
    const again = answer && responses.get(answer.regroupGroupId);
    for (const output of turn.outputs) {
      const response = sent(output, STEP_12);
      if (response !== undefined) responses.set(response.regroupGroupId, output);
    }
    return again === undefined ? turn.outputs : [...turn.outputs, again];
  };
}

/** Counts answers, whoever they are from, where partners are to be counted. */
function countingAnswers(): Rewrite {
  const asked = new Map<string, { awaited: number; requester: string | undefined; from: string }>();
  const told = new Set<string>();
  const once = dropping(STEP_12, ({ regroupGroupId }) => told.has(regroupGroupId));
  return (turn) => {
    for (const output of turn.outputs) {
      const request = sent(output, STEP_5);
      if (request === undefined) continue;
      const { regroupGroupId, mcServiceId: requester, from } = request;
      const awaited = (asked.get(regroupGroupId)?.awaited ?? 0) + 1;
      asked.set(regroupGroupId, { awaited, requester, from });
    }
    const outputs = once(turn);
    const id = on(turn.input, STEP_11)?.regroupGroupId ?? '';
    const regroup = asked.get(id);
    if (regroup?.requester === undefined) return outputs;
    regroup.awaited -= 1;
    const isFormed = outputs.some((output) => sent(output, STEP_12) !== undefined);
    const address = turn.peers.user(regroup.requester)?.clientAddress;
    if (regroup.awaited !== 0 || isFormed || address === undefined || told.has(id)) return outputs;
    told.add(id);
    const { requester: mcServiceId, from } = regroup;
    return [...outputs, send(STEP_12, address, { from, to: mcServiceId, mcServiceId, regroupGroupId: id })];
  };
}

export const PRIMARY_SERVER_BETWEEN_STEPS: readonly Mutant[] = [
  primary(
    'forms-one-regroup-at-a-time',
    'STEP-4a-6',
    'rejects whatever is asked while another regroup is being formed',
    {
      rewrite: () => oneAtATime(),
    },
  ),
  primary(
    'drops-the-regroup-of-before',
    'STEP-12-a',
    'forgets a regroup that is being formed when another is asked for',
    {
      rewrite: () => endingWith(({ input }) => on(input, STEP_2) !== undefined),
    },
  ),
  primary('stops-when-the-requester-leaves', 'STEP-12-a', 'forgets the regroup when its requester leaves a group', {
    rewrite: () => endingWith(({ input }, requesters) => requesters.has(on(input, DE_AFFILIATION)?.mcServiceId ?? '')),
  }),
  primary('stops-when-somebody-logs-off', 'STEP-12-a', 'forgets a regroup that is being formed when a user logs off', {
    rewrite: () => endingWith(({ input }) => on(input, LOG_OFF) !== undefined),
  }),
  primary('holds-what-it-rejected', 'STEP-4a-6', 'takes the groups of a rejected request for regrouped', {
    rewrite: () => holding((turn) => listedIfAnswered(turn, isReject)),
  }),
  primary('holds-what-it-did-not-authorize', 'STEP-4a-6', 'takes the groups of an unauthorized request for regrouped', {
    rewrite: () => holding((turn) => listedIfAnswered(turn, isFailure)),
  }),
  {
    ...primary('frees-what-it-rejected', 'POST-1', 'frees the groups of a request that it rejects', {}),
    build: freeing(isReject),
  },
  {
    ...primary(
      'frees-what-it-did-not-authorize',
      'POST-1',
      'frees the groups of a request that it does not authorize',
      {},
    ),
    build: freeing(isFailure),
  },
  primary('regroups-a-regroup-group', 'STEP-4a-1', 'takes a regroup group in force for a group that is free', {
    policy: { checksListedRegroupGroups: false },
  }),
  primary(
    'takes-a-partner-group-for-its-own',
    'STEP-3-h',
    'accepts the identity of a group homed in a partner system',
    {
      policy: {
        acceptsRegroupId: ({ regroupGroupId, preconfiguredGroupId, listed }, existing) =>
          (existing === undefined || (existing.home !== existing.scope.own.name && !listed.includes(regroupGroupId))) &&
          regroupGroupId !== preconfiguredGroupId,
      },
    },
  ),
  primary(
    'takes-a-listed-partner-group',
    'STEP-3-h',
    'accepts the identity of a listed group homed in a partner system',
    {
      policy: {
        acceptsRegroupId: ({ regroupGroupId, preconfiguredGroupId, listed }, existing) =>
          (existing === undefined || (existing.home !== existing.scope.own.name && listed.includes(regroupGroupId))) &&
          regroupGroupId !== preconfiguredGroupId,
      },
    },
  ),
  primary('takes-another-preconfigured-group', 'STEP-3-h', 'accepts the identity of another preconfigured group', {
    policy: {
      acceptsRegroupId: ({ regroupGroupId, preconfiguredGroupId, listed }, existing) =>
        (existing === undefined || existing.configuration?.preconfiguredGroupUseOnly === true) &&
        regroupGroupId !== preconfiguredGroupId &&
        !listed.includes(regroupGroupId),
    },
  }),
  primary('responds-to-each-answer', 'STEP-12-a', 'tells the requester again when a partner answers again', {
    rewrite: () => respondingToEach(),
  }),
  primary('counts-answers', 'STEP-12-b', 'takes a second answer of one partner for the answer of another', {
    rewrite: () => countingAnswers(),
  }),
];

export const PARTNER_SERVER_BETWEEN_STEPS: readonly Mutant[] = [
  partner('refuses-if-all-are-held', 'STEP-6-a', 'refuses only if each of its listed groups is regrouped', {
    policy: { refuses: (regrouped) => regrouped.length > 0 && !regrouped.includes(false) },
  }),
  partner('asks-again-when-asked-again', 'STEP-7-a', 'asks its members again when the primary asks again', {
    policy: { asksOnce: false },
  }),
  partner('refuses-for-ever', 'STEP-6-a', 'takes the groups of a request that it refused for regrouped', {
    rewrite: () => refusingForEver(() => true),
  }),
  partner('holds-what-it-refused', 'STEP-6-a', 'takes the groups of a request that it refused for regrouped by that', {
    rewrite: () => refusingForEver((by, regroup) => by !== regroup),
  }),
  {
    ...partner('frees-what-it-refused', 'STEP-6-a', 'frees the groups of a request that it refuses', {}),
    build: freeing(isRefusal),
  },
  partner('lets-its-users-cancel', 'POST-1', 'lets its users cancel a regroup that another MC system formed', {
    policy: { mayCancel: (user) => user.inService },
  }),
];
