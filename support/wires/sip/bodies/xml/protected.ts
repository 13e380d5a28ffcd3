// What is encrypted by TS 33.180 cannot be read here, and is told from what is malformed: who sends it has to leave it open for a
// test. A signature hides nothing and is passed over.

import type { Complain } from '../body';
import { elementsOf, type XmlElement } from './xml-element';

/** The element that stands for whatever is encrypted (XML Encryption 3.1). */
export const ENCRYPTED = 'EncryptedData';

/** @returns whether something within the element is encrypted, which is complained of */
export function isProtected(element: XmlElement, complain: Complain): boolean {
  if (![...elementsOf(element)].some(({ name }) => name === ENCRYPTED)) return false;
  complain(
    element,
    'content that is not encrypted',
    'encrypted content; switch signalling protection off for the test',
  );
  return true;
}
