// Reads a body twice in one go: tolerantly, so that the sender is understood, and strictly, so that it is judged.
// Never throws, whatever the bytes.

import type { BodyKind, Complain, Reading, UnknownElement, Wire } from './body';
import { parseXml } from './parse-xml';
import type { XmlElement } from './xml-element';
import { readable, type XmlFault } from './xml-fault';
import type { XmlLibrary } from './xml-library';

const MOST_UNKNOWN = 20;

export function readBody<T>(library: XmlLibrary, kind: BodyKind<T>, bytes: Uint8Array, wire: Wire): Reading<T> {
  const { root, faults } = parseXml(library, bytes, kind.schema(wire));
  if (!root) return { value: undefined, problems: faults, strict: faults, unknown: [] };
  const problems: XmlFault[] = [];
  const complain: Complain = ({ path, line }, expected, found) => problems.push({ path, line, expected, found });
  const roots = kind.rootNames(wire);
  if (!roots.includes(root.name)) complain(root, `the root element ${roots.join(' or ')}`, root.name);
  const value = problems.length === 0 ? kind.read(root, wire, complain) : undefined;
  return { value, problems: readable(problems), strict: faults, unknown: unknownIn(root, kind.knownNames(wire)) };
}

/** The topmost ones. The root is not among them: what it is called is for the schema to judge. */
function unknownIn(root: XmlElement, known: ReadonlySet<string>): readonly UnknownElement[] {
  const unknown: UnknownElement[] = [];
  const waiting = [...root.children].reverse();
  for (let element = waiting.pop(); element && unknown.length < MOST_UNKNOWN; element = waiting.pop()) {
    const { name, namespace, path, line, text, children } = element;
    if (known.has(name)) waiting.push(...children.toReversed());
    else unknown.push({ path, line, namespace, text });
  }
  return unknown;
}
