// Asks an address by OPTIONS whether SIP is spoken there. Unaware of what the answer has to be.

import { readAddress } from './address';
import { openEndpoint } from './stack/endpoint/endpoint';
import { asFailure } from './stack/failure';
import { createRequest } from './stack/message/build';
import { parseUri, type Uri } from './stack/message/uri';
import type { TlsSettings } from './stack/transport/stream-sockets';

export interface SipProbeOptions {
  /** Where it listens meanwhile. */
  readonly host: string;
  readonly allow: (host: string, port: number) => boolean;
  readonly withinMs: number;
  readonly tls?: TlsSettings | undefined;
}

export type SipProbed =
  | { readonly kind: 'answered'; readonly status: number; readonly methods: readonly string[] }
  | { readonly kind: 'nobody'; readonly why: string }
  | { readonly kind: 'silent'; readonly why: string }
  | { readonly kind: 'not-asked'; readonly why: string };

const ANYBODY: Uri = { scheme: 'sip', user: 'doctor', host: 'mcx-conformance.invalid', parameters: [], headers: [] };
/** Of RFC 3261: a transaction is given up after so many times T1. */
const PATIENCE = 64;

export async function probeSip(address: string, { host, allow, withinMs, tls }: SipProbeOptions): Promise<SipProbed> {
  const read = readAddress(address);
  const uri = parseUri(address);
  if (!('hop' in read)) return { kind: 'not-asked', why: `expected ${read.expected}` };
  const { hop } = read;
  const endpoint = await openEndpoint({
    listen: [{ transport: hop.transport, host, ...(tls && { tls }) }],
    allow,
    timers: { t1: Math.max(1, Math.ceil(withinMs / PATIENCE)) },
    abilities: { methods: [] },
    onRequest: ({ respond }) => void respond(405),
    onFault: () => undefined,
  });
  try {
    const response = await endpoint.send(
      createRequest({
        method: 'OPTIONS',
        uri: address,
        from: { uri: ANYBODY, parameters: [{ name: 'tag', value: 'doctor' }] },
        to: { uri: uri.ok ? uri.value : ANYBODY, parameters: [] },
        callId: `doctor-${endpoint.bound[0]?.port ?? 0}`,
        cseq: 1,
        headers: [{ name: 'Accept', value: 'application/sdp' }],
      }),
      { to: hop },
    );
    const allowed = response.headers.filter(({ name }) => name.toLowerCase() === 'allow');
    const methods = allowed.flatMap(({ value }) => value.split(',').map((method) => method.trim().toUpperCase()));
    return { kind: 'answered', status: response.start.status, methods };
  } catch (error) {
    const { code, message } = asFailure(error, 'unreachable');
    return { kind: code === 'timeout' ? 'silent' : 'nobody', why: message };
  } finally {
    await endpoint.close();
  }
}
