// The address of a party on this wire: a SIP URI with a numeric host, a port and a transport, and for who serves documents the
// port of its XCAP root beside. Unaware of identities.

import { parseUri, uriParameter } from './stack/message/uri';
import {
  canonicalHost,
  placeText,
  withBrackets,
  withoutBrackets,
  type Hop,
  type Place,
  type TransportName,
} from './stack/place';

export interface PartyAddress {
  readonly hop: Hop;
  /** Without a slash at its end; undefined for who serves no documents. */
  readonly xcapRoot: string | undefined;
}

const DEFAULT_PORTS: Readonly<Record<TransportName, number>> = { UDP: 5060, TCP: 5060, TLS: 5061 };
const XCAP_FOLDER = 'xcap-root';

/** @returns what was expected, where it is no such address */
export function readAddress(text: string): PartyAddress | { readonly expected: string } {
  const uri = parseUri(text);
  if (!uri.ok) return { expected: uri.expected };
  const { value } = uri;
  if (value.scheme !== 'sip' && value.scheme !== 'sips') return { expected: 'a SIP URI' };
  const host = withoutBrackets(uriParameter(value, 'maddr') ?? value.host);
  if (!/^[\d.]+$|:/.test(host)) return { expected: 'a numeric host, for no name is looked up' };
  const named = uriParameter(value, 'transport')?.toUpperCase() ?? (value.scheme === 'sips' ? 'TLS' : 'UDP');
  if (named !== 'UDP' && named !== 'TCP' && named !== 'TLS') return { expected: 'transport udp, tcp or tls' };
  const place = { host: canonicalHost(host), port: value.port ?? DEFAULT_PORTS[named] };
  const xcap = uriParameter(value, 'xcap');
  return {
    hop: { transport: named, ...place },
    xcapRoot: xcap === undefined ? undefined : xcapRootAt({ host: place.host, port: Number(xcap) }),
  };
}

export const xcapRootAt = ({ host, port }: Place): string => `http://${placeText({ host, port })}/${XCAP_FOLDER}`;

export function writeAddress({ transport, host, port }: Hop, xcapPort?: number): string {
  const xcap = xcapPort === undefined ? '' : `;xcap=${xcapPort}`;
  return `sip:${withBrackets(host)}:${port};transport=${transport.toLowerCase()}${xcap}`;
}
