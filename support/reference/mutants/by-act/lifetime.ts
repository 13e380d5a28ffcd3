// Defects in how long a regroup lasts, who takes part meanwhile, and what is done of several at once.

import { alteredServer } from '../../altered';
import { on, type Env, type Input, type Machine, type Output } from '../../machine';
import { send } from '../../outbox';
import { faithfulServer, isTaken } from '../../policies';
import { altering, dropping, replacing, sent, type Rewrite, type Turn } from '../../rewrite';
import { AFFILIATED, REFUSAL, REJECT, RETURN, STEP_11, STEP_12, STEP_2, STEP_5, STEP_7 } from '../elements';
import { mutantServer, type Mutant } from '../mutant';
import { hearingServer } from './hearing';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const LOG_OFF = 'log-off-request.client-server';
const DE_AFFILIATION = 'group-de-affiliation-request.client-server';
const CANCEL = 'preconfigured-regroup-cancel-request.client-server';
const CANCELLED = 'preconfigured-regroup-cancel-response.server-client';

/** Cancels the regroups of a requester, as if asked to, before something else that the requester does. */
const cancellingUpon =
  (whose: (input: Input) => string | undefined, cancelsLatest: boolean) =>
  (env: Env): Machine => {
    const machine = alteredServer({})(env);
    const formed = new Map<string, string>();
    return {
      receive(input) {
        const user = whose(input);
        const id = user === undefined ? undefined : formed.get(user);
        const outputs: Output[] = [];
        if (user !== undefined && id !== undefined) {
          formed.delete(user);
          const body = { from: user, to: 'sip:itself@server.example', mcServiceId: user, regroupGroupId: id };
          outputs.push(...machine.receive({ kind: 'flow', flow: CANCEL, body }));
        }
        const more = machine.receive(input);
        for (const output of more) {
          const response = sent(output, STEP_12);
          if (response === undefined) continue;
          if (cancelsLatest || !formed.has(response.mcServiceId))
            formed.set(response.mcServiceId, response.regroupGroupId);
        }
        return [...outputs.filter((output) => sent(output, CANCELLED) === undefined), ...more];
      },
    };
  };

/** Whether a user who does not answer calls any more holds what the user regrouped. */
const forgettingWhoLeft = (leaves: typeof LOG_OFF | typeof DE_AFFILIATION): Mutant['build'] => {
  return (env) => {
    const gone = new Set<string>();
    const rewrite: Rewrite = ({ input, outputs }) => {
      const left = on(input, leaves)?.mcServiceId;
      if (left !== undefined) gone.add(left);
      return outputs;
    };
    return alteredServer({
      policy: {
        isRegrouped: (group, heldBy) => isTaken(group, gone.has(heldBy?.requester ?? '') ? undefined : heldBy),
      },
      rewrite: () => rewrite,
    })(env);
  };
};

/** Tells the requester of another regroup that is being formed that it is. */
function confusing(): Rewrite {
  const forming = new Map<string, string>();
  return (turn) => {
    const answered = on(turn.input, STEP_11)?.regroupGroupId;
    const [other] = [...forming].filter(([id]) => id !== answered);
    for (const output of turn.outputs) {
      const authorized = sent(output, RETURN);
      if (authorized?.regroupGroupId !== undefined) forming.set(authorized.regroupGroupId, authorized.mcServiceId);
    }
    const isFormed = turn.outputs.some((output) => sent(output, STEP_12) !== undefined);
    if (!isFormed || other === undefined) {
      for (const output of turn.outputs) forming.delete(sent(output, STEP_12)?.regroupGroupId ?? '');
      return turn.outputs;
    }
    const [id, requester] = other;
    forming.clear();
    return replacing(STEP_12, ({ body, output }, { peers }) => {
      const address = peers.user(requester)?.clientAddress;
      if (address === undefined) return [output];
      return [send(STEP_12, address, { ...body, to: requester, mcServiceId: requester, regroupGroupId: id })];
    })(turn);
  };
}

/** Tells everybody but the requester that the cancellation failed. */
function refusingOthers(): Rewrite {
  const requesters = new Map<string, string>();
  const refuse = altering(CANCELLED, (body) =>
    requesters.get(body.regroupGroupId) === body.mcServiceId ? body : { ...body, result: 'failure' },
  );
  return (turn) => {
    for (const output of turn.outputs) {
      const formed = sent(output, STEP_12);
      if (formed) requesters.set(formed.regroupGroupId, formed.mcServiceId);
    }
    return refuse(turn);
  };
}

/** Takes the refusal of whoever answers last for an answer. */
const heedingTheFirstOnly = (env: Env): Machine => {
  const machine = alteredServer({})(env);
  const answered = new Map<string, Set<string>>();
  const countAnswer = (id: string, from: string): number => {
    const known = (answered.get(id) ?? new Set()).add(from);
    answered.set(id, known);
    return known.size;
  };
  return {
    receive(input) {
      const response = on(input, STEP_11);
      if (response !== undefined) countAnswer(response.regroupGroupId, response.from);
      const refusal = on(input, REFUSAL);
      const id = refusal?.regroupGroupId;
      if (refusal === undefined || id === undefined || countAnswer(id, refusal.from) < 2) return machine.receive(input);
      const body = { from: refusal.from, to: refusal.to, mcServiceId: refusal.from, regroupGroupId: id };
      return machine.receive({ kind: 'flow', flow: STEP_11, body });
    },
  };
};

const REPORTS_WHO_LEFT = 'reports somebody who has left as affiliated when another joins';

/** Never ends the part of a member who was asked for another cause than the request of the primary. */
const keepingLatecomers = (env: Env): Machine => {
  const late = new Set<string>();
  return alteredServer({
    policy: { staysWith: (groups, { id }, userId) => groups.length > 0 || late.has(`${id} ${userId}`) },
    rewrite:
      () =>
      ({ input, outputs }) => {
        if (on(input, STEP_5)) return outputs;
        for (const output of outputs) {
          const asked = sent(output, STEP_7);
          if (asked) late.add(`${asked.regroupGroupId} ${asked.mcServiceId}`);
        }
        return outputs;
      },
  })(env);
};

export const LIFETIME_AT_PRIMARY_SERVER: readonly Mutant[] = [
  primary('reports-again-own-members-who-left', 'POST-2b', REPORTS_WHO_LEFT, { rewrite: () => reportingWhoLeft() }),
  {
    ...primary('ends-with-the-requesters-service', 'WIRE-2', 'ends the regroup when its requester logs off', {}),
    build: cancellingUpon((input) => on(input, LOG_OFF)?.mcServiceId, true),
  },
  {
    ...primary(
      'ends-when-the-requester-leaves-a-group',
      'WIRE-2',
      'ends the regroup when its requester leaves a group',
      {},
    ),
    build: cancellingUpon((input) => on(input, DE_AFFILIATION)?.mcServiceId, true),
  },
  {
    ...primary(
      'keeps-one-regroup-for-each-requester',
      'WIRE-2',
      'ends a regroup when its requester asks for another',
      {},
    ),
    build: cancellingUpon((input) => on(input, STEP_2)?.mcServiceId, false),
  },
  {
    ...primary(
      'frees-what-a-user-without-service-holds',
      'POST-1',
      'gives away the groups of a requester who logged off',
      {},
    ),
    build: forgettingWhoLeft(LOG_OFF),
  },
  {
    ...primary(
      'frees-what-a-user-who-left-holds',
      'POST-1',
      'gives away the groups of a requester who left a group',
      {},
    ),
    build: forgettingWhoLeft(DE_AFFILIATION),
  },
  primary(
    'ends-what-it-refuses-to-cancel',
    'POST-1',
    'refuses to cancel the regroup of somebody else, and ends it all the same',
    { policy: { mayCancel: ({ inService }) => inService }, rewrite: () => refusingOthers() },
  ),
  {
    ...primary(
      'keeps-the-identity-of-the-cancelled',
      'STEP-3-i',
      'replaces an identity whose regroup was cancelled',
      {},
    ),
    build: (env) => {
      const used = new Set<string>();
      return hearingServer(() => ({
        policy: {
          acceptsRegroupId: (request, existing) => {
            const isNew = !used.has(request.regroupGroupId);
            used.add(request.regroupGroupId);
            return isNew && faithfulServer.acceptsRegroupId(request, existing);
          },
        },
      }))(env);
    },
  },
  primary('confuses-regroups', 'STEP-12-b', 'takes an answer for that to another regroup that is being formed', {
    rewrite: () => confusing(),
  }),
  {
    ...primary(
      'heeds-only-the-first-answer',
      'INV-9',
      'takes a refusal that comes after another partner’s answer for consent',
      {},
    ),
    build: heedingTheFirstOnly,
  },
  primary('returns-with-the-response', 'STEP-4b-7', 'returns the request when the partner has answered', {
    rewrite: () => {
      let kept: readonly Output[] = [];
      const keep = replacing(RETURN, ({ body, output }) => {
        if (body.authorizationResult === 'failure') return [output];
        kept = [...kept, output];
        return [];
      });
      return (turn: Turn) => {
        const outputs = keep(turn);
        if (!outputs.some((output) => sent(output, STEP_12) ?? sent(output, REJECT))) return outputs;
        const due = kept;
        kept = [];
        return [...due, ...outputs];
      };
    },
  }),
];

/** Asks a member who takes part again who affiliates to one more listed group. */
function askingAgainWhoJoinsMore(): Rewrite {
  const requests = new Map<string, Output>();
  return (turn) => {
    const again = turn.outputs.flatMap((output) => {
      const answer = sent(output, AFFILIATED);
      const request = answer?.result === 'success' ? requests.get(answer.mcServiceId) : undefined;
      return request === undefined ? [] : [request];
    });
    const isAsked = turn.outputs.some((output) => sent(output, STEP_7) !== undefined);
    for (const output of turn.outputs) {
      const request = sent(output, STEP_7);
      if (request !== undefined) requests.set(request.mcServiceId, output);
    }
    return isAsked ? turn.outputs : [...turn.outputs, ...again];
  };
}

/** Reports everybody again whom it ever reported, when somebody joins. */
function reportingWhoLeft(): Rewrite {
  const known = new Map<string, Set<string>>();
  return (turn) =>
    turn.outputs.map((output): Output => {
      const body = sent(output, 'notify-group-dynamic-data-request.server-gms');
      if (body === undefined || output.kind !== 'send') return output;
      const regroups = new Set(body.groupDynamicData.flatMap(({ regroupGroupId }) => regroupGroupId ?? []));
      const groupDynamicData = body.groupDynamicData.map((entry) => {
        if (!regroups.has(entry.mcServiceGroupId) && !known.has(entry.mcServiceGroupId)) return entry;
        const users = known.get(entry.mcServiceGroupId) ?? new Set<string>();
        known.set(entry.mcServiceGroupId, users);
        for (const id of entry.affiliated ?? []) users.add(id);
        return entry.affiliated === undefined ? entry : { ...entry, affiliated: [...users] };
      });
      return send('notify-group-dynamic-data-request.server-gms', output.address, { ...body, groupDynamicData });
    });
}

/** Ends its part in a regroup, as its primary would have it, upon something else. */
const droppingOut =
  (when: (input: Input, members: ReadonlySet<string>) => boolean) =>
  (env: Env): Machine => {
    const machine = alteredServer({})(env);
    const joined = new Map<string, { readonly from: string; readonly to: string; readonly members: Set<string> }>();
    const isAnswer = (output: Output): boolean =>
      sent(output, 'preconfigured-regroup-cancel-response.server-server') !== undefined;
    return {
      receive(input) {
        const outputs = machine.receive(input);
        const request = on(input, STEP_5);
        if (
          request &&
          !joined.has(request.regroupGroupId) &&
          outputs.some((output) => sent(output, STEP_11) !== undefined)
        )
          joined.set(request.regroupGroupId, { ...request, members: new Set() });
        for (const output of outputs) {
          const asked = sent(output, STEP_7);
          if (asked !== undefined) joined.get(asked.regroupGroupId)?.members.add(asked.mcServiceId);
        }
        const ends = [...joined].flatMap(([regroupGroupId, { from, to, members }]) => {
          if (!when(input, members)) return [];
          joined.delete(regroupGroupId);
          const body = { from, to, regroupGroupId };
          return machine.receive({ kind: 'flow', flow: 'preconfigured-regroup-cancel-request.server-server', body });
        });
        return [...outputs, ...ends.filter((output) => !isAnswer(output))];
      },
    };
  };

export const LIFETIME_AT_PARTNER_SERVER: readonly Mutant[] = [
  {
    ...partner('ends-with-a-members-service', 'POST-1', 'ends the regroup when one of its members logs off', {}),
    build: droppingOut((input, members) => members.has(on(input, LOG_OFF)?.mcServiceId ?? '')),
  },
  {
    ...partner('ends-when-a-member-leaves', 'POST-1', 'ends the regroup when one of its members leaves a group', {}),
    build: droppingOut((input, members) => members.has(on(input, DE_AFFILIATION)?.mcServiceId ?? '')),
  },
  {
    ...partner('ends-when-nobody-is-left', 'POST-1', 'ends the regroup when its last member has left', {}),
    build: (env) => {
      const left = new Set<string>();
      return droppingOut((input, members) => {
        const user = on(input, DE_AFFILIATION)?.mcServiceId;
        if (user !== undefined) left.add(user);
        return user !== undefined && members.size > 0 && [...members].every((id) => left.has(id));
      })(env);
    },
  },
  partner('asks-again-who-joins-one-more', 'INV-6', 'asks a member again who affiliates to one more listed group', {
    rewrite: () => askingAgainWhoJoinsMore(),
  }),
  partner('reports-again-who-left', 'POST-2b', REPORTS_WHO_LEFT, {
    rewrite: () => reportingWhoLeft(),
  }),
  partner('refuses-when-asked-again', 'STEP-6-a', 'refuses the second request of a regroup that it has joined', {
    rewrite: () => {
      const joined = new Set<string>();
      return replacing(STEP_11, ({ body, address, output }) => {
        const { from, to, mcServiceId, regroupGroupId } = body;
        if (!joined.has(`${to} ${regroupGroupId}`)) {
          joined.add(`${to} ${regroupGroupId}`);
          return [output];
        }
        return [send(REFUSAL, address, { from, to, mcServiceId, regroupGroupId, reason: 'group-already-regrouped' })];
      });
    },
  }),
  partner('leaves-a-second-request-unasked', 'STEP-11-a', 'does not answer the second regroup that it is asked for', {
    rewrite: () => {
      const first = new Map<string, string>();
      return dropping(STEP_11, ({ to, regroupGroupId }) => {
        const known = first.get(to) ?? regroupGroupId;
        first.set(to, known);
        return known !== regroupGroupId;
      });
    },
  }),
  {
    ...partner('keeps-who-joined-late', 'POST-2b', 'keeps a member who joined late and has left all listed groups', {}),
    build: keepingLatecomers,
  },
];
