// The headers of a request as one text for the trace. A header that nobody knows may hold what opens doors: of such a one only the
// name is told. Pure.

import type http from 'node:http';

/** Those that say how a message travelled, and whose value is no secret by what it is for. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...[
    'accept',
    'accept-encoding',
    'accept-language',
    'connection',
    'content-encoding',
    'content-length',
    'content-type',
  ],
  ...['date', 'expect', 'host', 'keep-alive', 'mcx-message-id', 'te', 'traceparent', 'transfer-encoding', 'user-agent'],
  ...['via', 'x-correlation-id', 'x-forwarded-for', 'x-request-id'],
]);
const MASKED = '********';
const LONGEST = 200;

export const toldHeaders = (headers: http.IncomingHttpHeaders): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${HARMLESS.has(name) ? String(value).slice(0, LONGEST) : MASKED}`)
    .join('\n');
