// Opens what listens at one and the same port over UDP and TCP, or over TLS: where the system chooses, until a port is found
// that is free in both.

import type { ListenOptions } from '../../../ports/adapter';
import type { SipOptions } from '../options';
import type { Endpoint } from '../stack/endpoint/endpoint';
import type { Listen } from '../stack/transport/transports';

const MOST_ATTEMPTS = 20;
/** The ports that nobody has registered; each attempt takes another of them. */
const FROM = 20_000;
const TO = 32_000;

export async function openOnOnePort(
  { host, port }: ListenOptions,
  { transport, tls }: SipOptions,
  open: (listen: readonly Listen[]) => Promise<Endpoint>,
): Promise<Endpoint> {
  const listenAt = (chosen: number): readonly Listen[] =>
    transport === 'TLS'
      ? [{ transport: 'TLS', host, port: chosen, ...(tls && { tls }) }]
      : [
          { transport: 'UDP', host, port: chosen },
          { transport: 'TCP', host, port: chosen },
        ];
  if (port !== 0 || transport === 'TLS') return open(listenAt(port));
  for (let attempt = 1; ; attempt += 1) {
    const chosen = FROM + Math.floor(Math.random() * (TO - FROM));
    try {
      return await open(listenAt(chosen));
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}
