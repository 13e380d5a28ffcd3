// Whom a header field names, and where a message goes. In those what says how to get there is no part of who is meant: a server may
// add `transport` or `lr` to an identity that it puts there. Where an identity stands in a body it is a name, and a `transport` that only
// one of two has makes them differ (RFC 3261 19.1.4).

import { canonicalId } from '../../../procedure/identities';

const uriIn = (value: string): string => (/<([^>]*)>/.exec(value)?.[1] ?? value.replace(/;.*$/s, '')).trim();

/** Who is meant by a P-Asserted-Identity, a From or a To. */
export const identityIn = (value: string): string => canonicalId(uriIn(value).replace(/[;?].*$/s, ''));

/** Where a Contact or a Request-URI leads; which transport is taken there is left to who sends. */
export const placeIn = (value: string): string => canonicalId(uriIn(value).replace(/;transport=[^;?]*/gi, ''));
