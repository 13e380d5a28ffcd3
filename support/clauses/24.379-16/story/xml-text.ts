// Reads the elements of an XML body as far as the checks of this clause ask: by local name, whatever prefix, order and white space
// they are written with. Whether the body fits its schema is not asked here.

export interface Element {
  /** Local name. */
  readonly name: string;
  /** Local names of what it stands in, the outermost first. */
  readonly within: readonly string[];
  /** Its text and that of all that is in it, without white space around it. */
  readonly text: string;
  /** No element stands in it. */
  readonly isLeaf: boolean;
}

interface Open {
  readonly name: string;
  readonly within: readonly string[];
  readonly place: number;
  text: string;
  isLeaf: boolean;
}

const NOISE = /<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>]*>/g;
const TOKEN = /<!\[CDATA\[([^]*?)\]\]>|<(\/?)((?:[\w.-]+:)?[\w.-]+)((?:"[^"<]*"|'[^'<]*'|[^<>"'])*?)(\/?)>|([^<]+)/g;

/** In the order in which they begin. */
export function elementsOf(xml: string): readonly Element[] {
  const open: Open[] = [];
  const closed: { readonly place: number; readonly element: Element }[] = [];
  let place = 0;
  const close = (): void => {
    const last = open.pop();
    if (last === undefined) return;
    const { name, within, text, isLeaf } = last;
    closed.push({ place: last.place, element: { name, within, text: text.trim(), isLeaf } });
    const outer = open.at(-1);
    if (outer) outer.text += text;
  };
  for (const [, verbatim, ends, tag, , empty, text] of xml.replace(NOISE, '').matchAll(TOKEN)) {
    const top = open.at(-1);
    if (tag === undefined) {
      if (top) top.text += verbatim ?? withoutEntities(text ?? '');
    } else if (ends === '/') {
      close();
    } else {
      if (top) top.isLeaf = false;
      const within = top ? [...top.within, top.name] : [];
      open.push({ name: tag.replace(/^.*:/, ''), within, place: place++, text: '', isLeaf: true });
      if (empty === '/') close();
    }
  }
  while (open.length > 0) close();
  return closed.toSorted((one, other) => one.place - other.place).map(({ element }) => element);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const withoutEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
