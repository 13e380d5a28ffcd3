// Defects of MC service servers in what ends the hold on a group and what does not: a temporary group that is torn down, a
// configuration that is told once more, a user who logs off and is back.

import type { FlowBody } from '../../../procedure/flows';
import { alteredServer } from '../../altered';
import { on, type Env, type Input, type Machine, type Output } from '../../machine';
import { affiliatedMembers, faithfulServer, isTaken } from '../../policies';
import { sent } from '../../rewrite';
import { CANCEL, STEP_12, STEP_2, STEP_5 } from '../elements';
import { mutantServer, type Mutant } from '../mutant';
import { configuring, NOTIFIED } from './configuring';
import { cancelledByClient, cancelledByPrimary } from './second-time';

const primary = mutantServer('primary-server');
const partner = mutantServer('partner-server');

const CANCEL_BY_CLIENT = 'preconfigured-regroup-cancel-request.client-server';
const CANCELLED = 'preconfigured-regroup-cancel-response.server-client';
const LOG_OFF = 'log-off-request.client-server';
const FREES_TEMPORARY_GROUPS = 'takes the groups of a cancelled regroup for free, though they are in a temporary group';

/** Never learns that a group belongs to no temporary group any more. */
const keepingTemporaryGroups = configuring(() => {
  const known = new Map<string, string>();
  return (configuration) => {
    const { mcServiceGroupId: id, temporaryGroupId = known.get(id) } = configuration;
    if (temporaryGroupId === undefined) return configuration;
    known.set(id, temporaryGroupId);
    return { ...configuration, temporaryGroupId };
  };
});

/** Takes a group for free whose configuration it was told since it was regrouped. */
const freeingUponConfiguration = (env: Env): Machine => {
  const toldSince = new Set<string>();
  const machine = alteredServer({
    policy: {
      isRegrouped: (group, heldBy) => {
        if (heldBy === undefined) toldSince.delete(group.id);
        return isTaken(group, toldSince.has(group.id) ? undefined : heldBy);
      },
    },
  })(env);
  return {
    receive(input) {
      for (const { mcServiceGroupId } of on(input, NOTIFIED)?.groupConfigurations ?? [])
        toldSince.add(mcServiceGroupId);
      return machine.receive(input);
    },
  };
};

/** The cancellation of a regroup ends the temporary groups of its groups. */
const freeingTemporaryGroups =
  (cancels: (input: Input) => string | undefined) =>
  (env: Env): Machine => {
    const machine = alteredServer({})(env);
    const listed = new Map<string, readonly string[]>();
    let told: FlowBody<typeof NOTIFIED> | undefined;
    return {
      receive(input) {
        told = on(input, NOTIFIED) ?? told;
        const request = on(input, STEP_2) ?? on(input, STEP_5);
        if (request?.regroupGroupId !== undefined)
          listed.set(request.regroupGroupId, request.mcServiceGroupIdList ?? []);
        const outputs = machine.receive(input);
        const groups = listed.get(cancels(input) ?? '');
        if (told === undefined || groups === undefined) return outputs;
        const groupConfigurations = groups.map((mcServiceGroupId) => ({
          mcServiceGroupId,
          preconfiguredGroupUseOnly: false,
        }));
        return [
          ...outputs,
          ...machine.receive({ kind: 'flow', flow: NOTIFIED, body: { ...told, groupConfigurations } }),
        ];
      },
    };
  };

/** Nobody is told that a regroup was cancelled who did not ask for it. */
const withoutAnswers = (outputs: readonly Output[], silently: ReadonlySet<string>): readonly Output[] =>
  outputs.filter((output) => !silently.has(sent(output, CANCELLED)?.regroupGroupId ?? ''));

/** Cancels a regroup for another MC system than the one that formed it, as if its requester or its primary had asked. */
const cancellingForAnybody = (env: Env): Machine => {
  const machine = alteredServer({})(env);
  const requesters = new Map<string, string>();
  const primaries = new Map<string, string>();
  const silently = new Set<string>();
  return {
    receive(input) {
      const request = on(input, STEP_5);
      if (request !== undefined) primaries.set(request.regroupGroupId, request.from);
      const cancel = on(input, CANCEL);
      const { regroupGroupId = '', to = '' } = cancel ?? {};
      const requester = requesters.get(regroupGroupId);
      const primaryId = primaries.get(regroupGroupId);
      if (requester !== undefined) {
        silently.add(regroupGroupId);
        const body = { from: requester, to, mcServiceId: requester, regroupGroupId };
        return withoutAnswers(machine.receive({ kind: 'flow', flow: CANCEL_BY_CLIENT, body }), silently);
      }
      const outputs = machine.receive(
        cancel !== undefined && primaryId !== undefined
          ? { kind: 'flow', flow: CANCEL, body: { ...cancel, from: primaryId } }
          : input,
      );
      for (const output of outputs) {
        const response = sent(output, STEP_12);
        if (response !== undefined) requesters.set(response.regroupGroupId, response.mcServiceId);
      }
      const isForAnother = primaryId !== undefined && primaryId !== cancel?.from;
      return withoutAnswers(outputs, silently).filter(
        (output) => !isForAnother || sent(output, 'preconfigured-regroup-cancel-response.server-server') === undefined,
      );
    },
  };
};

/** Cancels the oldest regroup of a requester who asks to cancel one that is over. */
const cancellingTheOldest = (env: Env): Machine => {
  const machine = alteredServer({})(env);
  const formed = new Map<string, string[]>();
  const silently = new Set<string>();
  return {
    receive(input) {
      const cancel = on(input, CANCEL_BY_CLIENT);
      const known = formed.get(cancel?.mcServiceId ?? '') ?? [];
      const id = known.find((one) => one === cancel?.regroupGroupId) ?? known[0];
      const isOther = cancel !== undefined && id !== undefined && id !== cancel.regroupGroupId;
      if (isOther) silently.add(id);
      if (cancel !== undefined)
        formed.set(
          cancel.mcServiceId,
          known.filter((one) => one !== id),
        );
      const outputs = machine.receive(
        isOther ? { kind: 'flow', flow: CANCEL_BY_CLIENT, body: { ...cancel, regroupGroupId: id } } : input,
      );
      for (const output of outputs) {
        const response = sent(output, STEP_12);
        if (response === undefined) continue;
        formed.set(response.mcServiceId, [...(formed.get(response.mcServiceId) ?? []), response.regroupGroupId]);
      }
      return withoutAnswers(outputs, silently);
    },
  };
};

/** Users who have logged off at any time. */
const followLeavers = (): { readonly gone: ReadonlySet<string>; readonly hear: (input: Input) => void } => {
  const gone = new Set<string>();
  return {
    gone,
    hear(input) {
      const user = on(input, LOG_OFF)?.mcServiceId;
      if (user !== undefined) gone.add(user);
    },
  };
};

/** Takes the groups of a regroup for free that it does not cancel. */
const freeingWithoutCancelling = (env: Env): Machine => {
  const refused = new Set<string>();
  return alteredServer({
    policy: {
      isRegrouped: (group, heldBy) => isTaken(group, heldBy && refused.has(heldBy.id) ? undefined : heldBy),
    },
    rewrite: () => (turn) => {
      for (const output of turn.outputs) {
        const answer = sent(output, CANCELLED);
        if (answer?.result === 'failure') refused.add(answer.regroupGroupId);
      }
      return turn.outputs;
    },
  })(env);
};

const FREES_WITHOUT_CANCELLING = 'frees the groups of a regroup that it does not cancel';

export const HELD_AND_FREE_AT_PRIMARY_SERVER: readonly Mutant[] = [
  {
    ...primary('frees-temporary-groups-too', 'STEP-3-f', FREES_TEMPORARY_GROUPS, {}),
    build: freeingTemporaryGroups(cancelledByClient),
  },
  {
    ...primary('lets-partners-cancel', 'POST-1', 'cancels a regroup when a partner asks for it', {}),
    build: cancellingForAnybody,
  },
  {
    ...primary('cancels-what-is-left', 'POST-1', 'cancels another regroup of whoever cancels one that is over', {}),
    build: cancellingTheOldest,
  },
  {
    ...primary('frees-what-it-does-not-cancel', 'POST-1', FREES_WITHOUT_CANCELLING, {}),
    build: freeingWithoutCancelling,
  },
  {
    ...primary('keeps-temporary-groups', 'STEP-4a-6', 'rejects groups of a temporary group that was torn down', {}),
    build: keepingTemporaryGroups,
  },
  {
    ...primary(
      'frees-what-is-configured-again',
      'POST-1',
      'frees a group whose configuration it is told once more',
      {},
    ),
    build: freeingUponConfiguration,
  },
  {
    ...primary('authorizes-nobody-who-was-off', 'STEP-3-a', 'authorizes nobody who has ever logged off', {}),
    build: (env) => {
      const { gone, hear } = followLeavers();
      return alteredServer({
        policy: {
          isAuthorized: (requester, groups) =>
            !gone.has(requester.id) && faithfulServer.isAuthorized(requester, groups),
        },
        rewrite: () => (turn) => {
          hear(turn.input);
          return turn.outputs;
        },
      })(env);
    },
  },
];

export const HELD_AND_FREE_AT_PARTNER_SERVER: readonly Mutant[] = [
  {
    ...partner('partner-frees-temporary-groups-too', 'STEP-6-a', FREES_TEMPORARY_GROUPS, {}),
    build: freeingTemporaryGroups(cancelledByPrimary),
  },
  {
    ...partner('lets-anybody-cancel', 'POST-1', 'cancels a regroup for another MC system than its primary', {}),
    build: cancellingForAnybody,
  },
  {
    ...partner('partner-frees-what-it-does-not-cancel', 'STEP-6-a', FREES_WITHOUT_CANCELLING, {}),
    build: freeingWithoutCancelling,
  },
  {
    ...partner(
      'partner-keeps-temporary-groups',
      'STEP-11-a',
      'refuses groups of a temporary group that was torn down',
      {},
    ),
    build: keepingTemporaryGroups,
  },
  {
    ...partner(
      'partner-frees-what-is-configured-again',
      'STEP-6-a',
      'frees a group whose configuration it is told once more',
      {},
    ),
    build: freeingUponConfiguration,
  },
  {
    ...partner('asks-nobody-who-was-off', 'STEP-6-d', 'finds no member who has ever logged off', {}),
    build: (env) => {
      const { gone, hear } = followLeavers();
      return alteredServer({
        policy: {
          membersToAsk: (groups, served) => [...affiliatedMembers(groups, served)].filter(({ id }) => !gone.has(id)),
        },
        rewrite: () => (turn) => {
          hear(turn.input);
          return turn.outputs;
        },
      })(env);
    },
  },
];
