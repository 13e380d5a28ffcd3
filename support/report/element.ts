// Writes the elements of XML, SVG and HTML reports. By hand, because a document library is 150 modules that each run would load.
// Unaware of which elements there are.

import { inAttribute } from '../schema/xml-text';

export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

export type Attributes = Readonly<Record<string, string | number>>;

/** @param inside elements, and text as `inText` has it; an element with none of them is empty */
export function element(name: string, attributes: Attributes, ...inside: readonly string[]): string {
  const opening = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${inAttribute(String(value))}"`)];
  if (inside.length === 0) return `<${opening.join(' ')}/>`;
  return `<${opening.join(' ')}>${inside.join('')}</${name}>`;
}

/** Each in a line of its own, where people read it too. */
export const inLines = (elements: readonly string[]): string => elements.map((one) => `\n${one}`).join('') + '\n';
