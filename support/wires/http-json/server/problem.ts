// The refusals of the wire as application/problem+json (RFC 9457). They are no information flows.

import type { SchemaError } from '../../../procedure/schema-error';

export interface HttpAnswer {
  readonly status: number;
  /** Written as JSON. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Whoever sends more than is taken is told to wait, and its connection is closed. */
export const tooMuch = (why: string): HttpAnswer => ({
  ...problem(429, 'Too many requests', why),
  headers: { 'retry-after': '1', connection: 'close' },
});

/** @param errors what does not fit the schema, where that is the reason */
export function problem(status: number, title: string, detail: string, errors?: readonly SchemaError[]): HttpAnswer {
  const body = { title, status, detail, ...(errors && { errors }) };
  return { status, body, contentType: 'application/problem+json' };
}
