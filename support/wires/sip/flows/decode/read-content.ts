// The XML bodies in the content of a request, whether it is one body or many. Each is read once, by its media type; what is
// wrong with any of them is gathered. Unaware of which request needs which body.

import type { SchemaError } from '../../../../procedure/schema-error';
import type { BodyKind, Wire } from '../../bodies/body';
import { readBody } from '../../bodies/read-body';
import type { XmlLibrary } from '../../bodies/xml/xml-library';
import type { SipRequest } from '../../stack/message/message';
import { headerOf } from '../../stack/message/message';
import { parseMediaType, type MediaType } from '../../stack/message/values';
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
const DEEPEST = 3;

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

/** What the bodies say whatever they are, as text and not as they are encoded. */
export const bodyText = (request: SipRequest): string =>
  partsOf(request, [], [])
    .map((part) => decoded(part).toString('utf8'))
    .join('\n');

function partsOf(request: SipRequest, strict: SchemaError[], problems: SchemaError[]): readonly Part[] {
  const type = mediaTypeOf(request);
  if (!type) return [];
  if (type.type !== 'multipart') return [{ headers: request.headers, body: request.body }];
  return partsIn(request.body, type, strict, problems).slice(0, MOST_PARTS);
}

/** Of a multipart in a multipart (RFC 5621 4) the parts too. */
function partsIn(
  body: Buffer,
  type: MediaType,
  strict: SchemaError[],
  problems: SchemaError[],
  depth = 0,
): readonly Part[] {
  const multipart = parseMultipart(body, type, { maxParts: MOST_PARTS });
  for (const { code, expected, tolerable } of multipart.problems)
    // Of what is not read there may be as many as there are.
    if (code !== 'duplicate' || expected.endsWith('xml'))
      (tolerable ? strict : problems).push({ path: '/multipart', expected, found: code });
  return multipart.parts.flatMap((part) => {
    const inner = parseMediaType(partHeader(part, 'Content-Type') ?? '');
    const isNested = inner.ok && inner.value.type === 'multipart' && depth < DEEPEST;
    return isNested ? partsIn(part.body, inner.value, strict, problems, depth + 1) : [part];
  });
}

/** The encodings of MIME that change bytes (RFC 2045 6). */
function decoded(part: Part): Buffer {
  const encoding = partHeader(part, 'Content-Transfer-Encoding')?.trim().toLowerCase();
  const text = part.body.toString('latin1');
  if (encoding === 'base64') return Buffer.from(text, 'base64');
  return encoding === 'quoted-printable' ? unquoted(text) : part.body;
}

const unquoted = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/[ \t]+(?=\r?\n|$)/g, '')
      .replace(/=\r?\n/g, '')
      .replace(/=([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    'latin1',
  );

export const eventOf = (request: SipRequest): string | undefined =>
  headerOf(request, 'Event')?.split(';')[0]?.trim().toLowerCase();
