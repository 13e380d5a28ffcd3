// The refusals of the wire as application/problem+json (RFC 9457). They are no information flows.

import type { SchemaError } from '../../procedure/schema-error';

export interface HttpAnswer {
  readonly status: number;
  /** Written as JSON. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @param errors what does not fit the schema, where that is the reason */
export function problem(status: number, title: string, detail: string, errors?: readonly SchemaError[]): HttpAnswer {
  const body = { title, status, detail, ...(errors && { errors }) };
  return { status, body, contentType: 'application/problem+json' };
}
