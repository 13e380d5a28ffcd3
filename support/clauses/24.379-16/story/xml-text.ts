// Reads the elements of an XML body as far as the checks of this clause ask: by local name, whatever prefix, order and white space
// they are written with. Whether the body fits its schema is not asked here.

interface Named {
  /** Local name. */
  readonly name: string;
  readonly namespace: string;
}

export interface Element extends Named {
  /** What it stands in, the outermost first. */
  readonly within: readonly Named[];
  /** Its text and that of all that is in it, without white space around it. */
  readonly text: string;
  /** No element stands in it. */
  readonly isLeaf: boolean;
}

interface Open extends Named {
  /** By prefix, as declared here or further out. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly within: readonly Named[];
  readonly place: number;
  text: string;
  isLeaf: boolean;
}

const DECLARATION = /\sxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NOISE = /<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>]*>/g;
const TOKEN = /<!\[CDATA\[([^]*?)\]\]>|<(\/?)((?:[\w.-]+:)?[\w.-]+)((?:"[^"<]*"|'[^'<]*'|[^<>"'])*?)(\/?)>|([^<]+)/g;

/** Texts of the elements of such a name. */
export const textsOf = (body: readonly Element[], name: RegExp): readonly string[] =>
  body.filter((one) => name.test(one.name)).map(({ text }) => text);

/** In the order in which they begin. */
export function elementsOf(xml: string): readonly Element[] {
  const open: Open[] = [];
  const closed: { readonly place: number; readonly element: Element }[] = [];
  let place = 0;
  const close = (): void => {
    const last = open.pop();
    if (last === undefined) return;
    const { name, namespace, within, text, isLeaf } = last;
    closed.push({ place: last.place, element: { name, namespace, within, text: text.trim(), isLeaf } });
    const outer = open.at(-1);
    if (outer) outer.text += text;
  };
  for (const [, verbatim, ends, tag, attributes = '', empty, text] of xml.replace(NOISE, '').matchAll(TOKEN)) {
    const top = open.at(-1);
    if (tag === undefined) {
      if (top) top.text += verbatim ?? withoutEntities(text ?? '');
    } else if (ends === '/') {
      close();
    } else {
      if (top) top.isLeaf = false;
      const within = top ? [...top.within, { name: top.name, namespace: top.namespace }] : [];
      const namespaces = declaredIn(attributes, top?.namespaces ?? new Map());
      const [name = '', prefix = ''] = tag.split(':').reverse();
      const namespace = namespaces.get(prefix) ?? '';
      open.push({ name, namespaces, namespace, within, place: place++, text: '', isLeaf: true });
      if (empty === '/') close();
    }
  }
  while (open.length > 0) close();
  return closed.toSorted((one, other) => one.place - other.place).map(({ element }) => element);
}

function declaredIn(attributes: string, outer: Open['namespaces']): Open['namespaces'] {
  const declared = [...attributes.matchAll(DECLARATION)].map(
    ([, prefix = '', double, single]) => [prefix, double ?? single ?? ''] as const,
  );
  return declared.length === 0 ? outer : new Map([...outer, ...declared]);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const withoutEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
