// A user agent of ours for tests with programs of others: it keeps what it was sent and answers 200.

import {
  openEndpoint,
  type Endpoint,
  type EndpointOptions,
  type IncomingRequest,
} from '../../support/wires/sip/stack/endpoint/endpoint';
import { createRequest } from '../../support/wires/sip/stack/message/build';
import type { Header, SipRequest } from '../../support/wires/sip/stack/message/message';
import { writeUri, type SipUri } from '../../support/wires/sip/stack/message/uri';
import { isReliable, type Hop, type TransportName } from '../../support/wires/sip/stack/place';
import type { BytesIn, BytesOut } from '../../support/wires/sip/stack/tap';
import type { TlsSettings } from '../../support/wires/sip/stack/transport/stream-sockets';

export interface Party extends Endpoint {
  readonly at: Hop;
  readonly inbox: IncomingRequest[];
  /** What crossed the wire, both ways. */
  readonly wire: (BytesIn | BytesOut)[];
}

export async function openParty(
  transport: TransportName,
  more: Partial<EndpointOptions> = {},
  tls?: TlsSettings,
): Promise<Party> {
  const inbox: IncomingRequest[] = [];
  const wire: (BytesIn | BytesOut)[] = [];
  const endpoint = await openEndpoint({
    listen: [{ transport, ...(tls ? { tls } : {}) }],
    allow: (host) => host === '127.0.0.1',
    abilities: { methods: ['MESSAGE', 'SUBSCRIBE', 'NOTIFY'], contentTypes: ['*/*'] },
    tap: (event) => wire.push(event),
    onRequest: async (incoming) => {
      inbox.push(incoming);
      await incoming.respond(200);
    },
    onFault: (error) => {
      throw error;
    },
    ...more,
  });
  const [at] = endpoint.bound;
  if (!at) throw new Error('nothing is bound');
  return { ...endpoint, at, inbox, wire };
}

export const uriAt = ({ host, port, transport }: Hop, user = 'bo'): SipUri => ({
  scheme: 'sip',
  user,
  host,
  port,
  parameters: isReliable(transport) ? [{ name: 'transport', value: transport.toLowerCase() }] : [],
  headers: [],
});

export const uriOf = (user: string, domain: string): SipUri => ({
  scheme: 'sip',
  user,
  host: domain,
  parameters: [],
  headers: [],
});

let made = 0;

export function messageTo(uri: SipUri, body: Buffer | string, headers: readonly Header[] = []): SipRequest {
  made += 1;
  return createRequest({
    method: 'MESSAGE',
    uri: writeUri(uri),
    from: { uri: uriOf('al', 'primary.example'), parameters: [{ name: 'tag', value: `f${made}` }] },
    to: { uri, parameters: [] },
    callId: `${process.pid}-${made}@primary.example`,
    cseq: 1,
    headers: [{ name: 'Content-Type', value: 'text/plain' }, ...headers],
    body: Buffer.from(body),
  });
}
