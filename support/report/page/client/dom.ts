// Makes elements. Text is only ever text: nothing that came from the wire is read as markup.

type Child = Node | string | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  set(element, attributes);
  append(element, children);
  return element;
}

export function s(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  set(element, attributes);
  append(element, children);
  return element;
}

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
}

export const linkTo = (anchor: string, text = anchor): HTMLAnchorElement =>
  h('a', { href: `#${encodeURIComponent(anchor)}`, class: 'id' }, text);

export const paragraph = (text: string, className = ''): HTMLParagraphElement => h('p', { class: className }, text);

/** A closed box: its title, and what opens below. */
export const fold = (title: Child, ...children: readonly Child[]): HTMLDetailsElement =>
  h('details', {}, h('summary', {}, title), ...children);

function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
}

function append(element: Element, children: readonly Child[]): void {
  element.append(...children.filter((child) => child !== undefined));
}
