// How the value of each header is read, whether it may stand more than once, and whether a lenient reader can do without
// a good one. A header that is not here is text.

import { parseAddress, parseAddresses, parseContacts, parseRoutes } from './address';
import type { Reading } from './cursor';
import { parseVias } from './via';
import {
  parseCallId,
  parseCSeq,
  parseLength,
  parseMediaType,
  parseNumber,
  parseToken,
  parseTokens,
  parseWarnings,
} from './values';

export interface HeaderRule {
  readonly read: (value: string) => Reading<unknown>;
  readonly once: boolean;
  readonly tolerable: boolean;
}

const SECONDS = 2 ** 32;

const once = (read: HeaderRule['read']): HeaderRule => ({ read, once: true, tolerable: false });
const many = (read: HeaderRule['read']): HeaderRule => ({ read, once: false, tolerable: false });
const minor = (rule: HeaderRule): HeaderRule => ({ ...rule, tolerable: true });
const number = (limit: number) => (value: string) => parseNumber(value, limit);
const orNothing = (read: HeaderRule['read']) => (value: string) =>
  value === '' ? { ok: true as const, value: [] } : read(value);

/** A number of seconds, perhaps with a comment and parameters. */
const retryAfter = (value: string) => parseNumber(value.replace(/[ \t]*[;(].*$/s, ''), SECONDS);

export const HEADER_RULES: ReadonlyMap<string, HeaderRule> = new Map([
  ['via', many(parseVias)],
  ['from', once(parseAddress)],
  ['to', once(parseAddress)],
  ['contact', many(parseContacts)],
  ['route', many(parseRoutes)],
  ['record-route', many(parseRoutes)],
  ['service-route', many(parseRoutes)],
  ['path', many(parseRoutes)],
  ['call-id', once(parseCallId)],
  ['cseq', once(parseCSeq)],
  ['max-forwards', once(number(256))],
  ['content-length', once(parseLength)],
  ['content-type', once(parseMediaType)],
  ['require', many(parseTokens)],
  ['proxy-require', many(parseTokens)],
  ['event', once(parseToken)],
  ['subscription-state', once(parseToken)],
  ['p-asserted-identity', many(parseAddresses)],
  ['p-preferred-identity', many(parseAddresses)],
  ['supported', minor(many(orNothing(parseTokens)))],
  ['allow', minor(many(orNothing(parseTokens)))],
  ['expires', minor(once(number(SECONDS)))],
  ['min-expires', minor(once(number(SECONDS)))],
  ['retry-after', minor(once(retryAfter))],
  ['warning', minor(many(parseWarnings))],
]);

export const MANDATORY = ['via', 'from', 'to', 'call-id', 'cseq'] as const;
