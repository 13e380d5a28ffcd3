// Defects of MC service servers that show only the second time: with another regroup, a third group, another MC system, or when
// weeks have passed.

import { alteredServer } from '../../altered';
import { on, type Env, type Input, type Machine, type Output } from '../../machine';
import { affiliatedMembers, isTaken } from '../../policies';
import { altering, replacing, type Rewrite } from '../../rewrite';
import { send } from '../../outbox';
import { CANCEL, STEP_11, STEP_2, STEP_5, STEP_7 } from '../elements';
import { mutantServer, type Mutant } from '../mutant';
import { dismissing } from './dismissing';
import { hearingServer } from './hearing';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const domainOf = (id: string): string => id.replace(/^.*@/, '');

const DAYS = 24 * 3_600_000;

/** Tells partners the configuration group that the requester named first. */
function lendingAsBefore(): Rewrite {
  const first = new Map<string, string>();
  const tell = altering(STEP_5, ({ mcServiceId = '', ...body }) => ({
    ...body,
    mcServiceId,
    preconfiguredGroupId: first.get(mcServiceId) ?? body.preconfiguredGroupId,
  }));
  return (turn) => {
    const request = on(turn.input, STEP_2);
    if (request !== undefined && !first.has(request.mcServiceId))
      first.set(request.mcServiceId, request.preconfiguredGroupId);
    return tell(turn);
  };
}

/** Holds some of the groups of a regroup for ever, once it is cancelled, by how often its identity was. */
export const keeping = (
  cancels: (input: Input) => string | undefined,
  which: (listed: readonly string[], times: number) => readonly string[],
): Mutant['build'] =>
  hearingServer((heard) => {
    const listed = new Map<string, readonly string[]>();
    const times = new Map<string, number>();
    const left = new Set<string>();
    const learn = (): void => {
      const { now } = heard;
      if (now === undefined) return;
      const request = on(now, STEP_2) ?? on(now, STEP_5);
      if (request?.regroupGroupId !== undefined) listed.set(request.regroupGroupId, request.mcServiceGroupIdList ?? []);
      const cancelled = cancels(now);
      if (cancelled === undefined) return;
      times.set(cancelled, (times.get(cancelled) ?? 0) + 1);
      for (const id of which(listed.get(cancelled) ?? [], times.get(cancelled) ?? 0)) left.add(id);
    };
    return {
      policy: { isRegrouped: (group, heldBy) => left.has(group.id) || isTaken(group, heldBy) },
      rewrite: () => (turn) => {
        learn();
        return turn.outputs;
      },
    };
  });

const theThird = (listed: readonly string[]): readonly string[] => listed.slice(2);

export const cancelledByClient = (input: Input): string | undefined =>
  on(input, 'preconfigured-regroup-cancel-request.client-server')?.regroupGroupId;
export const cancelledByPrimary = (input: Input): string | undefined => on(input, CANCEL)?.regroupGroupId;

/** Takes the identity of a regroup group that another MC system formed for a free one, and makes one of its own all the same. */
const overlookingForeignRegroups = (env: Env): Machine => {
  const machine = alteredServer({})(env);
  const foreign = new Set<string>();
  return {
    receive(input) {
      const asked = on(input, STEP_5);
      if (asked !== undefined) foreign.add(asked.regroupGroupId);
      const request = on(input, STEP_2);
      if (!foreign.has(request?.regroupGroupId ?? '') || request === undefined) return machine.receive(input);
      const { regroupGroupId: _, ...body } = request;
      return machine.receive({ kind: 'flow', flow: STEP_2, body });
    },
  };
};

/** Answers whoever asked it first, whoever asks. */
function answeringTheFirst(): Rewrite {
  let first: { readonly to: string; readonly address: string } | undefined;
  return replacing(STEP_11, ({ body, address, output }): readonly Output[] => {
    first ??= { to: body.to, address };
    return body.to === first.to ? [output] : [send(STEP_11, first.address, { ...body, to: first.to })];
  });
}

/** Tells members the configuration group that the identity came with the first time. */
function configuredAsBefore(): Rewrite {
  const first = new Map<string, string>();
  const tell = altering(STEP_7, (body) => ({
    ...body,
    preconfiguredGroupId: first.get(body.regroupGroupId) ?? body.preconfiguredGroupId,
  }));
  return (turn) => {
    const request = on(turn.input, STEP_5);
    if (request !== undefined && !first.has(request.regroupGroupId))
      first.set(request.regroupGroupId, request.preconfiguredGroupId);
    return tell(turn);
  };
}

export const SECOND_TIME_AT_PRIMARY_SERVER: readonly Mutant[] = [
  primary(
    'lends-what-the-requester-named-first',
    'STEP-5-d',
    'tells the partner what its requester named the first time',
    {
      rewrite: () => lendingAsBefore(),
    },
  ),
  {
    ...primary('keeps-the-third-group', 'STEP-4a-6', 'frees only the first two groups of a cancelled regroup', {}),
    build: keeping(cancelledByClient, theThird),
  },
  {
    ...primary(
      'overlooks-foreign-regroup-groups',
      'STEP-4a-2',
      'replaces a given identity that another MC system’s regroup has',
      {},
    ),
    build: overlookingForeignRegroups,
  },
  {
    ...primary('authorizes-whoever-comes-second', 'STEP-3-a', 'authorizes everybody once it authorized somebody', {}),
    build: (env) => {
      let isOpen = false;
      return alteredServer({
        policy: {
          isAuthorized: ({ inService, mayInitiateRegroup }) => inService && (isOpen ||= mayInitiateRegroup),
        },
      })(env);
    },
  },
  primary('ends-a-regroup-after-a-month', 'POST-1', 'forgets a regroup when thirty days have passed', {
    policy: { lastsMs: 30 * DAYS },
  }),
];

export const SECOND_TIME_AT_PARTNER_SERVER: readonly Mutant[] = [
  {
    ...partner('spares-who-takes-part', 'STEP-7-a', 'does not ask members who take part in another regroup', {}),
    build: hearingServer((heard) => {
      const busy = new Map<string, string>();
      return {
        policy: {
          membersToAsk: (groups, served) => {
            const id = (heard.now && on(heard.now, STEP_5)?.regroupGroupId) ?? '';
            const free = [...affiliatedMembers(groups, served)].filter((user) => (busy.get(user.id) ?? id) === id);
            for (const user of free) busy.set(user.id, id);
            return free;
          },
        },
      };
    }),
  },
  partner('lets-members-go-when-two-groups-are-left', 'POST-2a', 'lets a member go who left two of three groups', {
    policy: { staysWith: ({ length }, { groups }) => length >= Math.max(1, groups.size - 1) },
  }),
  partner('dismisses-whoever-leaves-a-group', 'POST-2a', 'lets a member go who left a group that is not regrouped', {
    rewrite: () => dismissing((group, { isListed }) => !isListed(group)),
  }),
  partner('configures-an-identity-once', 'STEP-7-b', 'tells members the configuration an identity came with before', {
    rewrite: () => configuredAsBefore(),
  }),
  {
    ...partner(
      'keeps-an-identity-for-its-first-primary',
      'STEP-6-a',
      'refuses an identity that another MC system had',
      {},
    ),
    build: hearingServer((heard) => {
      const first = new Map<string, string>();
      return {
        policy: {
          isRegrouped: (group, heldBy) => {
            const asked = heard.now && on(heard.now, STEP_5);
            if (asked === undefined) return isTaken(group, heldBy);
            if (!first.has(asked.regroupGroupId)) first.set(asked.regroupGroupId, asked.from);
            return isTaken(group, heldBy) || first.get(asked.regroupGroupId) !== asked.from;
          },
        },
      };
    }),
  },
  partner('answers-whoever-asked-first', 'STEP-11-a', 'answers the MC system that asked it for its first regroup', {
    rewrite: () => answeringTheFirst(),
  }),
  {
    ...partner('refuses-only-the-primary-that-holds', 'INV-8', 'lets a third MC system regroup what another holds', {}),
    build: hearingServer((heard) => ({
      policy: {
        isRegrouped: (group, heldBy) => {
          const from = heard.now && on(heard.now, STEP_5)?.from;
          const isOfThird =
            from !== undefined &&
            heldBy !== undefined &&
            ![from, group.scope.own.serverId].includes(heldBy.primaryServerId);
          return isTaken(group, isOfThird ? undefined : heldBy);
        },
      },
    })),
  },
  {
    ...partner(
      'partner-keeps-the-third-group',
      'STEP-6-a',
      'frees only the first two groups of a cancelled regroup',
      {},
    ),
    build: keeping(cancelledByPrimary, theThird),
  },
  {
    ...partner(
      'sees-one-temporary-group',
      'STEP-6-a',
      'looks for a temporary group at the first of its listed groups',
      {},
    ),
    build: hearingServer((heard) => ({
      policy: {
        isRegrouped: (group, heldBy) => {
          const listed = (heard.now && on(heard.now, STEP_5)?.mcServiceGroupIdList) ?? [];
          const first = listed.find((id) => domainOf(id) === domainOf(group.id));
          return heldBy !== undefined || (isTaken(group, heldBy) && (first === undefined || first === group.id));
        },
      },
    })),
  },
  partner('partner-ends-a-regroup-after-a-month', 'POST-1', 'forgets a regroup when thirty days have passed', {
    policy: { lastsMs: 30 * DAYS },
  }),
];
