// What a product's own tracing joins the requests of one scenario by: a W3C trace context whose trace id is that of the scenario.

import { createHash, randomUUID } from 'node:crypto';

/** The same for whoever knows the scope. */
export const traceIdOf = (scope: string): string => createHash('sha256').update(scope).digest('hex').slice(0, 32);

/** The header of one request; none for what belongs to no scenario. The flag asks products to record it. */
export const traceHeaders = (scope: string | null): Readonly<Record<string, string>> =>
  scope === null ? {} : { traceparent: `00-${lastTraceId(scope)}-${spanId()}-01` };

let last = { scope: '', traceId: '' };

/** Of many requests in turn, most are of one scope. */
function lastTraceId(scope: string): string {
  if (last.scope !== scope) last = { scope, traceId: traceIdOf(scope) };
  return last.traceId;
}

/** Eight octets, of which one bit is always set: Node draws the bits of UUIDs many at once. */
const spanId = (): string => randomUUID().replaceAll('-', '').slice(0, 16);
