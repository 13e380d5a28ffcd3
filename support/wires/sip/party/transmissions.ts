// What observers of the adapter are told of SIP: each piece of bytes with its direction.

import type { OnTransmission, Transmission } from '../../../ports/transmission';
import type { Tap } from '../stack/tap';

/** @param openTls whether of TLS what goes in and comes out is told; otherwise somebody else tells its records */
export const sipTap =
  (tell: OnTransmission, openTls: boolean): Tap =>
  (event) => {
    if (event.transport === 'TLS' && !openTls) return;
    const { local, remote, bytes } = event;
    const [source, destination] = event.event === 'bytes-in' ? [remote, local] : [local, remote];
    const transport = event.transport.toLowerCase() as Transmission['transport'];
    const weather = event.event === 'bytes-out' ? event.fate : undefined;
    const leaves = event.event === 'bytes-out';
    tell({ protocol: 'sip', transport, source, destination, bytes, leaves, ...(weather && { weather }) });
  };
