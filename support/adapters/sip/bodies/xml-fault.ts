// One way in which an XML body is not what it has to be, with its line.

import type { SchemaError } from '../../../procedure/schema-error';

export interface XmlFault extends SchemaError {
  /** 1 where the document as a whole is meant. */
  readonly line: number;
}

export const wholeDocument = (expected: string, found: string): XmlFault => ({ path: '', line: 1, expected, found });
