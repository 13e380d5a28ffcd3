// Which regroup group a server goes on to name for which list and configuration. A return says the identity alone, and one user
// may have several requests under way: what is sent afterwards tells for which of them the identity was made.

import type { FlowId } from '../../../procedure/flows';
import { configIdOf, listedGroups, regroupIdOf, type Message } from '../../../oracle/story/message';
import { pair } from '../../../oracle/story/timeline';
import type { AttemptDraft } from './attempt';

type Asked = Pick<AttemptDraft, 'groups' | 'configId'>;

export interface Announcements {
  /** What the sender of this message sends later names its identity together with what an attempt asks for. */
  isMadeFor(message: Message, attempt: Asked): boolean;
  /** This message has an identity, and only others are named together with that. */
  isMadeForOther(message: Message, attempt: Asked): boolean;
}

const NAMING: ReadonlySet<FlowId | undefined> = new Set<FlowId>([
  'preconfigured-regroup-request.server-server',
  'preconfigured-regroup-request.server-client',
]);

const keyOf = (party: string, { groups, configId }: Asked): string =>
  JSON.stringify([party, configId, [...groups].sort()]);

export function readAnnouncements(messages: readonly Message[]): Announcements {
  /** By server and what was asked, when it was last named at all, and when together with each identity. */
  const lastNamed = new Map<string, number>();
  const lastNamedWith = new Map<string, number>();
  for (const message of messages) {
    const id = regroupIdOf(message);
    const groups = listedGroups(message);
    if (!NAMING.has(message.flow) || !message.from.party || id === undefined || groups.length === 0) continue;
    const key = keyOf(message.from.party, { groups, configId: configIdOf(message) });
    lastNamed.set(key, message.seq);
    lastNamedWith.set(pair(key, id), message.seq);
  }
  function isMadeFor(message: Message, attempt: Asked): boolean {
    const key = keyOf(message.from.party ?? '', attempt);
    return (lastNamedWith.get(pair(key, regroupIdOf(message) ?? '')) ?? 0) > message.seq;
  }
  return {
    isMadeFor,
    isMadeForOther: (message, attempt) =>
      regroupIdOf(message) !== undefined &&
      !isMadeFor(message, attempt) &&
      (lastNamed.get(keyOf(message.from.party ?? '', attempt)) ?? 0) > message.seq,
  };
}
