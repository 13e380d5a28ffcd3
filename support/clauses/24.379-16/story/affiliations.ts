// Who may be affiliated to a group, as stage 3 has it: affiliations end with the service (7.3.5), and who is back in service is
// affiliated to what he has asked for since. Unaware of what is right.

import type { PartyName } from '../../../procedure/roles';
import type { Story } from '../../../oracle/story';
import { listedGroups, userOf } from '../../../oracle/story/message';
import { pair, possiblyDuring, type Change } from '../../../oracle/story/timeline';

/** To one of the groups, at some moment between two. */
export const mayBeIn = (groups: readonly string[], user: string, from: number, to: number, story: Story): boolean =>
  groups.some(
    (group) =>
      possiblyDuring(story.membership.affiliation, pair(user, group), from, to) &&
      !isEndedByLogOff(user, group, from, to, story),
  );

/** He had logged off before, and no exchange about the group was under way then or has begun since. */
function isEndedByLogOff(user: string, group: string, from: number, to: number, { messages }: Story): boolean {
  const own = messages.filter((message) => message.seq <= to && userOf(message) === user);
  const answered = own.findLastIndex(({ flow, seq }) => flow === 'log-off-response.server-client' && seq <= from);
  const asked = own.slice(0, answered).findLastIndex(({ flow }) => flow === 'log-off-request.client-server');
  const affiliates = (flow: string): boolean =>
    /^group-affiliation-re(quest.client-server|sponse.server-client)$/.test(flow);
  return asked >= 0 && !own.slice(asked).some((one) => affiliates(one.flow) && listedGroups(one).includes(group));
}

/** Another server had affiliated the user to one of the groups at this one, and has not told it since that this is over (9.2.2.2.6). */
export const isKeptAt = (
  server: PartyName | null,
  groups: readonly string[],
  user: string,
  by: number,
  { messages }: Story,
) =>
  messages.findLast(
    (message) =>
      message.seq <= by &&
      message.to.party === server &&
      BETWEEN_SERVERS.has(message.flow) &&
      userOf(message) === user &&
      listedGroups(message).some((group) => groups.includes(group)),
  )?.flow === AFFILIATES;

const AFFILIATES = 'group-affiliation-request.server-server';
const BETWEEN_SERVERS: ReadonlySet<string> = new Set([AFFILIATES, 'group-de-affiliation-request.server-server']);

/**
 * From when on a user is in a group who was just coming to it at a moment, or was in it: he may be told of a regroup before he is
 * told that he is in the group.
 */
export function inSince(changes: readonly Change[] = [], seq: number): number {
  const [last, before] = changes.filter((change) => change.seq <= seq).toReversed();
  const next = changes.find((change) => change.seq > seq);
  const isComing = last?.state === 'maybe' && (before?.state ?? 'no') === 'no';
  return isComing && next?.state === 'yes' ? next.seq : seq;
}
