// Reads the information elements of a message that may be anything: what is not there, or not of the right type, is
// simply not there. Whether that is a fault is for the checks.

import type { MessageEvent } from '../../evidence/trace';

export type Message = MessageEvent;

/** What became of messages that were not accepted, by id. */
export type Undelivered = ReadonlyMap<string, 'refused' | 'undeliverable'>;

export function text(message: Message, element: string): string | undefined {
  const value = message.body[element];
  return typeof value === 'string' ? value : undefined;
}

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** Each once, in however many spellings it is listed. */
export const listedGroups = (message: Message): readonly string[] => [
  ...new Set(strings(message.body['mcServiceGroupIdList'])),
];
/** Members of the sender's groups whom the receiver serves; on wires on which they are named. */
export const namedUsers = (message: Message): readonly string[] => strings(message.body['mcServiceUserIdList']);
export const regroupIdOf = (message: Message): string | undefined => text(message, 'regroupGroupId');
export const configIdOf = (message: Message): string | undefined => text(message, 'preconfiguredGroupId');
export const userOf = (message: Message): string | undefined => text(message, 'mcServiceId');

/** A played receiver refuses a message that is not valid, so nothing can be asked of it on that account. */
export const isValid = (message: Message): boolean => message.schemaErrors.length === 0;

function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
}

export interface DynamicData {
  readonly groupId: string;
  /** The regroup group that the group is part of now. */
  readonly regroupId: string | undefined;
  readonly affiliated: readonly string[];
  readonly deAffiliated: readonly string[];
}

export const dynamicDataOf = (message: Message): readonly DynamicData[] =>
  records(message.body['groupDynamicData']).flatMap((entry) => {
    const groupId = entry['mcServiceGroupId'];
    if (typeof groupId !== 'string') return [];
    const regroupId = entry['regroupGroupId'];
    return [
      {
        groupId,
        regroupId: typeof regroupId === 'string' ? regroupId : undefined,
        affiliated: strings(entry['affiliated']),
        deAffiliated: strings(entry['deAffiliated']),
      },
    ];
  });

export interface Configuration {
  readonly groupId: string;
  readonly keyReference: string | undefined;
  readonly temporaryGroupId: string | undefined;
  /** The entry says more of the group than its identity and its key. */
  readonly describes: boolean;
  /** Everything that the entry says. */
  readonly elements: Readonly<Record<string, unknown>>;
}

const configurations = new WeakMap<Message, readonly Configuration[]>();

/** Read once, for many ask. */
export function configurationsOf(message: Message): readonly Configuration[] {
  const kept = configurations.get(message) ?? configurationsIn(message);
  configurations.set(message, kept);
  return kept;
}

const configurationsIn = (message: Message): readonly Configuration[] =>
  records(message.body['groupConfigurations'] ?? [message.body['groupConfiguration']]).flatMap((entry) => {
    const { mcServiceGroupId: groupId, keyReference, temporaryGroupId, ...rest } = entry;
    if (typeof groupId !== 'string') return [];
    return [
      {
        groupId,
        keyReference: typeof keyReference === 'string' ? keyReference : undefined,
        temporaryGroupId: typeof temporaryGroupId === 'string' ? temporaryGroupId : undefined,
        describes: Object.keys(rest).length > 0,
        elements: entry,
      },
    ];
  });
