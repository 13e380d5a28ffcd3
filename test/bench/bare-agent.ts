// What Node itself costs: a socket that answers each MESSAGE with the five lines that it has to say again, and asks by a text in
// which the numbers alone change. It knows no more of SIP, so that the SIP stack can be measured against it.

import dgram from 'node:dgram';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import type { Hop } from '../../support/wires/sip/stack/place';
import { BODY, type Agent, type Measured } from './sip-agent';

const LOCAL = '127.0.0.1';
const AGAIN = /^(?:Via|From|To|Call-ID|CSeq):.*\r\n/gm;
const CALL_ID = /^Call-ID: (\d+)@/m;
const LENGTH = /^Content-Length: *(\d+)/im;
const HEAD_END = '\r\n\r\n';

type Send = (text: string) => void;

export const openBareAgent = (transport: Measured): Promise<Agent> =>
  transport === 'UDP' ? openDatagrams() : openStream();

/** Who waits for an answer, by the number of the call. */
function createCalls() {
  const waiting = new Map<string, () => void>();
  return {
    /** Answers what is asked, and ends the wait for what is answered. */
    take(text: string, send: Send): void {
      if (!text.startsWith('SIP/2.0'))
        send(`SIP/2.0 200 OK\r\n${(text.match(AGAIN) ?? []).join('')}Content-Length: 0${HEAD_END}`);
      else waiting.get(CALL_ID.exec(text)?.[1] ?? '')?.();
    },
    ask(number: number, to: Hop, from: Hop, send: Send): Promise<void> {
      const key = String(number);
      send(requestText(number, to, from));
      return new Promise((resolve) => {
        waiting.set(key, () => {
          waiting.delete(key);
          resolve();
        });
      });
    },
  };
}

const requestText = (number: number, to: Hop, from: Hop): string =>
  [
    `MESSAGE sip:user${number}@${to.host}:${to.port} SIP/2.0`,
    `Via: SIP/2.0/${from.transport} ${from.host}:${from.port};branch=z9hG4bKbare${number};rport`,
    'Max-Forwards: 70',
    `From: <sip:al@bench.example>;tag=f${number}`,
    `To: <sip:user${number}@${to.host}:${to.port}>`,
    `Call-ID: ${number}@bench.example`,
    'CSeq: 1 MESSAGE',
    'Content-Type: text/plain',
    `Content-Length: ${BODY.length}`,
    '',
    BODY.toString('latin1'),
  ].join('\r\n');

async function openDatagrams(): Promise<Agent> {
  const calls = createCalls();
  const socket = dgram.createSocket({ type: 'udp4', recvBufferSize: 4_194_304 });
  socket.on('message', (bytes, { address, port }) =>
    calls.take(bytes.toString('latin1'), (text) => socket.send(text, port, address)),
  );
  socket.bind(0, LOCAL);
  await once(socket, 'listening');
  const at: Hop = { transport: 'UDP', host: LOCAL, port: socket.address().port };
  return {
    at,
    ask: (to, number) => calls.ask(number, to, at, (text) => socket.send(text, to.port, to.host)),
    left: () => 0,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

async function openStream(): Promise<Agent> {
  const calls = createCalls();
  const sockets = new Set<net.Socket>();
  let asking: net.Socket | undefined;
  const open = (socket: net.Socket): net.Socket => {
    sockets.add(socket.setNoDelay(true).on('error', () => undefined));
    let rest = '';
    return socket.on('data', (bytes) => {
      rest = eachMessage(rest + bytes.toString('latin1'), (text) => calls.take(text, (answer) => socket.write(answer)));
    });
  };
  const server = net.createServer(open);
  server.listen(0, LOCAL);
  await once(server, 'listening');
  const at: Hop = { transport: 'TCP', host: LOCAL, port: (server.address() as AddressInfo).port };
  return {
    at,
    ask(to, number) {
      const socket = (asking ??= open(net.connect(to.port, to.host)));
      return calls.ask(number, to, at, (text) => socket.write(text));
    },
    left: () => 0,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Returns what is no whole message yet. */
function eachMessage(text: string, take: (message: string) => void): string {
  let at = 0;
  for (;;) {
    const head = text.indexOf(HEAD_END, at);
    if (head < 0) return text.slice(at);
    const end = head + HEAD_END.length + Number(LENGTH.exec(text.slice(at, head))?.[1] ?? 0);
    if (end > text.length) return text.slice(at);
    take(text.slice(at, end));
    at = end;
  }
}
