// Which regroup group a server goes on to name for which list and configuration. A return says the identity alone, and one user
// may have several requests under way: what is sent afterwards tells for which of them the identity was made.

import type { FlowId } from '../../../../procedure/flows';
import { configIdOf, dynamicDataOf, listedGroups, regroupIdOf, type Message } from '../../../../oracle/story/message';
import { pair } from '../../../../oracle/story/timeline';
import type { AttemptDraft } from './attempt';

type Asked = Pick<AttemptDraft, 'groups' | 'configId'>;

export interface Announcements {
  /**
   * What the sender of this message sends later names its identity together with what an attempt asks for.
   *
   * @param until what comes from then on tells of something else
   */
  isMadeFor(message: Message, attempt: Asked, until?: number): boolean;
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
  /** By server and what was asked, or a group of it, when it was last named at all, and whenever together with each identity. */
  const lastNamed = new Map<string, number>();
  const namedWith = new Map<string, number[]>();
  const named = (key: string, id: string, { seq }: Message): void => {
    lastNamed.set(key, seq);
    const whenever = namedWith.get(pair(key, id)) ?? [];
    whenever.push(seq);
    namedWith.set(pair(key, id), whenever);
  };
  for (const message of messages) {
    const { flow, from } = message;
    if (!from.party) continue;
    const id = NAMING.has(flow) ? regroupIdOf(message) : undefined;
    const groups = id === undefined ? [] : listedGroups(message);
    if (id !== undefined && groups.length > 0)
      named(keyOf(from.party, { groups, configId: configIdOf(message) }), id, message);
    if (flow === 'notify-group-dynamic-data-request.server-gms')
      for (const { groupId, regroupId } of dynamicDataOf(message))
        if (regroupId !== undefined) named(pair(from.party, groupId), regroupId, message);
  }
  const keysOf = (party: string, attempt: Asked): readonly string[] => [
    keyOf(party, attempt),
    ...attempt.groups.map((group) => pair(party, group)),
  ];
  const isLater = (seq: number | undefined, { seq: sentAt }: Message): boolean => (seq ?? 0) > sentAt;
  const isMadeFor = (message: Message, attempt: Asked, until = Infinity): boolean =>
    keysOf(message.from.party ?? '', attempt).some((key) =>
      namedWith.get(pair(key, regroupIdOf(message) ?? ''))?.some((seq) => isLater(seq, message) && seq < until),
    );
  return {
    isMadeFor,
    isMadeForOther: (message, attempt) =>
      regroupIdOf(message) !== undefined &&
      !isMadeFor(message, attempt) &&
      keysOf(message.from.party ?? '', attempt).some((key) => isLater(lastNamed.get(key), message)),
  };
}
