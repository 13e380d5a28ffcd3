// Text as XML text and as the value of an attribute, whatever it holds. Unaware of elements.

/** What XML 1.0 has no place for, halves of surrogate pairs among them. */
const UNFIT = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const SPECIAL = /[&<>\r]/g;
const SPECIAL_IN_ATTRIBUTE = /[&<>"\t\n\r]/g;
const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** A reader would take a bare carriage return, or any line end in an attribute, for something else. */
const escaped = (character: string): string => ESCAPES.get(character) ?? `&#${character.charCodeAt(0)};`;

export const inText = (text: string): string => text.replace(UNFIT, '\uFFFD').replace(SPECIAL, escaped);

export const inAttribute = (text: string): string =>
  text.replace(UNFIT, '\uFFFD').replace(SPECIAL_IN_ATTRIBUTE, escaped);
