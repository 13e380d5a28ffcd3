// What every kind of body is to its reader: a schema, the names it knows, and how its typed value is made of the elements.

import type { DialectName } from './dialects';
import type { ServiceName } from './services';
import type { XmlElement } from './xml/xml-element';
import type { XmlFault } from './xml/xml-fault';

export interface Wire {
  readonly service: ServiceName;
  readonly dialect: DialectName;
}

/** Called with what could not be understood; reading goes on. */
export type Complain = (at: XmlElement, expected: string, found: string) => void;

export interface BodyKind<T> {
  mediaType(wire: Wire): string;
  /** A file of schemas/sip. @param root where the body is at hand, for what it says may decide */
  schema(wire: Wire, root?: XmlElement): string;
  /** What the root may be called, in whichever dialect. */
  rootNames(wire: Wire): readonly string[];
  /** Local names of the elements below it that the reader understands, in whichever dialect; the others it never sees. */
  knownNames(wire: Wire): ReadonlySet<string>;
  /** None if the body does not say what it has to say at the least; the reason has been complained of. */
  read(root: XmlElement, wire: Wire, complain: Complain): T | undefined;
  write(value: T, wire: Wire): string;
}

export interface Reading<T> {
  /** What the body tells, as far as it can be understood, however it is spelt. */
  readonly value: T | undefined;
  /** What could not be understood. */
  readonly problems: readonly XmlFault[];
  /** Why the body does not fit the schema of the wire; empty if it does. */
  readonly strict: readonly XmlFault[];
}
