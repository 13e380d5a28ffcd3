// The XML bodies in the content of a request, whether it is one body or many. Each is read once, by its media type; what is
// wrong with any of them is gathered. Unaware of which request needs which body.

import type { SchemaError } from '../../../../procedure/schema-error';
import type { BodyKind, Wire } from '../../bodies/body';
import { readBody } from '../../bodies/read-body';
import type { XmlLibrary } from '../../bodies/xml-library';
import type { SipRequest } from '../../stack/message/message';
import { headerOf } from '../../stack/message/message';
import { mediaTypeOf } from '../../stack/message/typed';
import { parseMultipart, partHeader, typeOf, type Part } from '../../stack/multipart/multipart';

export interface Content {
  /** The value of the first body of the kind; undefined if there is none that can be understood. */
  read<T>(kind: BodyKind<T>): T | undefined;
  readonly has: (kind: BodyKind<unknown>) => boolean;
  readonly strict: readonly SchemaError[];
  readonly problems: readonly SchemaError[];
}

const MOST_PARTS = 16;

export function contentOf(request: SipRequest, wire: Wire, library: XmlLibrary): Content {
  const strict: SchemaError[] = [];
  const problems: SchemaError[] = [];
  const parts = partsOf(request, strict, problems);
  const find = (kind: BodyKind<unknown>) => parts.find((part) => typeOf(part) === kind.mediaType(wire).toLowerCase());
  return {
    strict,
    problems,
    has: (kind) => find(kind) !== undefined,
    read(kind) {
      const part = find(kind);
      if (!part) {
        strict.push({ path: '/Content-Type', expected: kind.mediaType(wire), found: 'no such body' });
        return undefined;
      }
      const reading = readBody(library, kind, decoded(part), wire);
      strict.push(...reading.strict);
      problems.push(...reading.problems);
      return reading.value;
    },
  };
}

function partsOf(request: SipRequest, strict: SchemaError[], problems: SchemaError[]): readonly Part[] {
  const type = mediaTypeOf(request);
  if (!type) return [];
  if (type.type !== 'multipart') return [{ headers: request.headers, body: request.body }];
  const multipart = parseMultipart(request.body, type, { maxParts: MOST_PARTS });
  for (const { code, expected, tolerable } of multipart.problems)
    (tolerable ? strict : problems).push({ path: '/multipart', expected, found: code });
  return multipart.parts;
}

/** Of the encodings that MIME knows, base64 changes the bytes of XML in the field. */
function decoded(part: Part): Buffer {
  const encoding = partHeader(part, 'Content-Transfer-Encoding')?.toLowerCase();
  return encoding === 'base64' ? Buffer.from(part.body.toString('latin1'), 'base64') : part.body;
}

export const eventOf = (request: SipRequest): string | undefined =>
  headerOf(request, 'Event')?.split(';')[0]?.trim().toLowerCase();
