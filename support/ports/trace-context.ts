// What a product's own tracing joins the requests of one scenario by: a W3C trace context whose trace id is that of the scenario.

import { createHash, randomBytes } from 'node:crypto';

/** The same for whoever knows the scope. */
export const traceIdOf = (scope: string): string => createHash('sha256').update(scope).digest('hex').slice(0, 32);

/** The header of one request; none for what belongs to no scenario. The flag asks products to record it. */
export const traceHeaders = (scope: string | null): Readonly<Record<string, string>> =>
  scope === null ? {} : { traceparent: `00-${traceIdOf(scope)}-${randomBytes(8).toString('hex')}-01` };
