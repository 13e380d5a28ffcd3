// What the Then phrases about the state of things ask: which regroup group there is and who takes part in it, who was told,
// and whether the preconditions are in place.

import type { McSystemName } from '../../../procedure/roles';
import { askedInParts, cancelledForAnother } from './excuses';
import { shown, shownAll, type Expectation } from '../../../oracle/expectation';
import { earlierIds, subject } from './subject';
import { CONFIGURATION, DYNAMIC_DATA, unsubscribed } from '../checks/preconditions-subscriptions';
import type { Story } from '../../../oracle/story';
import { formationOf } from '../formation';
import { isFormed, regroupIdFor } from '../story/attempts/attempt';
import { configurationsOf, regroupIdOf } from '../../../oracle/story/message';
import { entity } from '../../../oracle/saying';
import { pair, stateAt } from '../../../oracle/story/timeline';

export const noGroupRegrouped = (): Expectation => ({
  text: 'no group is regrouped, but for those that were before',
  silent: true,
  met: (story) => regroupedNow(story).length === 0,
  observed: (story) => regroupedNow(story).join(' and '),
});

/** What shows a group to be regrouped that was not before, in words. */
function regroupedNow(story: Story): readonly string[] {
  const formation = formationOf(story);
  const { attempts, controls, membership, places, stimulus, end } = formation;
  const earlier = earlierIds(formation);
  const formed = attempts.filter((attempt) => attempt.step2.seq > stimulus && isFormed(attempt));
  const known = controls.regroups.flatMap(({ event, value = [] }) =>
    event.seq > stimulus ? value.filter((id) => !earlier.has(id)).map((id) => ({ party: event.party, id })) : [],
  );
  const joined = [...membership.everReported].filter(
    ([id, users]) =>
      places.group(id) === undefined &&
      !earlier.has(id) &&
      [...users].some((user) => stateAt(membership.reported, pair(user, id), end) === 'yes'),
  );
  return [
    ...formed.map((attempt) => `${shown(regroupIdFor(attempt) ?? 'a regroup')} was formed`),
    ...known.map(({ party, id }) => `the control of ${entity(party)} names ${shown(id)} (${id}) under "regroups"`),
    ...joined.map(([id]) => `users are reported to be affiliated to ${shown(id)}`),
  ];
}

const EVENTS = {
  regrouping: { kind: 'regrouped', flow: 'preconfigured-regroup-request.server-client' },
  cancellation: { kind: 'cancelled', flow: 'preconfigured-regroup-cancel-request.server-client' },
} as const;

/** Whether the user was told of it after the stimulus; as far as nobody asked the client, whether it could have been. */
function isNotified(story: Story, user: string, event: keyof typeof EVENTS): boolean {
  const { kind, flow } = EVENTS[event];
  const attempt = subject(story);
  const id = attempt && regroupIdFor(attempt);
  const concerns = (named: string | undefined): boolean =>
    id === undefined ? !earlierIds(formationOf(story)).has(named) : named === undefined || named === id;
  const sent = story.messages.filter(
    (message) => message.flow === flow && message.to.id === user && concerns(regroupIdOf(message)),
  );
  const answer = story.controls.notifications.get(user);
  if (!answer?.value || answer.event.seq < story.stimulus) return sent.some(({ seq }) => seq > story.stimulus);
  const notifications = answer.value.filter(
    (notification) => notification.kind === kind && concerns(notification.regroupId),
  );
  return notifications.length > sent.filter(({ seq }) => seq < story.stimulus).length;
}

const is = (users: readonly string[], be: boolean): string => `${users.length === 1 ? 'is' : 'are'}${be ? '' : ' not'}`;

/** Met by what clients answer; a client that was not asked for want of a message was not told. */
export const usersNotified = (
  users: readonly string[],
  event: 'regrouping' | 'cancellation',
  be: boolean,
): Expectation => ({
  text: `${shownAll(users)} ${is(users, be)} told of the ${event}`,
  silent: true,
  met: (story) => users.every((user) => isNotified(story, user, event) === be),
  ...(event === 'regrouping' && !be && { excuse: askedInParts }),
});

export const affiliatedToRegroupGroup = (users: readonly string[], be: boolean): Expectation => ({
  text: `${shownAll(users)} ${is(users, be)} affiliated to the regroup group`,
  silent: !be,
  met(story) {
    const attempt = subject(story);
    const id = attempt && regroupIdFor(attempt);
    if (id === undefined) return !be;
    return users.every((user) => (stateAt(story.membership.reported, pair(user, id), story.end) === 'yes') === be);
  },
  ...(be && { excuse: cancelledForAnother }),
  // A product need not tell it there; where it does, STEP-10 judges what it told.
  unless: [{ lacks: 'showsMembersOfRegroup' }],
});

export const regroupGroupIs = (group: string, be: boolean): Expectation => ({
  text: `the regroup group ${be ? 'is' : 'is not'} ${shown(group)}`,
  silent: false,
  met(story) {
    const attempt = subject(story);
    const id = attempt?.step4b.map(regroupIdOf).find((named) => named !== undefined);
    return id !== undefined && (id === group) === be;
  },
  unless: [{ lacks: 'returnsRequest' }],
});

export const regroupInForce = (be: boolean): Expectation => ({
  text: `the regroup is ${be ? '' : 'no longer '}in force`,
  silent: true,
  met(story) {
    // Not one that was refused meanwhile: the identity that it gave need not be that of the regroup in force.
    const attempt = formationOf(story).attempts.findLast(isFormed) ?? subject(story);
    const id = attempt && regroupIdFor(attempt);
    if (!attempt || id === undefined) return !be;
    const partners = [...attempt.legs.values()].filter(({ step5 }) => step5.length > 0);
    const servers = [attempt.primary, ...partners.map(({ partner }) => partner)];
    const answers = story.controls.regroups.filter(
      ({ event, party, value }) => value !== undefined && event.seq > story.stimulus && servers.includes(party),
    );
    if (answers.length > 0) return answers.every(({ value }) => value?.includes(id) === be);
    const { attempts, holdings } = formationOf(story);
    const inForce = attempts.some(
      (one) => regroupIdFor(one) === id && holdings.inForce(one, one.primary, story.end) === 'yes',
    );
    return inForce === be;
  },
  ...(be && { excuse: cancelledForAnother }),
});

const isSubscribed = (
  story: Story,
  subscription: typeof CONFIGURATION,
  system: McSystemName,
  groups: readonly string[],
): boolean => {
  const { notRequested, notAnswered } = unsubscribed(formationOf(story), subscription, system, groups);
  return notRequested.length + notAnswered.length === 0;
};

export const subscribedToConfiguration = (system: McSystemName, groups: readonly string[]): Expectation => ({
  text: `the ${system} MC service server is subscribed to the configuration of ${shownAll(groups)}`,
  silent: false,
  met: (story) => isSubscribed(story, CONFIGURATION, system, groups),
});

export const subscribedToDynamicData = (system: McSystemName, groups: readonly string[]): Expectation => ({
  text: `the ${system} group management server is subscribed to the dynamic data of ${shownAll(groups)}`,
  silent: false,
  met: (story) => isSubscribed(story, DYNAMIC_DATA, system, groups),
  unless: [{ lacks: 'groupManagementSubscribes' }],
});

export const hasConfigurationAndKey = (users: readonly string[], group: string): Expectation => ({
  text: `${shownAll(users)} have the configuration and the key reference of ${shown(group)}`,
  silent: false,
  met: ({ messages }) =>
    users.every((user) =>
      messages.some(
        (message) =>
          message.flow === 'notify-group-configuration-request.gms-client' &&
          message.to.id === user &&
          configurationsOf(message).some(
            ({ groupId, describes, keyReference }) => groupId === group && describes && keyReference !== undefined,
          ),
      ),
    ),
  unless: [{ lacks: 'notifiesConfiguration' }, { lacks: 'carriesKeyReference' }],
});
