// One way in which an XML body is not what it has to be, with its line.

import type { SchemaError } from '../../../../procedure/schema-error';

export interface XmlFault extends SchemaError {
  /** 1 where the document as a whole is meant. */
  readonly line: number;
}

/** A hostile body could have a fault in each element; nobody reads that many. */
const MOST = 20;

export const wholeDocument = (expected: string, found: string): XmlFault => ({ path: '', line: 1, expected, found });

/** One fault for one place and finding, and not without end. */
export function readable(faults: Iterable<XmlFault>): readonly XmlFault[] {
  const faultsByPlace = new Map<string, XmlFault>();
  for (const fault of faults) {
    if (faultsByPlace.size === MOST)
      return [...faultsByPlace.values(), wholeDocument('no further faults', 'more faults than are listed here')];
    const place = `${fault.path} ${fault.found}`;
    // A value outside a closed list is reported twice; the first report says more.
    if (!faultsByPlace.has(place)) faultsByPlace.set(place, fault);
  }
  return [...faultsByPlace.values()];
}
