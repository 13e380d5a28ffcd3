// What clients ask for though their users did nothing that would have them ask. The event of an act may stand after what it caused.
// How often a user's client may request a regroup that its user did initiate is step 1.

import { oncePerStory, type Story } from '../../../oracle/story';
import type { Act } from '../../../oracle/story/controls';
import { listedGroups, regroupIdOf, type Message } from '../../../oracle/story/message';

export interface Unbidden {
  readonly message: Message;
  readonly because: string;
  /** Why it may have been called for all the same. */
  readonly unless?: string;
}

/** Of a client whose user can be made to act, and followed by the quiet in which every act is known. */
export const unbiddenOf = oncePerStory((story: Story): readonly Unbidden[] => {
  const { messages, controls } = story;
  const first = messages.find(({ flow }) => flow.startsWith('preconfigured-regroup'))?.seq ?? Infinity;
  return messages
    .filter(({ flow }) => flow.endsWith('.client-server'))
    .filter(
      ({ from, seq }) =>
        from.party !== null && controls.actors.has(from.party) && story.settledAfter(seq) !== undefined,
    )
    .filter(({ seq }) => seq >= first)
    .flatMap((message) => {
      const acts = controls.acts.filter(({ user }) => user === message.from.id);
      const fault = faultOf(message, (kind) => acts.filter((act) => act.kind === kind), story);
      return fault === undefined ? [] : [{ message, ...fault }];
    });
});

type Fault = Omit<Unbidden, 'message'>;
type ActsOf = (kind: string) => readonly Act[];

function faultOf(message: Message, acts: ActsOf, story: Story): Fault | undefined {
  switch (message.flow) {
    case 'preconfigured-regroup-request.client-server':
      return acts('initiate-regroup').length > 0 ? undefined : { because: 'its user initiated no regroup' };
    case 'preconfigured-regroup-cancel-request.client-server':
      return cancelling(message, acts('cancel-regroup'), story);
    case 'log-off-request.client-server':
      return acts('log-off').length > 0 ? undefined : { because: 'its user did not log off' };
    case 'group-affiliation-request.client-server':
      return affiliating(message, acts('affiliate'), story);
    case 'group-de-affiliation-request.client-server':
      return acts('log-off').length > 0 ? undefined : leaving(message, acts);
    default:
      return undefined;
  }
}

/** Each act is carried out once, as in step 1; what did not arrive may be sent once more. */
function cancelling(message: Message, acts: readonly Act[], { messages, undelivered }: Story): Fault | undefined {
  const id = regroupIdOf(message);
  const asked = acts.filter(({ regroupId }) => regroupId === id).length;
  if (asked === 0) return { because: 'its user did not cancel the regroup' };
  if (undelivered.has(message.id)) return undefined;
  const sent = messages.filter(
    (one) =>
      one.flow === message.flow &&
      one.from.id === message.from.id &&
      one.to.id === message.to.id &&
      regroupIdOf(one) === id &&
      one.seq <= message.seq &&
      !undelivered.has(one.id),
  );
  if (sent.length <= asked) return undefined;
  return { because: `its user cancelled the regroup ${asked === 1 ? 'once' : `${asked} times`}` };
}

/** No criterion of place or alias, by which a client may affiliate its user (TS 24.379 9.2.1.2), is kept for a regroup group. */
function affiliating(message: Message, acts: readonly Act[], { messages }: Story): Fault | undefined {
  const chosen = new Set(acts.flatMap(({ groups }) => groups));
  const regroups = new Set(messages.filter(({ flow }) => flow.startsWith('preconfigured-regroup')).map(regroupIdOf));
  const own = listedGroups(message).some((group) => regroups.has(group) && !chosen.has(group));
  return own ? { because: 'its user did not affiliate to the regroup group' } : undefined;
}

function leaving(message: Message, acts: ActsOf): Fault | undefined {
  const chosen = new Set(acts('affiliate').flatMap(({ groups }) => groups));
  const left = new Set(acts('de-affiliate').flatMap(({ groups }) => groups));
  if (!listedGroups(message).some((group) => chosen.has(group) && !left.has(group))) return undefined;
  return {
    because: 'its user did not leave the group',
    unless: 'a client may do so where a criterion of place or alias is met (TS 24.379 9.2.1.2), and the test sets none',
  };
}
