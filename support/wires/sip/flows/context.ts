// What the translation has to know beside the flow. Types only.

import type { Wire } from '../bodies/body';
import type { XmlLibrary } from '../bodies/xml/xml-library';
import type { Directory } from './directory';
import type { Copy, CopyKey } from './copied';
import type { SetKey } from './sets';

export interface FlowContext extends Wire {
  /** `preferred` behind a SIP core, which asserts; `asserted` straight to an application server. */
  readonly identityMode: 'preferred' | 'asserted';
  /** Whether a controlling function tells the client the reason, or 480 alone as Release 18 has it. */
  readonly refusals: 'release-18' | 'warned';
  readonly authorization: 'PUBLISH' | 'REGISTER' | 'third-party REGISTER';
  readonly directory: Directory;
  /** The URI at which the entity or user takes requests; for Contact. */
  readonly contactOf: (id: string) => string;
  /** Without a slash at its end. */
  readonly xcapRoot: string;
  /** Unlike any other. */
  readonly newToken: () => string;
  /** When an affiliation ends that is told of now, as xs:dateTime: what servers grant is for good, 2^32 - 1 seconds (TS 24.379 9.2.2.3.3). */
  readonly affiliatedUntil: () => string;
  /** What was last told, as a complete set. */
  readonly standing: (key: SetKey) => readonly string[];
  /** What a server hands on of the request by which it learnt of a regroup or of its removal; undefined where it learnt of it by none. */
  readonly copied: (key: CopyKey) => Copy | undefined;
}

export interface Listening extends FlowContext {
  readonly library: XmlLibrary;
  /** Who takes the request; the users of clients stand in the requests. */
  readonly listener: { readonly kind: 'client' } | { readonly kind: 'server' | 'gms'; readonly id: string };
}
