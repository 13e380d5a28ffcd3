// Which regroup group a server goes on to name for which list and configuration. A return says the identity alone, and one user
// may have several requests under way: what is sent afterwards tells for which of them the identity was made.

import type { FlowId } from '../../../procedure/flows';
import { configIdOf, listedGroups, regroupIdOf, type Message } from '../../../oracle/story/message';
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
  /** When each identity was named last, by server and what was asked. */
  const namedAt = new Map<string, Map<string, number>>();
  for (const message of messages) {
    const id = regroupIdOf(message);
    const groups = listedGroups(message);
    if (!NAMING.has(message.flow) || !message.from.party || id === undefined || groups.length === 0) continue;
    const key = keyOf(message.from.party, { groups, configId: configIdOf(message) });
    namedAt.set(key, (namedAt.get(key) ?? new Map<string, number>()).set(id, message.seq));
  }
  const laterNamed = ({ from, seq }: Message, attempt: Asked): readonly string[] =>
    [...(namedAt.get(keyOf(from.party ?? '', attempt)) ?? [])].flatMap(([id, at]) => (at > seq ? id : []));
  return {
    isMadeFor: (message, attempt) => laterNamed(message, attempt).some((id) => id === regroupIdOf(message)),
    isMadeForOther(message, attempt) {
      const own = regroupIdOf(message);
      const named = laterNamed(message, attempt);
      return own !== undefined && named.length > 0 && !named.includes(own);
    },
  };
}
