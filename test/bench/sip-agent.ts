// The SIP stack alone as a user agent that is measured: it answers each MESSAGE with 200, or sends so many.

import { openEndpoint, type Endpoint } from '../../support/wires/sip/stack/endpoint/endpoint';
import { createRequest } from '../../support/wires/sip/stack/message/build';
import { writeUri, type SipUri } from '../../support/wires/sip/stack/message/uri';
import type { Hop } from '../../support/wires/sip/stack/place';

export type Measured = 'UDP' | 'TCP';

export interface Agent {
  readonly at: Hop;
  /** Sends one MESSAGE and waits for its answer. @throws where that is not 200 */
  ask(to: Hop, number: number): Promise<void>;
  /** Datagrams and pieces of streams that left so far. */
  readonly left: () => number;
  close(): Promise<void>;
}

export const BODY = Buffer.alloc(300, 'x');
const HEADERS = [{ name: 'Content-Type', value: 'text/plain' }];

/** @param counting whether it is to know what left, which costs a little */
export async function openAgent(transport: Measured, counting = false): Promise<Agent> {
  let left = 0;
  const endpoint = await openEndpoint({
    listen: [{ transport }],
    allow: (host) => host === '127.0.0.1',
    abilities: { methods: ['MESSAGE'], contentTypes: ['text/plain'] },
    ...(counting && { tap: ({ event }) => void (left += event === 'bytes-out' ? 1 : 0) }),
    onRequest: async ({ respond }) => {
      await respond(200);
    },
    onFault: (error) => {
      throw error;
    },
  });
  const [at] = endpoint.bound;
  if (!at) throw new Error('nothing is bound');
  return {
    at,
    ask: (to, number) => sendOne(endpoint, to, number),
    left: () => left,
    close: () => endpoint.close(),
  };
}

const FROM = { scheme: 'sip', user: 'al', host: 'bench.example', parameters: [], headers: [] } as const;

async function sendOne({ send }: Pick<Endpoint, 'send'>, to: Hop, number: number): Promise<void> {
  const uri: SipUri = { port: to.port, ...FROM, user: `user${number}`, host: to.host };
  const request = createRequest({
    method: 'MESSAGE',
    uri: writeUri(uri),
    from: { uri: FROM, parameters: [{ name: 'tag', value: `f${number}` }] },
    to: { uri, parameters: [] },
    callId: `${number}-${to.port}@bench.example`,
    cseq: 1,
    headers: HEADERS,
    body: BODY,
  });
  const { start } = await send(request, { to });
  if (start.status !== 200) throw new Error(`the MESSAGE ${number} was answered ${start.status}`);
}
