// A network between two stacks that loses, doubles, delays and so reorders messages, by a seed and a clock that are handed
// in. Everything goes as bytes.

import type { Clock } from '../clock';
import { parse } from '../message/parse';
import { serialise } from '../message/serialise';
import { topVia } from '../message/typed';
import type { Hop } from '../place';
import { seeded } from '../seeded';
import type { Received, Transports } from '../transport/transports';
import { responsePlace } from '../transport/via-route';

export interface Weather {
  readonly loss: number;
  readonly doubling: number;
  readonly maxDelayMs: number;
}

export type Station = Pick<Transports, 'sendBytes' | 'prepareReply' | 'localFor' | 'prove'>;

export function createLossyNetwork(clock: Clock, weather: Weather, seed: number) {
  const random = seeded(seed);
  const receivers = new Map<number, (received: Received) => void>();
  let sent = 0;

  function carry(bytes: Buffer, from: Hop, to: Hop): void {
    sent += 1;
    if (random() < weather.loss) return;
    const copies = random() < weather.doubling ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1)
      clock.after(random() * weather.maxDelayMs, () =>
        receivers.get(to.port)?.({ transport: 'UDP', local: to, remote: from, bytes, ...parse(bytes, 'strict') }),
      );
  }

  /** A stack at this port of 192.0.2.1, and who takes what comes for it. */
  function station(port: number, receive: (received: Received) => void): Station {
    const here: Hop = { transport: 'UDP', host: '192.0.2.1', port };
    receivers.set(port, receive);
    const sendBytes = (bytes: Buffer, to: Hop): Promise<void> => {
      carry(bytes, here, to);
      return Promise.resolve();
    };
    return {
      localFor: () => here,
      prove: () => undefined,
      sendBytes,
      prepareReply(response) {
        const via = topVia(response);
        const place = via && responsePlace(via);
        if (!place) throw new Error('the Via names no place');
        const bytes = serialise(response);
        return { status: response.start.status, bytes, send: () => sendBytes(bytes, { transport: 'UDP', ...place }) };
      },
    };
  }

  return {
    station,
    get sent() {
      return sent;
    },
  };
}
