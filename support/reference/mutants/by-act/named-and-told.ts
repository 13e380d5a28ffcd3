// Defects of MC service servers in whom they name to others, whom they tell of a regroup, and whom they tell of its end: state that a
// first regroup, a late affiliation, a refusal of a client or a log-off leaves behind. What others are named, stage 3 alone says.

import type { FlowBody, FlowId } from '../../../procedure/flows';
import { alteredServer } from '../../altered';
import { on, type Env, type Input, type Machine } from '../../machine';
import { send } from '../../outbox';
import { altering, dropping, inTurn, replacing, sent, type Rewrite, type Turn } from '../../rewrite';
import { usersNamedIn } from '../../server/named-members';
import { AFFILIATED, CANCEL, CANCEL_AT_CLIENT, REFUSAL, RETURN, STEP_10, STEP_2, STEP_5, STEP_7 } from '../elements';
import { mutantServer, type Mutant } from '../mutant';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const AFFILIATES = 'group-affiliation-request.client-server';
const JOINS_HERE = 'group-affiliation-request.server-server';
const LEAVES_HERE = 'group-de-affiliation-request.server-server';
const CANCEL_BY_CLIENT = 'preconfigured-regroup-cancel-request.client-server';
const CANCELLED = 'preconfigured-regroup-cancel-response.server-client';

/** Of a request to a client, or of what tells it of the end: the user and the regroup. */
const partOf = ({ mcServiceId, regroupGroupId }: Readonly<Record<'mcServiceId' | 'regroupGroupId', string>>): string =>
  `${mcServiceId} ${regroupGroupId}`;

/** What of a flow is put out in one turn. */
const allSent = <F extends FlowId>({ outputs }: Turn, flow: F): readonly FlowBody<F>[] =>
  outputs.flatMap((output) => sent(output, flow) ?? []);

/** Names each server everybody whom it names to any. */
const namingAllToEach: Rewrite = (turn) => {
  const mcServiceUserIdList = [...new Set(allSent(turn, STEP_5).flatMap(usersNamedIn))];
  return altering(STEP_5, (body) => (usersNamedIn(body).length > 0 ? { ...body, mcServiceUserIdList } : body))(turn);
};

/** Names members to the first server that serves some. */
const namingToTheFirst: Rewrite = (turn) => {
  const first = allSent(turn, STEP_5).find((body) => usersNamedIn(body).length > 0);
  return dropping(STEP_5, (body) => usersNamedIn(body).length > 0 && body.to !== first?.to)(turn);
};

/** Answers a server whose user leaves a group, and keeps the user in it. */
function keepingWhoLeaves(env: Env): Machine {
  const machine = alteredServer({})(env);
  return {
    receive(input) {
      const outputs = machine.receive(input);
      const body = on(input, LEAVES_HERE);
      if (body !== undefined) machine.receive({ kind: 'flow', flow: JOINS_HERE, body });
      return outputs;
    },
  };
}

/** Has who comes back into service in all groups that the user was in. */
function keepingWhoLogsOff(env: Env): Machine {
  const machine = alteredServer({})(env);
  const affiliations = new Map<string, readonly FlowBody<typeof AFFILIATES>[]>();
  const restored = (input: Input): readonly FlowBody<typeof AFFILIATES>[] => {
    const user = on(input, 'service-authorization-request.client-server')?.mcServiceId;
    return (user === undefined ? undefined : affiliations.get(user)) ?? [];
  };
  return {
    receive(input) {
      const body = on(input, AFFILIATES);
      if (body !== undefined) affiliations.set(body.mcServiceId, [...(affiliations.get(body.mcServiceId) ?? []), body]);
      const outputs = machine.receive(input);
      for (const again of restored(input)) machine.receive({ kind: 'flow', flow: AFFILIATES, body: again });
      return outputs;
    },
  };
}

/** Tells some of the members of a regroup nothing of its end: by whose part it is. */
const mutingTheEnd = (parts: (turn: Turn, over: Set<string>) => void) => (): Rewrite => {
  const over = new Set<string>();
  const mute = dropping(CANCEL_AT_CLIENT, (body) => over.has(partOf(body)));
  return (turn) => {
    const outputs = mute(turn);
    parts(turn, over);
    return outputs;
  };
};

/** An affiliation is what has it asked. */
const ofLatecomers = mutingTheEnd((turn, over) => {
  const { input } = turn;
  if (input.kind !== 'flow' || !input.flow.startsWith('group-affiliation')) return;
  for (const body of allSent(turn, STEP_7)) over.add(partOf(body));
});

const ofWhoRefused = mutingTheEnd(({ input }, over) => {
  if (input.kind !== 'undelivered' || input.flow !== STEP_7) return;
  const { mcServiceId, regroupGroupId } = input.body as FlowBody<typeof STEP_7>; // that of the flow
  over.add(partOf({ mcServiceId, regroupGroupId }));
});

/** When one regroup ends, everybody who was asked for any. */
const ofAllOthers = (): Rewrite => {
  const asked = new Set<string>();
  return mutingTheEnd((turn, over) => {
    for (const body of allSent(turn, STEP_7)) asked.add(partOf(body));
    if (allSent(turn, CANCEL_AT_CLIENT).length > 0) for (const part of asked) over.add(part);
  })();
};

/** Asks nobody who was asked for a regroup before. */
function askingOnceInAll(): Rewrite {
  const first = new Map<string, string>();
  return dropping(STEP_7, ({ mcServiceId, regroupGroupId }) => {
    const known = first.get(mcServiceId) ?? regroupGroupId;
    first.set(mcServiceId, known);
    return known !== regroupGroupId;
  });
}

/** Tells clients the configuration group of the first regroup of the same groups. */
function lendingTheFirst(): Rewrite {
  const first = new Map<string, string>();
  return altering(STEP_7, (body) => {
    const groups = (body.mcServiceGroupIdList ?? []).toSorted().join(' ');
    const preconfiguredGroupId = first.get(groups) ?? body.preconfiguredGroupId;
    first.set(groups, preconfiguredGroupId);
    return { ...body, preconfiguredGroupId };
  });
}

/** Tells whoever comes late the configuration group of the regroup that was asked for last. */
function lendingNewcomersTheLatest(): Rewrite {
  let latest: string | undefined;
  return (turn) => {
    const asked = on(turn.input, STEP_5)?.preconfiguredGroupId;
    latest = asked ?? latest;
    if (asked !== undefined) return turn.outputs;
    return altering(STEP_7, (body) => ({ ...body, preconfiguredGroupId: latest ?? body.preconfiguredGroupId }))(turn);
  };
}

/** Asks whom it serves and who affiliates to a group for the regroup that it was in and is in no more. */
function askingForWhatIsOver(): Rewrite {
  const requests: FlowBody<typeof STEP_7>[] = [];
  const over = new Set<string>();
  return (turn) => {
    requests.push(...allSent(turn, STEP_7));
    for (const { regroupGroupId } of allSent(turn, CANCEL_AT_CLIENT)) over.add(regroupGroupId);
    return replacing(AFFILIATED, ({ body, address, output }) => {
      const late = requests.find(
        ({ regroupGroupId, mcServiceGroupIdList = [] }) =>
          over.has(regroupGroupId) && body.mcServiceGroupIdList.some((group) => mcServiceGroupIdList.includes(group)),
      );
      const { mcServiceId, to } = body;
      return late === undefined ? [output] : [output, send(STEP_7, address, { ...late, mcServiceId, to })];
    })(turn);
  };
}

/** Tells who may not regroup that the identity is in use, where it is. */
function lookingAtTheIdentityFirst(): Rewrite {
  const inForce = new Set<string>();
  return (turn) => {
    const over = on(turn.input, CANCEL_BY_CLIENT)?.regroupGroupId;
    if (over !== undefined) inForce.delete(over);
    const id = on(turn.input, STEP_2)?.regroupGroupId;
    return replacing(RETURN, ({ body: { from, to, mcServiceId, regroupGroupId }, address, output }) => {
      if (regroupGroupId !== undefined) inForce.add(regroupGroupId);
      if (regroupGroupId !== undefined || id === undefined || !inForce.has(id)) return [output];
      const told = { from, to, mcServiceId, regroupGroupId: id, reason: 'group-already-regrouped' } as const;
      // An element that stage 2 does not list.
      const because = { cause: 'identity-in-use' };
      return [send('preconfigured-regroup-reject.server-client', address, { ...told, ...because })];
    })(turn);
  };
}

/** Hands on to every other server a removal that it refuses to whoever asks for it. */
const handingOnTo = (mayRegroup: boolean): Rewrite =>
  replacing(CANCELLED, ({ body: { from, mcServiceId, regroupGroupId, result }, output }, { peers }) => {
    const user = peers.user(mcServiceId);
    if (result === 'success' || user?.mayInitiateRegroup !== mayRegroup) return [output];
    const removals = peers
      .otherSystems(mcServiceId)
      .map(({ serverId: to, serverAddress }) => send(CANCEL, serverAddress, { from, to, mcServiceId, regroupGroupId }));
    return [output, ...removals];
  });

const isOfAffiliation = ({ input }: Turn): boolean =>
  input.kind === 'flow' && input.flow.startsWith('group-affiliation');

/** Has who comes late told of some regroups alone: of its own, or of those that others formed. */
const tellingLatecomersOf = (which: 'own' | 'others') => (): Rewrite => {
  const ofOthers = new Set<string>();
  return (turn) => {
    const request = on(turn.input, STEP_5);
    if (request !== undefined && usersNamedIn(request).length === 0) ofOthers.add(request.regroupGroupId);
    const isLeftOut = (regroup: string): boolean => ofOthers.has(regroup) === (which === 'own');
    return dropping(STEP_7, ({ regroupGroupId }) => isOfAffiliation(turn) && isLeftOut(regroupGroupId))(turn);
  };
};

/** Tells nobody who comes back. */
function tellingNobodyTwice(): Rewrite {
  const told = new Set<string>();
  return (turn) => {
    const outputs = dropping(STEP_7, (body) => isOfAffiliation(turn) && told.has(partOf(body)))(turn);
    for (const body of allSent(turn, STEP_7)) told.add(partOf(body));
    return outputs;
  };
}

/** Names, with who comes late, everybody whom it named for the regroup before. */
function namingAllOnceMore(): Rewrite {
  const named = new Map<string, readonly string[]>();
  return altering(STEP_5, (body) => {
    if (usersNamedIn(body).length === 0) return body;
    const key = `${body.to} ${body.regroupGroupId}`;
    const mcServiceUserIdList = [...new Set([...(named.get(key) ?? []), ...usersNamedIn(body)])];
    named.set(key, mcServiceUserIdList);
    return { ...body, mcServiceUserIdList };
  });
}

/** Takes a request for its groups for a repeated one, where it was named users before, and asks none of its own. */
function takingNamesForTheRequest(): Rewrite {
  const named = new Set<string>();
  return (turn) => {
    const request = on(turn.input, STEP_5);
    if (request === undefined) return turn.outputs;
    if (usersNamedIn(request).length === 0)
      return named.has(request.regroupGroupId) ? dropping(STEP_7)(turn) : turn.outputs;
    named.add(request.regroupGroupId);
    return turn.outputs;
  };
}

const isCancelled = ({ input }: Turn): boolean => on(input, CANCEL) !== undefined;

const isRefused = ({ input }: Turn): boolean => on(input, REFUSAL) !== undefined;

const TOLD_OF_THE_END = 'GR-16.2.2.5-3g';
const NO_CLIENT = 'GR-16.2.2.4-3g';
const IN_NO_GROUP = 'GR-16.2.4.1-5';

const NAMES_ALL = 'names whom it ever named when somebody comes late';

export const NAMED_AND_TOLD_AT_PRIMARY_SERVER: readonly Mutant[] = [
  primary('names-all-to-each', IN_NO_GROUP, 'names every server the members whom others serve', {
    rewrite: () => namingAllToEach,
  }),
  primary('names-to-one-server', 'GR-16.2.4.1-7h', 'names members to one of the servers that serve some', {
    rewrite: () => namingToTheFirst,
  }),
  {
    ...primary('names-who-has-left', IN_NO_GROUP, 'names who has left its group where another serves the user', {}),
    build: keepingWhoLeaves,
  },
  {
    ...primary('keeps-who-logs-off', IN_NO_GROUP, 'takes who is back in service for a member all the while', {}),
    build: keepingWhoLogsOff,
  },
  primary('tells-no-latecomer-of-the-end', TOLD_OF_THE_END, 'does not tell who came late that the regroup is over', {
    rewrite: ofLatecomers,
  }),
  primary('tells-nobody-who-refused-of-the-end', TOLD_OF_THE_END, 'takes whose client refused for not in the regroup', {
    rewrite: ofWhoRefused,
  }),
  primary('forgets-all-with-one', TOLD_OF_THE_END, 'forgets the members of every regroup when one is over', {
    rewrite: ofAllOthers,
  }),
  primary('asks-own-members-once-in-all', NO_CLIENT, 'asks a member whom it serves for one regroup alone', {
    rewrite: askingOnceInAll,
  }),
  primary('looks-at-the-identity-first', 'GR-16.2.2.2-3.2', 'tells who may not regroup that the identity is in use', {
    rewrite: lookingAtTheIdentityFirst,
  }),
  primary(
    'hands-on-a-removal-without-right',
    'GR-16.2.2.3-3.3',
    'refuses a removal for want of the right, and hands it on',
    {
      rewrite: () => handingOnTo(false),
    },
  ),
  primary('hands-on-a-removal-of-nothing', 'GR-16.2.3.2-3.2', 'refuses to remove what is over, and hands it on again', {
    rewrite: () => handingOnTo(true),
  }),
  primary('lends-own-members-the-first', 'INV-2', 'tells its members the configuration of the first regroup', {
    rewrite: lendingTheFirst,
  }),
  primary('asks-own-members-for-what-is-over', 'WIRE-2', 'asks who affiliates late for a regroup that was cancelled', {
    rewrite: askingForWhatIsOver,
  }),
  primary('tells-latecomers-of-its-own-alone', NO_CLIENT, 'asks who comes late to a regroup of its own alone', {
    rewrite: tellingLatecomersOf('own'),
  }),
  primary('tells-nobody-who-comes-back', NO_CLIENT, 'does not ask who has left a regroup and comes back', {
    rewrite: tellingNobodyTwice,
  }),
  primary('names-all-once-more', IN_NO_GROUP, NAMES_ALL, {
    rewrite: namingAllOnceMore,
  }),
  primary('keeps-own-members-of-what-failed', 'INV-9', 'never tells members whom it asked that a partner has refused', {
    policy: { asksOwnMembers: 'in-parallel' },
    rewrite: () => dropping(CANCEL_AT_CLIENT, (_, turn) => isRefused(turn)),
  }),
  primary(
    'keeps-who-was-named-for-what-failed',
    'GR-16.2.4.2-4g',
    'has members told of no end that it named too early',
    {
      policy: { namesMembersApart: true },
      rewrite: () => dropping(CANCEL, (body) => usersNamedIn(body).length > 0),
    },
  ),
];

export const NAMED_AND_TOLD_AT_PARTNER_SERVER: readonly Mutant[] = [
  partner('partner-names-all-once-more', IN_NO_GROUP, NAMES_ALL, { rewrite: namingAllOnceMore }),
  partner('keeps-members-of-what-was-cancelled', 'INV-9', 'cancels a regroup and leaves its members in it', {
    rewrite: () =>
      inTurn(
        dropping(CANCEL_AT_CLIENT),
        dropping(STEP_10, (_, turn) => isCancelled(turn)),
      ),
  }),
  {
    ...partner('partner-names-who-has-left', IN_NO_GROUP, 'names who has left its group where another serves him', {}),
    build: keepingWhoLeaves,
  },
  {
    ...partner('partner-keeps-who-logs-off', IN_NO_GROUP, 'takes who is back in service for a member', {}),
    build: keepingWhoLogsOff,
  },
  partner('partner-tells-no-latecomer-of-the-end', TOLD_OF_THE_END, 'does not tell who came late of the end', {
    rewrite: ofLatecomers,
  }),
  partner('partner-tells-nobody-who-refused-of-the-end', TOLD_OF_THE_END, 'takes whose client refused for not in it', {
    rewrite: ofWhoRefused,
  }),
  partner('partner-forgets-all-with-one', TOLD_OF_THE_END, 'forgets the members of every regroup when one is over', {
    rewrite: ofAllOthers,
  }),
  partner('tells-latecomers-of-others-alone', NO_CLIENT, 'asks who comes late to a regroup of another alone', {
    rewrite: tellingLatecomersOf('others'),
  }),
  partner('partner-tells-nobody-who-comes-back', NO_CLIENT, 'does not ask who has left and comes back', {
    rewrite: tellingNobodyTwice,
  }),
  partner('takes-names-for-the-request', NO_CLIENT, 'asks no member of its own once it was named others', {
    rewrite: takingNamesForTheRequest,
  }),
  partner('lends-newcomers-the-latest', 'INV-2', 'tells who comes late the configuration of the latest regroup', {
    rewrite: lendingNewcomersTheLatest,
  }),
  partner('lends-members-the-first', 'INV-2', 'tells members the configuration of the first regroup of the groups', {
    rewrite: lendingTheFirst,
  }),
];
