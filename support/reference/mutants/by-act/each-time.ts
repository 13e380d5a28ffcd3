// Defects of MC service servers that hold on to what they found before: members, whom they asked, configurations; and of those to
// whom one thing that happens to a group, a member or a client is another.

import type { FlowId } from '../../../procedure/flows';
import type { McSystemName } from '../../../procedure/roles';
import { alteredServer } from '../../altered';
import { on, type Env, type Input, type Machine, type Output } from '../../machine';
import { send } from '../../outbox';
import { affiliatedMembers } from '../../policies';
import { dropping, replacing, sent, type Rewrite } from '../../rewrite';
import type { ServedUser } from '../../server/records';
import { CANCEL, STEP_10, STEP_11, STEP_12, STEP_2, STEP_5, STEP_7 } from '../elements';
import { mutantServer, type Mutant } from '../mutant';
import { configuring, FETCHED, NOTIFIED } from './configuring';
import { dismissing } from './dismissing';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const DE_AFFILIATION = 'group-de-affiliation-request.client-server';
const CANCEL_BY_CLIENT = 'preconfigured-regroup-cancel-request.client-server';

/** Answers the home of the group that is listed first, where that is another MC system than its own. */
function answeringTheFirstHome(env: Env): Machine {
  let home: McSystemName | undefined;
  return alteredServer({
    policy: {
      membersToAsk: (groups, served) => {
        home = groups[0]?.home;
        return affiliatedMembers(groups, served);
      },
    },
    rewrite: () =>
      replacing(STEP_11, ({ body, output }, { peers }) => {
        const system = peers.elsewhere().find(({ name }) => name === home);
        if (system === undefined || system.serverId === body.to) return [output];
        return [send(STEP_11, system.serverAddress, { ...body, to: system.serverId })];
      }),
  })(env);
}

/** Finds the members of a group once and for all. */
function rememberingMembers(env: Env): Machine {
  const found = new Map<string, readonly ServedUser[]>();
  return alteredServer({
    policy: {
      membersToAsk: (groups, served) => {
        for (const group of groups)
          if (!found.has(group.id)) found.set(group.id, [...affiliatedMembers([group], served)]);
        return new Set(groups.flatMap(({ id }) => found.get(id) ?? []));
      },
    },
  })(env);
}

/** Asks nobody again who was asked for the same groups before. */
function askingOnceForTheSameGroups(): Rewrite {
  const before = new Map<string, string>();
  return dropping(STEP_7, ({ mcServiceId, mcServiceGroupIdList = [], regroupGroupId }) => {
    const what = [mcServiceId, ...mcServiceGroupIdList.toSorted()].join(' ');
    const first = before.get(what) ?? regroupGroupId;
    before.set(what, first);
    return first !== regroupGroupId;
  });
}

/** Takes the configurations that it is told for all that there are: a group that is not among them is in no temporary group. */
function takingASnapshot(env: Env): Machine {
  const machine = alteredServer({})(env);
  const inTemporaryGroup = new Set<string>();
  return {
    receive(input) {
      const told = on(input, NOTIFIED);
      const outputs = machine.receive(input);
      if (told === undefined) return outputs;
      const named = new Set(told.groupConfigurations.map(({ mcServiceGroupId }) => mcServiceGroupId));
      const freed = [...inTemporaryGroup].filter((id) => !named.has(id));
      for (const { mcServiceGroupId, temporaryGroupId } of told.groupConfigurations)
        if (temporaryGroupId !== undefined) inTemporaryGroup.add(mcServiceGroupId);
      if (freed.length === 0) return outputs;
      const groupConfigurations = freed.map((mcServiceGroupId) => ({ mcServiceGroupId, displayName: 'free' }));
      return [...outputs, ...machine.receive({ kind: 'flow', flow: NOTIFIED, body: { ...told, groupConfigurations } })];
    },
  };
}

/** Learns of the first temporary group of a group, of its end, and of no other. */
const knowingOneTemporaryGroup = configuring(() => {
  const states = new Map<string, 'regrouped' | 'over'>();
  return ({ temporaryGroupId, ...configuration }) => {
    const { mcServiceGroupId: id } = configuration;
    if (temporaryGroupId === undefined && states.has(id)) states.set(id, 'over');
    if (temporaryGroupId === undefined || states.get(id) === 'over') return configuration;
    states.set(id, 'regrouped');
    return { ...configuration, temporaryGroupId };
  };
});

interface Formed {
  readonly groups: readonly string[];
  /** What would have ended it. */
  readonly cancellation: Input;
}

/** Ends a regroup when one of its groups is put into a temporary group, as if it had been cancelled; whoever cancels is not answered. */
const endingAtATemporaryGroup =
  (follow: () => (input: Input, outputs: readonly Output[]) => Formed | undefined, answer: FlowId) =>
  (env: Env): Machine => {
    const machine = alteredServer({})(env);
    const formedIn = follow();
    const regroups: Formed[] = [];
    return {
      receive(input) {
        const outputs = machine.receive(input);
        const formed = formedIn(input, outputs);
        if (formed !== undefined) regroups.push(formed);
        const fetched = on(input, FETCHED)?.groupConfiguration;
        const configurations = on(input, NOTIFIED)?.groupConfigurations ?? (fetched ? [fetched] : []);
        const taken = configurations.filter((one) => one.temporaryGroupId !== undefined);
        const over = regroups.filter(({ groups }) =>
          taken.some(({ mcServiceGroupId }) => groups.includes(mcServiceGroupId)),
        );
        const ends = over.flatMap(({ cancellation }) => machine.receive(cancellation));
        return [...outputs, ...ends.filter((output) => sent(output, answer) === undefined)];
      },
    };
  };

const formedByPrimary = () => {
  const listed = new Map<string, readonly string[]>();
  return (input: Input, outputs: readonly Output[]): Formed | undefined => {
    const request = on(input, STEP_2);
    if (request !== undefined) listed.set(request.mcServiceId, request.mcServiceGroupIdList ?? []);
    const response = outputs.map((output) => sent(output, STEP_12)).find((body) => body !== undefined);
    if (response === undefined) return undefined;
    const { from, to, mcServiceId, regroupGroupId } = response;
    const body = { from: to, to: from, mcServiceId, regroupGroupId };
    const cancellation: Input = { kind: 'flow', flow: CANCEL_BY_CLIENT, body };
    return { groups: listed.get(mcServiceId) ?? [], cancellation };
  };
};

const formedByPartner = (input: Input): Formed | undefined => {
  const request = on(input, STEP_5);
  if (request === undefined) return undefined;
  const { from, to, regroupGroupId, mcServiceGroupIdList: groups } = request;
  return { groups, cancellation: { kind: 'flow', flow: CANCEL, body: { from, to, regroupGroupId } } };
};

/** Reports the end of a part in one regroup alone, though the user has left several. */
function endingOnePart(): Rewrite {
  const regroups = new Set<string>();
  return (turn) => {
    const { input, outputs } = turn;
    const id = on(input, STEP_5)?.regroupGroupId;
    if (id !== undefined) regroups.add(id);
    if (on(input, DE_AFFILIATION) === undefined) return outputs;
    let ended = 0;
    return dropping(STEP_10, ({ groupDynamicData }) => {
      const isEnd = groupDynamicData.some(
        ({ mcServiceGroupId, deAffiliated = [] }) => regroups.has(mcServiceGroupId) && deAffiliated.length > 0,
      );
      ended += isEnd ? 1 : 0;
      return isEnd && ended > 1;
    })(turn);
  };
}

/** Answers no request of which a client would not take what it was sent. */
function stoppingAtAClient(): Rewrite {
  const stopped = new Set<string>();
  const mute = dropping(STEP_11, ({ regroupGroupId }) => stopped.has(regroupGroupId));
  return (turn) => {
    const { input } = turn;
    if (input.kind === 'undelivered' && input.flow === STEP_7 && 'regroupGroupId' in input.body)
      stopped.add(input.body.regroupGroupId);
    return mute(turn);
  };
}

export const EACH_TIME_AT_PRIMARY_SERVER: readonly Mutant[] = [
  {
    ...primary(
      'takes-a-notification-for-a-snapshot',
      'STEP-3-f',
      'frees the groups that a notification leaves out',
      {},
    ),
    build: takingASnapshot,
  },
  {
    ...primary('knows-one-temporary-group', 'STEP-3-f', 'learns of no second temporary group of a group', {}),
    build: knowingOneTemporaryGroup,
  },
  {
    ...primary('ends-at-a-temporary-group', 'WIRE-2', 'ends a regroup when a temporary group is made of its group', {}),
    build: endingAtATemporaryGroup(formedByPrimary, 'preconfigured-regroup-cancel-response.server-client'),
  },
];

export const EACH_TIME_AT_PARTNER_SERVER: readonly Mutant[] = [
  {
    ...partner('answers-the-first-home', 'STEP-11-a', 'answers the MC system that is home of the first group', {}),
    build: answeringTheFirstHome,
  },
  {
    ...partner('remembers-members', 'STEP-7-a', 'asks those whom it found the first time', {}),
    build: rememberingMembers,
  },
  partner('asks-once-for-the-same-groups', 'STEP-7-a', 'asks nobody twice for the same groups', {
    rewrite: () => askingOnceForTheSameGroups(),
  }),
  {
    ...partner('partner-knows-one-temporary-group', 'STEP-6-a', 'learns of no second temporary group of a group', {}),
    build: knowingOneTemporaryGroup,
  },
  {
    ...partner(
      'partner-ends-at-a-temporary-group',
      'POST-1',
      'ends a regroup when a temporary group is made of its group',
      {},
    ),
    build: endingAtATemporaryGroup(() => formedByPartner, 'preconfigured-regroup-cancel-response.server-server'),
  },
  partner('dismisses-whoever-names-a-group', 'POST-2a', 'lets a member go who gives up a group without being in it', {
    rewrite: () => dismissing((group, { isListed, hasJoined }) => isListed(group) && !hasJoined(group)),
  }),
  partner('ends-one-part', 'POST-2b', 'keeps a member in all but one of the regroups whose groups the member left', {
    rewrite: () => endingOnePart(),
  }),
  partner('stops-at-a-client', 'STEP-11-a', 'answers no primary where a client does not take its request', {
    policy: { apart: ['step-11'] },
    rewrite: () => stoppingAtAClient(),
  }),
];
