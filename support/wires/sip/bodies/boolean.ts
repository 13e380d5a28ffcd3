// A truth value as senders write it: in any case, as a word or a digit.

import { shortened } from '../../../schema/shortened';
import type { Complain } from './body';
import type { XmlElement } from './xml/xml-element';

export function booleanIn(at: XmlElement, text: string | undefined, complain: Complain): boolean | undefined {
  if (text === undefined) return undefined;
  const word = text.trim().toLowerCase();
  if (word === 'true' || word === '1') return true;
  if (word === 'false' || word === '0') return false;
  complain(at, 'true or false', shortened(text));
  return undefined;
}
