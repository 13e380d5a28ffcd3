// What is not valid SIP in the bytes of a message that was taken all the same, since a lenient reader passes over it: it is
// told to whoever wrote it. Pure.

import type { SchemaError } from '../../../../procedure/schema-error';
import type { SipRequest, SipResponse } from '../../stack/message/message';
import type { Problem, ProblemCode } from '../../stack/message/problem';
import { fromOf, tagOf, toOf } from '../../stack/message/typed';

/** Those that no reader can see otherwise. */
const TOLD: ReadonlySet<ProblemCode> = new Set([
  'branch',
  'control-character',
  'header-missing',
  'line-end',
  'version',
  'whitespace',
]);

const NO_SIP = 'what is not valid SIP (RFC 3261)';

export const faultsOfBytes = (problems: readonly Problem[]): readonly SchemaError[] =>
  problems
    .filter(({ code }) => TOLD.has(code))
    .map(({ where, expected }) => ({ path: `/${where}`, expected, found: NO_SIP }));

/** By the tag a response begins its dialog, or tells one server from another (RFC 3261 8.2.6.2). */
export const faultsOfResponse = (response: SipResponse): readonly SchemaError[] =>
  tagOf(toOf(response)) === undefined
    ? [{ path: '/To', expected: 'a tag in every final response', found: NO_SIP }]
    : [];

/** By it who asked begins a dialog, or tells one request from another (RFC 3261 8.1.1.3). */
export const faultsOfRequest = (request: SipRequest): readonly SchemaError[] =>
  tagOf(fromOf(request)) === undefined ? [{ path: '/From', expected: 'a tag in every request', found: NO_SIP }] : [];

/** Within a dialog each request has a number of its own (RFC 3261 12.2.1.1). */
export const sameNumber = (number: number): SchemaError => ({
  path: '/CSeq',
  expected: `a number of its own in the dialog, not ${number} once more`,
  found: NO_SIP,
});
