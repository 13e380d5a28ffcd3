// A parsed XML body as plain data, and how to find one's way in it by local names, whatever the prefixes, namespaces and
// depth. Unaware of what the names mean.

export interface XmlElement {
  /** The local name. */
  readonly name: string;
  readonly prefix: string;
  readonly namespace: string;
  /** By local name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed. */
  readonly text: string;
  readonly line: number;
  /** Local names from the root, with the position among siblings of one name where there are several. */
  readonly path: string;
}

/** The element and all below it, in document order. */
export function* elementsOf(root: XmlElement): Generator<XmlElement> {
  const waiting = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    yield element;
    waiting.push(...element.children.toReversed());
  }
}

export const allNamed = (root: XmlElement, name: string): readonly XmlElement[] =>
  [...elementsOf(root)].filter((element) => element.name === name);

export function firstNamed(root: XmlElement, name: string): XmlElement | undefined {
  for (const element of elementsOf(root)) if (element.name === name) return element;
  return undefined;
}

/** The elements that hold text, at any depth. */
export function leavesOf(element: XmlElement): readonly XmlElement[] {
  if (element.children.length === 0) return element.text === '' ? [] : [element];
  return element.children.flatMap(leavesOf);
}

export const textOf = (element: XmlElement | undefined): string | undefined => element && leavesOf(element)[0]?.text;
