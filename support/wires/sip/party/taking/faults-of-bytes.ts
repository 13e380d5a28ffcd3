// What is not valid SIP in the bytes of a request that was taken all the same, since a lenient reader passes over it: it is
// told to whoever wrote it. Pure.

import type { SchemaError } from '../../../../procedure/schema-error';
import type { Problem, ProblemCode } from '../../stack/message/problem';

/** Those that no reader can see otherwise. */
const TOLD: ReadonlySet<ProblemCode> = new Set([
  'branch',
  'control-character',
  'header-missing',
  'line-end',
  'version',
  'whitespace',
]);

export const faultsOfBytes = (problems: readonly Problem[]): readonly SchemaError[] =>
  problems
    .filter(({ code }) => TOLD.has(code))
    .map(({ where, expected }) => ({ path: `/${where}`, expected, found: 'what is not valid SIP (RFC 3261)' }));
