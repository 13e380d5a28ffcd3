// How many MESSAGE transactions a second one process does with itself over loopback:
// npx ts-node support/wires/sip/stack/testing/message-rate.ts [UDP|TCP] [count] [in flight]

import { createRequest } from '../message/build';
import { writeUri, type SipUri } from '../message/uri';
import { openEndpoint, type EndpointOptions } from '../endpoint/endpoint';

async function measure(transport: 'UDP' | 'TCP', count: number, inFlight: number): Promise<string> {
  const options: EndpointOptions = {
    listen: [{ transport }],
    allow: (host) => host === '127.0.0.1',
    abilities: { methods: ['MESSAGE'], contentTypes: ['text/plain'] },
    onRequest: async ({ respond }) => {
      await respond(200);
    },
    onFault: (error) => {
      throw error;
    },
  };
  const [server, client] = [await openEndpoint(options), await openEndpoint(options)];
  const [to] = server.bound;
  if (!to) throw new Error('nothing is bound');
  const uri: SipUri = { scheme: 'sip', user: 'bo', host: to.host, port: to.port, parameters: [], headers: [] };
  const headers = [{ name: 'Content-Type', value: 'text/plain' }];
  const body = Buffer.alloc(300, 'x');
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const from = { uri, parameters: [{ name: 'tag', value: 'f' }] };
      const parts = { method: 'MESSAGE', uri: writeUri(uri), from, to: { uri, parameters: [] }, headers, body };
      await client.send(createRequest({ ...parts, callId: `c${left}`, cseq: 1 }), { to });
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - start) / 1000;
  await client.close();
  await server.close();
  return `${transport}: ${count} transactions in ${seconds.toFixed(2)} s, ${Math.round(count / seconds)} a second, ${inFlight} in flight`;
}

const [transport = 'UDP', count = '20000', inFlight = '32'] = process.argv.slice(2);
void measure(transport === 'TCP' ? 'TCP' : 'UDP', Number(count), Number(inFlight)).then((line) =>
  process.stdout.write(`${line}\n`),
);
