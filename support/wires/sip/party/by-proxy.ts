// The core that a party speaks through, as the first hop of what it sends.

import { withRoute } from '../stack/endpoint/route';
import type { SipRequest } from '../stack/message/message';
import { parseUri } from '../stack/message/uri';
import type { Hop } from '../stack/place';
import { writeAddress } from '../address';

/** The request as it leaves; as it is where there is no core. */
export function byProxy(request: SipRequest, proxy: Hop | undefined): SipRequest {
  if (!proxy) return request;
  const uri = parseUri(`${writeAddress(proxy)};lr`);
  if (!uri.ok) throw new TypeError(`expected a proxy that can stand in a Route, found ${writeAddress(proxy)}`);
  return withRoute(request, [{ uri: uri.value, parameters: [] }]);
}
