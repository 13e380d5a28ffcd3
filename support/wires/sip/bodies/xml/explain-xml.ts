// Puts libxml2's errors into plain words: where, what was expected, what was found. Unaware of which schema was violated.

import type { ErrorDetail } from 'libxml2-wasm' with { 'resolution-mode': 'import' };
import { shortened } from '../../../../schema/shortened';
import type { XmlElement } from './xml-element';
import type { XmlFault } from './xml-fault';

const LONGEST = 200;

type Words = Pick<XmlFault, 'expected' | 'found'>;
type Rule = readonly [pattern: RegExp, words: (match: readonly string[], at: XmlElement) => Words];

const RULES: readonly Rule[] = [
  [
    /This element is not expected\.(?: Expected is (?:one of )?\( (.*?) \))?/,
    ([, expected], at) => ({ expected: expected ? named(expected) : 'no such element here', found: tag(at) }),
  ],
  [
    /Missing child element\(s\)\. Expected is (?:one of )?\( (.*?) \)/,
    ([, expected = '']) => ({ expected: `${named(expected)} inside`, found: 'nothing' }),
  ],
  [
    /No matching global declaration available for the validation root/,
    (_, at) => ({
      expected: 'the root element of this body',
      found: `${tag(at)} of namespace ${shortened(at.namespace)}`,
    }),
  ],
  [
    /attribute '(.*?)': .*The attribute '.*?' is not allowed/,
    ([, name = ''], at) => ({ expected: `no attribute ${name}`, found: shortened(at.attributes.get(local(name))) }),
  ],
  [
    /The attribute '(.*?)' is required but missing/,
    ([, name]) => ({ expected: `an attribute ${name ?? ''}`, found: 'none' }),
  ],
  [
    /The value '([^]*?)' is not an element of the set \{(.*?)\}/,
    ([, value, set = '']) => ({ expected: `one of ${set.replaceAll("'", '')}`, found: shortened(value) }),
  ],
  [
    /^Element '[^']*'(?:, attribute '[^']*')?: '([^]*)' is not a valid value of the (?:atomic|local atomic|union|list) type(?: '(?:xs:)?(.*?)')?/,
    ([, value, type = 'text of this place']) => ({
      expected: TYPES.get(type) ?? `a ${local(type)}`,
      found: shortened(value),
    }),
  ],
  [
    /Character content (?:other than whitespace )?is not allowed/,
    (_, at) => ({ expected: 'no text here', found: shortened(at.text) }),
  ],
  [/Element content is not allowed/, (_, at) => ({ expected: 'a text', found: tag(at.children[0] ?? at) })],
];

const TYPES = new Map([
  ['anyURI', 'a URI'],
  ['boolean', 'true or false'],
  ['dateTime', 'a date and time'],
  ['nonNegativeInteger', 'a whole number'],
]);

export function* inPlainWords(details: readonly ErrorDetail[], root: XmlElement): Generator<XmlFault> {
  for (const detail of details) yield violation(detail, root);
}

/** What the parser threw. */
export function syntaxFault(error: unknown): XmlFault {
  const [first] = (error as { readonly details?: readonly ErrorDetail[] }).details ?? [];
  const message = first?.message ?? String(error);
  return { path: '', line: first?.line ?? 1, expected: 'well-formed XML', found: cut(message) };
}

function violation({ message, xpath = '', line }: ErrorDetail, root: XmlElement): XmlFault {
  const at = elementAt(root, xpath);
  for (const [pattern, words] of RULES) {
    const match = pattern.exec(message);
    if (match) return { path: at.path, line, ...words(match, at) };
  }
  return { path: at.path, line, expected: 'what the schema says', found: cut(message) };
}

/** Follows a path of libxml2, in which `*` stands for an element without a prefix. */
function elementAt(root: XmlElement, xpath: string): XmlElement {
  let at = root;
  for (const step of xpath.split('/').slice(2)) {
    const [, name = '', position = '1'] = /^([^[]*)(?:\[(\d+)\])?$/.exec(step) ?? [];
    const same = name === '*' ? at.children : at.children.filter((child) => qualified(child) === name);
    at = same[Number(position) - 1] ?? at;
  }
  return at;
}

const qualified = ({ prefix, name }: XmlElement): string => (prefix === '' ? name : `${prefix}:${name}`);

const tag = ({ name }: XmlElement): string => `<${name}>`;

/** libxml2 lists `{namespace}name`, and `##other{namespace}*` for a wildcard. */
const named = (list: string): string =>
  list
    .split(', ')
    .map((one) => (one.startsWith('##') ? 'an element of another namespace' : `<${local(one)}>`))
    .join(' or ');

const local = (name: string): string => name.replace(/^\{.*\}/, '').replace(/\*$/, '');

const cut = (message: string): string => shortened(message.trim().slice(0, LONGEST)).replaceAll('"', '');
