// What clients ask for though their users did nothing that would have them ask. The event of an act may stand after what it caused.
// How often a user's client may request a regroup that its user did initiate is step 1.

import { grouped } from '../../../../oracle/grouped';
import { oncePerStory, type Story } from '../../../../oracle/story';
import type { Act } from '../../../../oracle/story/controls';
import { listedGroups, regroupIdOf, type Message } from '../../../../oracle/story/message';

export interface Unbidden {
  readonly message: Message;
  readonly because: string;
  /** Why it may have been called for all the same. */
  readonly unless?: string;
}

/** Of a client whose user can be made to act, and followed by the quiet, or the end, by which every act is known. */
export const unbiddenOf = oncePerStory((story: Story): readonly Unbidden[] => {
  const { messages, controls } = story;
  const first = messages.findIndex(({ flow }) => flow.startsWith('preconfigured-regroup'));
  const actsOf = grouped(controls.acts, ({ user }) => user);
  const known: Known = {
    cancellations: grouped(
      messages.filter(({ flow, id }) => flow === CANCELS && !story.undelivered.has(id)),
      keyOfCancellation,
    ),
    regroups: new Set(messages.filter(({ flow }) => flow.startsWith('preconfigured-regroup')).map(regroupIdOf)),
  };
  return (first < 0 ? [] : messages.slice(first)).flatMap((message) => {
    const { from, flow, seq } = message;
    if (!flow.endsWith('.client-server') || from.party === null || !controls.actors.has(from.party)) return [];
    if (story.waitedOutAfter(seq) === undefined && !story.isOver(seq)) return [];
    // Where it names no user, whose it is nobody can tell.
    if (from.id === '') return [];
    const acts = actsOf.get(from.id) ?? [];
    const fault = faultOf(message, (kind) => acts.filter((act) => act.kind === kind), known);
    return fault === undefined ? [] : [{ message, ...fault }];
  });
});

const CANCELS = 'preconfigured-regroup-cancel-request.client-server';

interface Known {
  /** Those that arrived, by who sent them to whom and of which regroup. */
  readonly cancellations: ReadonlyMap<string, readonly Message[]>;
  /** Regroup groups. */
  readonly regroups: ReadonlySet<string | undefined>;
}

const keyOfCancellation = (message: Message): string =>
  JSON.stringify([message.from.id, message.to.id, regroupIdOf(message)]);

type Fault = Omit<Unbidden, 'message'>;
type ActsOf = (kind: string) => readonly Act[];

function faultOf(message: Message, acts: ActsOf, known: Known): Fault | undefined {
  switch (message.flow) {
    case 'preconfigured-regroup-request.client-server':
      return acts('initiate-regroup').length > 0 ? undefined : { because: 'its user initiated no regroup' };
    case CANCELS:
      return cancelling(message, acts('cancel-regroup'), known);
    case 'log-off-request.client-server':
      return acts('log-off').length > 0 ? undefined : { because: 'its user did not log off' };
    case 'group-affiliation-request.client-server':
      return affiliating(message, acts('affiliate'), known);
    case 'group-de-affiliation-request.client-server':
      return acts('log-off').length > 0 ? undefined : leaving(message, acts);
    default:
      return undefined;
  }
}

/** Each act is carried out once, as in step 1; what did not arrive may be sent once more. */
function cancelling(message: Message, acts: readonly Act[], { cancellations }: Known): Fault | undefined {
  const asked = acts.filter(({ regroupId }) => regroupId === regroupIdOf(message)).length;
  if (asked === 0) return { because: 'its user did not cancel the regroup' };
  const sent = cancellations.get(keyOfCancellation(message)) ?? [];
  if (sent.indexOf(message) < asked) return undefined;
  return { because: `its user cancelled the regroup ${asked === 1 ? 'once' : `${asked} times`}` };
}

/** No criterion of place or alias, by which a client may affiliate its user (TS 24.379 9.2.1.2), is kept for a regroup group. */
function affiliating(message: Message, acts: readonly Act[], { regroups }: Known): Fault | undefined {
  const chosen = new Set(acts.flatMap(({ groups }) => groups));
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
