// The Via header: which way a request came, and so where its response goes. One place each for writing and reading it.

import { listOf, reading, type Cursor, type Reading } from './cursor';
import { parameter, readParameters, writeParameters, type Parameters } from './parameters';
import { readHost, readPort } from './uri';

export interface Via {
  /** In upper case: UDP, TCP, TLS, or one that this stack does not have. */
  readonly transport: string;
  /** Sent-by: the host, IPv6 in its brackets. */
  readonly host: string;
  readonly port?: number;
  readonly parameters: Parameters;
}

/** With what the branch of RFC 3261 begins; others are of RFC 2543 and no proof of anything. */
export const MAGIC_COOKIE = 'z9hG4bK';

const PROTOCOL = /SIP/iy;
const VERSION = /2\.0/y;
const SPACE = /[ \t]+/y;

export const parseVias = (text: string): Reading<readonly Via[]> => reading(text, listOf(readVia));

function readVia(cursor: Cursor): Via {
  const protocol = cursor.space().take(PROTOCOL, 'SIP');
  if (!cursor.takes('/')) cursor.unfit(`/ after ${protocol}`);
  cursor.take(VERSION, '2.0');
  if (!cursor.takes('/')) cursor.unfit('/ and the transport');
  const transport = cursor.token('the transport').toUpperCase();
  cursor.take(SPACE, 'a space and sent-by');
  const host = readHost(cursor);
  const port = cursor.takes(':') ? { port: readPort(cursor) } : {};
  return { transport, host, ...port, parameters: readParameters(cursor) };
}

export function writeVia({ transport, host, port, parameters }: Via): string {
  return `SIP/2.0/${transport} ${host}${port === undefined ? '' : `:${port}`}${writeParameters(parameters)}`;
}

export const branchOf = (via: Via): string => parameter(via.parameters, 'branch') ?? '';

/** Whether the branch names one transaction and no other. */
export const hasUniqueBranch = (via: Via): boolean => {
  const branch = branchOf(via);
  return branch.startsWith(MAGIC_COOKIE) && branch.length > MAGIC_COOKIE.length;
};

export const defaultPort = (transport: string): number => (transport === 'TLS' ? 5061 : 5060);

/** Sent-by as one text that compares. */
export const sentBy = (via: Via): string => `${via.host.toLowerCase()}:${via.port ?? defaultPort(via.transport)}`;
