// The plug-in protocol: JSON objects, one a line, described by schemas/plugin. Data only: unaware of processes and of time.

import type { SchemaError } from '../../procedure/schema-error';
import type { Json } from '../../ports/adapter';
import type { ControlCommand } from '../../ports/control';
import type { SystemIdentity } from '../../ports/testbed';
import type { Role } from '../../procedure/roles';
import { inOneLine } from '../../schema/explain';
import { parseShallow } from '../../schema/json-depth';
import { shortened } from '../../schema/shortened';
import { validate } from '../../schema/validate';

export const PROTOCOL = 1;

export interface Hello {
  readonly protocol: typeof PROTOCOL;
  readonly name: string;
  readonly version: string;
  readonly roles: readonly Role[];
  readonly control: readonly string[];
}

export type Request =
  | {
      readonly do: 'start';
      readonly protocol: typeof PROTOCOL;
      readonly role: Role;
      readonly systems: readonly SystemIdentity[];
    }
  | { readonly do: 'deliver'; readonly flow: string; readonly body: Json; readonly messageId: string }
  | { readonly do: 'control'; readonly command: ControlCommand | Json }
  | { readonly do: 'stop' };

export interface Reason {
  readonly reason: string;
}

export type Answer = { readonly ok: Json } | { readonly unsupported: Reason } | { readonly errored: Reason };

/** An information flow that the product sends. */
export interface SentFlow {
  readonly flow: string;
  readonly to: string;
  readonly body: Json;
  /** The line as it was written. */
  readonly raw: string;
}

export type Line =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'flow'; readonly flow: SentFlow };

/** What a plug-in writes, by the name of its schema. */
interface Written {
  readonly hello: Hello;
  readonly answer: Answer & { readonly id: number };
  readonly flow: Omit<SentFlow, 'raw'>;
}

/** What a plug-in wrote against the protocol, in words that go on with "it wrote ...". */
export class NotInProtocol extends Error {
  override readonly name = 'NotInProtocol';
}

export function parseHello(text: string): Hello {
  const json = object(text, 'a first line');
  if ('protocol' in json && json['protocol'] !== PROTOCOL)
    throw new NotInProtocol(`protocol version ${shortened(json['protocol'])}, and the harness speaks ${PROTOCOL}`);
  return fitting('hello', json);
}

export function parseLine(text: string): Line {
  const json = object(text, 'a line');
  if ('id' in json) {
    const answer = fitting('answer', json);
    return { kind: 'answer', id: answer.id, answer };
  }
  return { kind: 'flow', flow: { ...fitting('flow', json), raw: text } };
}

/** The schema of the message is the proof of its type. */
export function fitting<M extends keyof Written>(message: M, json: unknown): Written[M] {
  const faults = validate(`plugin/${message}.schema.json`, json);
  if (faults.length === 0) return json as Written[M];
  throw new NotInProtocol(`what does not fit schemas/plugin/${message}.schema.json: ${inWords(faults)}`);
}

const inWords = (faults: readonly SchemaError[]): string => faults.map(inOneLine).join('; ');

function object(text: string, what: string): Json {
  let json: unknown;
  try {
    json = parseShallow(text);
  } catch {
    throw new NotInProtocol(`${what} that is not JSON: ${shortened(text)}`);
  }
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Json;
  throw new NotInProtocol(`${what} that is no JSON object: ${shortened(json)}`);
}
