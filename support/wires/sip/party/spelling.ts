// The same request in another legal spelling: prefixes, identities, transfer encodings, order and boundary of parts, names and
// lines of header fields. Which, a seed decides with what the request says, so that a rerun spells each alike. Pure but for the count of
// requests that say the same.

import { createHash } from 'node:crypto';
import type { Part } from '../stack/multipart/multipart';
import { headersOf, withBody, withHeader, withHeaders, type Header, type SipRequest } from '../stack/message/message';
import { seeded } from '../stack/seeded';
import type { RequestDraft } from '../flows/encode/draft';

export interface Spelt {
  readonly draft: RequestDraft;
  readonly boundary: string;
  /** Of the request that is made of the draft. */
  readonly headers: (request: SipRequest) => SipRequest;
  /** What was spelt otherwise, in words. */
  readonly ways: readonly string[];
}

export interface Spelling {
  spell(draft: RequestDraft, boundary: string): Spelt;
}

const MOST = 10_000;

export function createSpelling(seed: number): Spelling {
  const counts = new Map<string, number>();
  return {
    spell(draft, boundary) {
      const said = saidIn(draft);
      const count = (counts.get(said) ?? 0) + 1;
      if (counts.size < MOST || counts.has(said)) counts.set(said, count);
      const digest = createHash('sha256').update(`${seed} ${count} ${said}`).digest();
      return spelt(draft, boundary, seeded(digest.readInt32LE(0)));
    },
  };
}

/** Without the label by which a scenario tells its names from those of others. */
const saidIn = ({ method, requestUri, from, parts }: RequestDraft): string =>
  [method, from, requestUri, ...parts.map(({ body }) => body.toString('utf8'))]
    .join(' ')
    .replaceAll(/\.[a-z0-9]+@/g, '@')
    .replaceAll(/urn:uuid:[-\w]+/g, '');

function spelt(draft: RequestDraft, boundary: string, draw: () => number): Spelt {
  const ways: string[] = [];
  const lot = (way: string): boolean => {
    const is = draw() < 0.5;
    if (is) ways.push(way);
    return is;
  };
  const several = draft.parts.length > 1;
  const spellings: readonly (readonly [string, boolean, (part: Part) => Part])[] = [
    ['prefixes', draft.parts.length > 0, inText(prefixed)],
    ['identities', draft.parts.length > 0, inText(escaped)],
    ['type with a parameter', several, typed],
    ['base64', several, inBase64],
  ];
  let { parts } = draft;
  for (const [way, applies, change] of spellings) if (applies && lot(way)) parts = parts.map(change);
  if (several && lot('parts the other way round')) parts = parts.toReversed();
  const quoted = several && lot('quoted boundary') ? `${boundary}=:'x'` : boundary;
  const changes: readonly (readonly [string, (request: SipRequest) => SipRequest])[] = [
    ['parameters the other way round', inAcceptContact(turned)],
    ['folded lines', inAcceptContact(folded)],
    ['short names', named(SHORT)],
    ['names in capitals', named(undefined)],
  ];
  const drawn = changes.filter(([way]) => lot(way));
  // Drawn last: what a seed made of a request before it knew these it still makes.
  const later: readonly (readonly [string, boolean, (part: Part) => Part])[] = [
    ['no XML declaration', draft.parts.length > 0, isEncoded(parts) ? same : inText(undeclared)],
    ['a comment', draft.parts.length > 0, isEncoded(parts) ? same : inText(commented)],
  ];
  for (const [way, applies, change] of later) if (applies && change !== same && lot(way)) parts = parts.map(change);
  if (several && lot('a part more')) parts = [...parts, ANOTHER_PART];
  const rest: readonly (readonly [string, boolean, (request: SipRequest) => SipRequest])[] = [
    ['a preamble', several, preceded],
    ['names before identities', true, calledByName],
    ['fields more', true, saidMore],
    ['fewer hops', true, (request) => withHeader(request, 'Max-Forwards', '66')],
    ['Request-URI', /@/.test(draft.requestUri), addressedInCapitals],
  ];
  drawn.push(...rest.flatMap(([way, applies, change]) => (applies && lot(way) ? [[way, change] as const] : [])));
  const headers = (request: SipRequest): SipRequest => drawn.reduce((it, [, change]) => change(it), request);
  return { draft: { ...draft, parts }, boundary: quoted, headers, ways };
}

const inText =
  (change: (text: string) => string) =>
  ({ headers, body }: Part): Part => ({ headers, body: Buffer.from(change(body.toString('utf8'))) });

/** Elements of the default namespace; attributes are in none, and stay so. */
const prefixed = (xml: string): string =>
  xml.replaceAll(/<(\/?)([A-Za-z][-\w]*)(?=[\s/>])/g, '<$1s:$2').replace(/(<s:[-\w]+[^>]*?) xmlns="/, '$1 xmlns:s="');

/** In names of groups and regroups: the host in capitals, one letter of the name as an escape (RFC 3261 19.1.4). */
const escaped = (xml: string): string =>
  xml.replaceAll(
    /(<(?:\w+:)?(?:group|mc\w+-regroup-uri)>sips?:)(\w)([^@<]*)@([^<]+)(?=<)/g,
    (_, start: string, letter: string, rest: string, host: string) =>
      `${start}%${letter.charCodeAt(0).toString(16)}${rest}@${host.toUpperCase()}`,
  );

const typed = ({ headers, body }: Part): Part => ({
  headers: headers.map(({ name, value }) => ({ name: name.toUpperCase(), value: `${value} ; charset="UTF-8"` })),
  body,
});

const inBase64 = ({ headers, body }: Part): Part => ({
  headers: [...headers, { name: 'Content-Transfer-Encoding', value: 'base64' }],
  body: Buffer.from(body.toString('base64').replaceAll(/.{76}(?=.)/g, '$&\r\n')),
});

const same = (part: Part): Part => part;

const isEncoded = (parts: readonly Part[]): boolean =>
  parts.some(({ headers }) => headers.some(({ name }) => name === 'Content-Transfer-Encoding'));

/** UTF-8 needs none. */
const undeclared = (xml: string): string => xml.replace(/^<\?xml[^>]*\?>\s*/, '');

/** After the first element has begun. */
const commented = (xml: string): string => xml.replace(/(<[A-Za-z][^>]*[^/>]>)/, '$1<!-- <group>none</group> -->');

/** Nobody has to understand it. */
const ANOTHER_PART: Part = {
  headers: [
    { name: 'Content-Type', value: 'text/plain' },
    { name: 'Content-Disposition', value: 'render;handling=optional' },
  ],
  body: Buffer.from('of no concern'),
};

const preceded = (request: SipRequest): SipRequest =>
  withBody(request, Buffer.concat([Buffer.from('In several parts.\r\n\r\n'), request.body]));

const NAMED = ['From', 'P-Asserted-Identity', 'P-Preferred-Identity'];

const calledByName = (request: SipRequest): SipRequest =>
  NAMED.reduce(
    (it, name) =>
      withHeaders(
        it,
        name,
        headersOf(it, name).map((value) => (value.startsWith('<') ? `"Unit 7, \\"North\\"" ${value}` : value)),
      ),
    request,
  );

/** As cores add them. */
const saidMore = (request: SipRequest): SipRequest => ({
  ...request,
  headers: [
    ...request.headers,
    { name: 'User-Agent', value: 'unit (a, b)/1.0' },
    { name: 'P-Charging-Vector', value: 'icid-value="1,2";orig-ioi=primary.example' },
    { name: 'Supported', value: '' },
  ],
});

const addressedInCapitals = (request: SipRequest): SipRequest => ({
  ...request,
  start: { ...request.start, uri: request.start.uri.replace(/@[^;]+/, (host) => host.toUpperCase()) },
});

const inAcceptContact =
  (change: (value: string) => string) =>
  (request: SipRequest): SipRequest =>
    withHeaders(request, 'Accept-Contact', headersOf(request, 'Accept-Contact').map(change));

/** One field may have several values (RFC 3261 7.3.1), each with parameters of its own. */
const turned = (field: string): string =>
  apart(field, ',')
    .map((value) => {
      const [first = '', ...parameters] = apart(value, ';');
      return [first.trim(), ...parameters.toReversed()].join(' ; ');
    })
    .join(', ');

/** What stands between separators that are in no quoted text. */
const apart = (text: string, separator: ',' | ';'): readonly string[] =>
  text.match(new RegExp(`(?:"(?:[^"\\\\]|\\\\.)*"|[^${separator}])+`, 'g')) ?? [text];

const folded = (value: string): string => value.replace(/\s*;/, '\r\n  ;');

const SHORT: ReadonlyMap<string, string> = new Map([
  ['accept-contact', 'a'],
  ['call-id', 'i'],
  ['content-type', 'c'],
  ['event', 'o'],
  ['from', 'f'],
  ['reject-contact', 'j'],
  ['to', 't'],
]);

/** @param names by the long name in small letters; capitals where there are none */
const named =
  (names: ReadonlyMap<string, string> | undefined) =>
  (request: SipRequest): SipRequest => ({
    ...request,
    headers: request.headers.map((header): Header => {
      const name = names ? names.get(header.name.toLowerCase()) : header.name.toUpperCase();
      return name === undefined ? header : { name, value: header.value };
    }),
  });
