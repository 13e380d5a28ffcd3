// Who is behind an identity: an entity by one of its public service identities, or else a user. Unaware of addresses of the
// network.

import { canonicalId } from '../../../procedure/identities';
import { parseUri, writeUri } from '../stack/message/uri';

export interface Entity {
  /** As the information flows name it. */
  readonly id: string;
  /** Both where one product has one identity for both; the server is the first. */
  readonly kinds: readonly ('server' | 'gms')[];
  /** Further public service identities, where its functions have some of their own. */
  readonly aliases?: readonly string[];
}

export interface Users {
  publicIdentityOf(mcServiceId: string): string;
  mcServiceIdOf(publicIdentity: string): string;
  clientIdOf(mcServiceId: string): string;
  accessTokenOf(mcServiceId: string): string;
}

export interface Directory extends Users {
  entityAt(identity: string): Entity | undefined;
}

/** A URI without what says how to get there, in its one spelling; a text that is no URI as it is. */
export function bareUri(text: string): string {
  const uri = parseUri(text);
  if (!uri.ok || uri.value.scheme === 'other') return text.trim();
  if (uri.value.scheme === 'tel') return canonicalId(writeUri({ ...uri.value, parameters: [] }));
  return canonicalId(writeUri({ ...uri.value, parameters: [], headers: [] }));
}

/** The domain that an identity is of, as a Request-URI of a REGISTER names it (RFC 3261 10.2); none of a telephone number. */
export function domainOf(identity: string): string | undefined {
  const uri = parseUri(identity);
  return uri.ok && 'host' in uri.value ? bareUri(`sip:${uri.value.host}`) : undefined;
}
