// For how long a party takes a registration, a publication or a subscription: for as long as was asked, for a notifier may shorten the
// time and never lengthen it (RFC 6665 4.2.1.1, 3903 6, 3261 10.3). Pure.

import { headerOf, type SipRequest } from '../../stack/message/message';

/** Seconds, where a request asks for no time: that of the packages of events of this suite (RFC 3856 6.4, 5875 4.5). */
const USUAL = '3600';

/** In seconds. A contact that is registered may have a time of its own. */
export function grantedTime(request: SipRequest): string {
  const contact = request.start.method === 'REGISTER' ? (headerOf(request, 'Contact') ?? '') : '';
  const [, ofContact] = /;\s*expires\s*=\s*(\d+)/i.exec(contact) ?? [];
  return ofContact ?? headerOf(request, 'Expires')?.trim() ?? USUAL;
}
