// Reads a body twice in one go: tolerantly, so that the sender is understood, and strictly, so that it is judged.
// Never throws, whatever the bytes.

import type { BodyKind, Complain, Reading, Wire } from './body';
import { parseXml } from './xml/parse-xml';
import { ENCRYPTED } from './xml/protected';
import type { XmlElement } from './xml/xml-element';
import { readable, type XmlFault } from './xml/xml-fault';
import type { XmlLibrary } from './xml/xml-library';

export function readBody<T>(library: XmlLibrary, kind: BodyKind<T>, bytes: Uint8Array, wire: Wire): Reading<T> {
  const { root, faults } = parseXml(library, bytes, kind.schema(wire), (body) => kind.schema(wire, body));
  if (!root) return { value: undefined, problems: faults, strict: faults };
  const problems: XmlFault[] = [];
  const complain: Complain = ({ path, line }, expected, found) => problems.push({ path, line, expected, found });
  const roots = kind.rootNames(wire);
  if (!roots.includes(root.name)) complain(root, `the root element ${roots.join(' or ')}`, root.name);
  const known = new Set([...kind.knownNames(wire), ENCRYPTED]);
  const value = problems.length === 0 ? kind.read(understood(root, known, root.namespace), wire, complain) : undefined;
  return { value, problems: readable(problems), strict: faults };
}

/** Namespaces in which a known name means what we know: also that of another service or release, which the schema objects to. */
const STANDARD = /^(?:$|urn:(?:3gpp|ietf|oma):|http:\/\/www\.w3\.org\/)/;

/**
 * An element without what its recipient has to ignore, and all that stands in it (TS 24.379 F.7.3): names that it does not know,
 * and known ones that somebody else gave a meaning of their own.
 */
function understood(element: XmlElement, known: ReadonlySet<string>, own: string): XmlElement {
  const isKnown = ({ name, namespace }: XmlElement): boolean =>
    known.has(name) && (namespace === own || STANDARD.test(namespace));
  return { ...element, children: element.children.filter(isKnown).map((child) => understood(child, known, own)) };
}
