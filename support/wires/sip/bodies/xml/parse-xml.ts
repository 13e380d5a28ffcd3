// From the text of a body to plain data and to its verdict by an XSD, in one go, so that no document of libxml2 outlives
// the call. No entity is expanded and nothing is fetched. Unaware of which bodies there are.

import type { XmlElement as LibraryElement, XmlNode, XmlTreeNode } from 'libxml2-wasm' with {
  'resolution-mode': 'import',
};
import { inPlainWords, syntaxFault } from './explain-xml';
import type { XmlElement } from './xml-element';
import { readable, type XmlFault } from './xml-fault';
import type { XmlLibrary } from './xml-library';
import { xmlText } from './xml-text';
import { validatorOf } from './xsd';

export interface ParsedXml {
  /** None if the body is no XML, or none that is safe to parse. */
  readonly root: XmlElement | undefined;
  /** Why it does not fit the schema, or is no XML at all; empty if it is valid. */
  readonly faults: readonly XmlFault[];
}

type SchemaOf = (root: XmlElement) => string;

/**
 * @param schema a file of schemas/sip
 * @param schemaOf the same, or another that its body decides for
 */
export function parseXml(
  library: XmlLibrary,
  bytes: Uint8Array,
  schema: string,
  schemaOf: SchemaOf = () => schema,
): ParsedXml {
  const safe = xmlText(bytes);
  if ('fault' in safe) return { root: undefined, faults: [safe.fault] };
  return remembered(`${schema} ${safe.text}`, () => parseText(library, safe.text, schemaOf));
}

/** Whoever writes a body reads it before it leaves, and whoever gets it reads the same text again. */
const lately = new Map<string, ParsedXml>();
const MOST_REMEMBERED = 64;
const LONGEST_REMEMBERED = 16_384;

function remembered(key: string, parse: () => ParsedXml): ParsedXml {
  const known = lately.get(key);
  if (known) return known;
  const parsed = parse();
  if (key.length <= LONGEST_REMEMBERED) lately.set(key, parsed);
  const [oldest] = lately.keys();
  if (oldest !== undefined && lately.size > MOST_REMEMBERED) lately.delete(oldest);
  return parsed;
}

function parseText(library: XmlLibrary, text: string, schemaOf: SchemaOf): ParsedXml {
  const { XML_PARSE_NONET, XML_PARSE_NO_XXE } = library.ParseOption;
  let document;
  try {
    document = library.XmlDocument.fromString(text, { option: XML_PARSE_NONET | XML_PARSE_NO_XXE });
  } catch (error) {
    return { root: undefined, faults: [syntaxFault(error)] };
  }
  try {
    const root = plain(library, document.root, '/');
    return { root, faults: violations(library, document, root, schemaOf(root)) };
  } finally {
    document.dispose();
  }
}

function violations(
  library: XmlLibrary,
  document: InstanceType<XmlLibrary['XmlDocument']>,
  root: XmlElement,
  schema: string,
): readonly XmlFault[] {
  try {
    validatorOf(library, schema).validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof library.XmlValidateError)) throw error;
    return readable(inPlainWords(error.details, root));
  }
}

function plain(library: XmlLibrary, element: LibraryElement, above: string, position = ''): XmlElement {
  const path = `${above}${element.name}${position}`;
  const elements: LibraryElement[] = [];
  let text = '';
  for (const node of contentOf(library, element)) {
    if (node instanceof library.XmlElement) elements.push(node);
    else if (node instanceof library.XmlText || node instanceof library.XmlCData) text += node.content;
  }
  const { name, prefix, namespaceUri: namespace, line } = element;
  // One with a prefix is somebody else's, whatever its local name.
  const own = element.attrs.filter((attribute) => ['', namespace].includes(attribute.namespaceUri));
  const attributes = new Map(own.map((attribute) => [attribute.name, attribute.value.trim()]));
  const positions = positionsOf(elements.map((child) => child.name));
  const children = elements.map((child, at) => plain(library, child, `${path}/`, positions[at]));
  return { name, prefix, namespace, attributes, children, text: text.trim(), line, path };
}

/** All but processing instructions, which say nothing to us and beyond which the library cannot step. */
function contentOf(library: XmlLibrary, element: LibraryElement): readonly XmlNode[] {
  const nodes: XmlNode[] = [];
  for (let node: XmlTreeNode | null = element.firstChild; node; node = node.next) {
    if (!(node instanceof library.XmlTreeNode)) return element.find('node()[not(self::processing-instruction())]');
    nodes.push(node);
  }
  return nodes;
}

/** `[2]` and so on for the names that stand more than once. */
function positionsOf(names: readonly string[]): readonly string[] {
  const total = new Map<string, number>();
  for (const name of names) total.set(name, (total.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return names.map((name) => {
    const position = (seen.get(name) ?? 0) + 1;
    seen.set(name, position);
    return total.get(name) === 1 ? '' : `[${position}]`;
  });
}
