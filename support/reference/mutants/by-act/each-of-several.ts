// Defects of MC service servers that do for the first of several what they do not do for the others: regroups that wait for one
// partner, groups in a list, requests of one regroup, identities of one name, members.

import { alteredServer } from '../../altered';
import { on, type Env, type Input, type Machine, type Output } from '../../machine';
import { affiliatedMembers, isTaken } from '../../policies';
import { dropping, sent, type Rewrite } from '../../rewrite';
import { followForming, rejecting } from '../between-steps';
import { CANCEL, REFUSAL, REJECT, RETURN, STEP_11, STEP_12, STEP_2, STEP_5 } from '../elements';
import { mutantServer, type Mutant } from '../mutant';
import { hearingServer } from './hearing';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

/** Never tells a requester of a regroup that was being formed when the same requester was authorized for another. */
function keepingTheLastOfEach(): Rewrite {
  const latest = new Map<string, string>();
  const lost = new Set<string>();
  const mute = dropping(STEP_12, ({ regroupGroupId }) => lost.has(regroupGroupId));
  return (turn) => {
    for (const output of turn.outputs) {
      const { mcServiceId: user, regroupGroupId: id } = sent(output, RETURN) ?? {};
      if (user === undefined || id === undefined) continue;
      const before = latest.get(user);
      if (before !== undefined) lost.add(before);
      lost.delete(id);
      latest.set(user, id);
    }
    const outputs = mute(turn);
    for (const output of outputs) {
      const over = sent(output, STEP_12) ?? sent(output, REJECT);
      if (over !== undefined && latest.get(over.mcServiceId) === over.regroupGroupId) latest.delete(over.mcServiceId);
    }
    return outputs;
  };
}

/** Rejects a requester whose regroup is being formed. */
function oneForEachRequester(): Rewrite {
  const follow = followForming();
  return (turn) => {
    const forming = new Set(follow(turn).values());
    return forming.has(on(turn.input, STEP_2)?.mcServiceId ?? '') ? rejecting(turn) : turn.outputs;
  };
}

/** Regroups for which each partner was asked and has not answered, oldest first. */
function followWaiting() {
  const waiting = new Map<string, readonly string[]>();
  return {
    of: (partnerId: string): readonly string[] => waiting.get(partnerId) ?? [],
    asked(outputs: readonly Output[]): void {
      for (const output of outputs) {
        const request = sent(output, STEP_5);
        if (request !== undefined) waiting.set(request.to, [...this.of(request.to), request.regroupGroupId]);
      }
    },
    answered(partnerId: string, id: string): void {
      waiting.set(
        partnerId,
        this.of(partnerId).filter((one) => one !== id),
      );
    },
  };
}

/** Takes an answer for that to what it asked the partner first. */
function answeringTheOldest(env: Env): Machine {
  const machine = alteredServer({})(env);
  const waiting = followWaiting();
  return {
    receive(input) {
      const response = on(input, STEP_11);
      const refusal = on(input, REFUSAL);
      const answer = response ?? refusal;
      const id = waiting.of(answer?.from ?? '')[0] ?? answer?.regroupGroupId ?? '';
      let taken: Input = input;
      if (response) taken = { kind: 'flow', flow: STEP_11, body: { ...response, regroupGroupId: id } };
      if (refusal) taken = { kind: 'flow', flow: REFUSAL, body: { ...refusal, regroupGroupId: id } };
      if (answer) waiting.answered(answer.from, id);
      const outputs = machine.receive(taken);
      waiting.asked(outputs);
      return outputs;
    },
  };
}

/** Takes the refusal of one regroup for that of each that waits for the partner. */
function refusingAllThatWait(env: Env): Machine {
  const machine = alteredServer({})(env);
  const waiting = followWaiting();
  return {
    receive(input) {
      const refusal = on(input, REFUSAL);
      const answer = on(input, STEP_11) ?? refusal;
      if (answer) waiting.answered(answer.from, answer.regroupGroupId);
      const outputs = [...machine.receive(input)];
      waiting.asked(outputs);
      if (refusal === undefined) return outputs;
      for (const regroupGroupId of waiting.of(refusal.from)) {
        waiting.answered(refusal.from, regroupGroupId);
        outputs.push(...machine.receive({ kind: 'flow', flow: REFUSAL, body: { ...refusal, regroupGroupId } }));
      }
      return outputs;
    },
  };
}

const nameOf = (id: string): string => id.replace(/@.*$/, '');

/** Rejects an identity while a regroup group of the same name is in force in another domain. */
function rejectingNamesakes(): Rewrite {
  const inForce = new Set<string>();
  return (turn) => {
    const formed = on(turn.input, STEP_5)?.regroupGroupId;
    if (formed !== undefined) inForce.add(formed);
    inForce.delete(on(turn.input, CANCEL)?.regroupGroupId ?? '');
    const given = on(turn.input, STEP_2)?.regroupGroupId;
    const isNamesake = [...inForce].some((id) => id !== given && nameOf(id) === nameOf(given ?? ''));
    return isNamesake ? rejecting(turn) : turn.outputs;
  };
}

/** Looks at the groups of the first request of a regroup alone. */
const checkingTheFirstRequest = hearingServer((heard) => {
  const known = new Set<string>();
  const further = (): boolean => known.has((heard.now && on(heard.now, STEP_5)?.regroupGroupId) ?? '');
  return {
    policy: { isRegrouped: (group, heldBy) => !further() && isTaken(group, heldBy) },
    rewrite:
      () =>
      ({ input, outputs }) => {
        for (const output of outputs) known.add(sent(output, STEP_11)?.regroupGroupId ?? '');
        known.delete(on(input, CANCEL)?.regroupGroupId ?? '');
        known.delete('');
        return outputs;
      },
  };
});

export const EACH_OF_SEVERAL_AT_PRIMARY_SERVER: readonly Mutant[] = [
  primary(
    'forms-the-last-of-each-requester',
    'STEP-12-a',
    'forgets a regroup that is being formed when its requester is authorized for another',
    { rewrite: () => keepingTheLastOfEach() },
  ),
  primary('forms-one-for-each-requester', 'STEP-4a-6', 'rejects a requester whose regroup is being formed', {
    rewrite: () => oneForEachRequester(),
  }),
  {
    ...primary('takes-an-answer-for-the-oldest', 'STEP-12-b', 'takes an answer for that to what it asked first', {}),
    build: answeringTheOldest,
  },
  {
    ...primary(
      'takes-a-refusal-for-all',
      'STEP-4a-6',
      'rejects each regroup that waits for a partner which refuses one',
      {},
    ),
    build: refusingAllThatWait,
  },
  {
    ...primary(
      'sees-the-temporary-group-of-the-first',
      'STEP-3-f',
      'looks for a temporary group at the first listed group',
      {},
    ),
    build: hearingServer((heard) => ({
      policy: {
        isRegrouped: (group, heldBy) => {
          const [first = group.id] = (heard.now && on(heard.now, STEP_2)?.mcServiceGroupIdList) ?? [];
          return heldBy !== undefined || (isTaken(group, heldBy) && group.id === first);
        },
      },
    })),
  },
  primary('rejects-namesakes', 'STEP-4a-6', 'rejects an identity of which a namesake is in force in another domain', {
    rewrite: () => rejectingNamesakes(),
  }),
];

export const EACH_OF_SEVERAL_AT_PARTNER_SERVER: readonly Mutant[] = [
  {
    ...partner('checks-the-first-request', 'STEP-6-e', 'checks no group that a further request of a regroup lists', {}),
    build: checkingTheFirstRequest,
  },
  partner('asks-three-at-most', 'STEP-7-a', 'asks the first three members that it finds', {
    policy: { membersToAsk: (groups, served) => [...affiliatedMembers(groups, served)].slice(0, 3) },
  }),
  partner('looks-at-three-groups', 'STEP-7-a', 'finds members of the first three listed groups', {
    policy: { membersToAsk: (groups, served) => affiliatedMembers(groups.slice(0, 3), served) },
  }),
];
