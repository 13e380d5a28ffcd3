// What a hostile product sends to a played party over SIP, and the bodies that it sends: each is refused or let be, and the endpoint
// goes on.

import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEndpoint, type Endpoint } from '../../support/wires/sip/stack/endpoint/endpoint';
import { loadXmlLibrary, type XmlLibrary } from '../../support/wires/sip/bodies/xml/xml-library';
import { parseXml } from '../../support/wires/sip/bodies/xml/parse-xml';

const HEAD =
  'Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKx;rport\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: 1\r\nCSeq: 1 MESSAGE\r\nMax-Forwards: 70\r\n';
const request = (more: string, head = HEAD, line = 'MESSAGE sip:a@127.0.0.1 SIP/2.0'): string =>
  `${line}\r\n${head}${more}\r\n`;
const long = (length: number): string => 'x'.repeat(length);

const MESSAGES: readonly (readonly [string, string | Buffer])[] = [
  ['nothing', ''],
  ['line ends', '\r\n'.repeat(1000)],
  ['zero bytes', Buffer.alloc(5000)],
  ['random bytes', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256))],
  ['HTTP', 'GET / HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['STUN', Buffer.from('000100002112a442000000000000000000000000', 'hex')],
  ['half a request', 'MESSAGE sip:a@b SIP'],
  ['no header', 'MESSAGE sip:a@b SIP/2.0\r\n\r\n'],
  ['a length that is negative', request('Content-Length: -1\r\n')],
  ['a length beyond all numbers', request(`Content-Length: ${'9'.repeat(40)}\r\n`)],
  ['two lengths', request('Content-Length: 1\r\nContent-Length: 2\r\n') + 'ab'],
  ['a claim of a gigabyte', request('Content-Length: 1073741824\r\n')],
  ['a long header', request(`X: ${long(50_000)}\r\nContent-Length: 0\r\n`)],
  ['thousands of headers', request(`${'X: y\r\n'.repeat(8000)}Content-Length: 0\r\n`)],
  ['hundreds of Vias', request('Content-Length: 0\r\n', 'Via: SIP/2.0/UDP a.b;branch=z9hG4bKy\r\n'.repeat(500) + HEAD)],
  ['a Via of commas', request('Content-Length: 0\r\n', `Via: ${','.repeat(20_000)}\r\n${HEAD}`)],
  ['a header folded a thousand times', request(`X: a${'\r\n b'.repeat(5000)}\r\nContent-Length: 0\r\n`)],
  ['a quoted text without end', request(`Contact: "${'\\'.repeat(20_001)}\r\nContent-Length: 0\r\n`)],
  ['brackets without end', request(`Contact: ${'<'.repeat(20_000)}\r\nContent-Length: 0\r\n`)],
  ['parameters without end', request(`Contact: <sip:a@b>${';a=b'.repeat(10_000)}\r\nContent-Length: 0\r\n`)],
  [
    'a multipart that nests',
    request(`Content-Type: multipart/mixed;boundary=a\r\nContent-Length: 3000\r\n`) + '--a\r\n'.repeat(600),
  ],
  [
    'a sequence beyond all numbers',
    request('Content-Length: 0\r\n', HEAD.replace('CSeq: 1', `CSeq: ${'9'.repeat(30)}`)),
  ],
  ['a response to nothing', `SIP/2.0 200 OK\r\n${HEAD}Content-Length: 0\r\n\r\n`],
  ['a status that there is not', `SIP/2.0 9999 x\r\n${HEAD}\r\n`],
  ['an ACK to nothing', request('Content-Length: 0\r\n', HEAD.replace('MESSAGE', 'ACK'), 'ACK sip:a@b SIP/2.0')],
  [
    'a CANCEL of nothing',
    request('Content-Length: 0\r\n', HEAD.replace('MESSAGE', 'CANCEL'), 'CANCEL sip:a@b SIP/2.0'),
  ],
  ['an INVITE', request('Content-Length: 0\r\n', HEAD.replace('MESSAGE', 'INVITE'), 'INVITE sip:a@b SIP/2.0')],
  ['a method of bytes', request('Content-Length: 0\r\n', HEAD, `${'\u0001'.repeat(100)} sip:a@b SIP/2.0`)],
  ['a URI of percents', request('Content-Length: 0\r\n', HEAD, `MESSAGE sip:${'%'.repeat(5000)}@b SIP/2.0`)],
  ['an extension that nobody has', request(`Require: ${'a,'.repeat(5000)}b\r\nContent-Length: 0\r\n`)],
];

/** The same connection is sent it until it is closed. */
const UNREAD: readonly (readonly [string, (count: number) => string])[] = [
  ['pings', () => '\r\n\r\n'.repeat(2000)],
  [
    'requests',
    (count) => {
      const head = HEAD.replace('/UDP', '/TCP').replaceAll('MESSAGE', 'OPTIONS');
      return Array.from({ length: 100 }, (_, at) =>
        request(
          'Content-Length: 0\r\n',
          head.replace('z9hG4bKx', `z9hG4bKu${count}-${at}`),
          'OPTIONS sip:a@127.0.0.1 SIP/2.0',
        ),
      ).join('');
    },
  ],
];
const MOST_UNREAD_MEMORY = 200 * 1_048_576;

const entity = (name: string, value: string): string => `<!ENTITY ${name} "${value}">`;
const BODIES: readonly (readonly [string, string | Buffer])[] = [
  ['no XML', 'nonsense'],
  ['a billion laughs', `<!DOCTYPE r [${entity('a', long(10))}${entity('b', '&a;'.repeat(10))}]><r>&b;</r>`],
  ['a file of ours', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
  ['a document type of elsewhere', '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><r/>'],
  ['a document type behind a comment', '<!-- a --><!DOCTYPE r><r/>'],
  ['a document type in UTF-16', Buffer.from('<!DOCTYPE r><r/>', 'utf16le')],
  ['a document type in UTF-16, turned round', Buffer.from('<!DOCTYPE r><r/>', 'utf16le').swap16()],
  ['elements 5000 deep', '<a>'.repeat(5000) + '</a>'.repeat(5000)],
  ['tens of thousands of elements', `<r>${'<a/>'.repeat(30_000)}</r>`],
  ['thousands of attributes', `<r ${Array.from({ length: 5000 }, (_, at) => `a${at}=""`).join(' ')}/>`],
  ['a name of 100,000 letters', `<${long(100_000)}/>`],
  ['an attribute twice', '<r a="" a=""/>'],
  ['namespaces without end', `<r ${Array.from({ length: 3000 }, (_, at) => `xmlns:n${at}="u"`).join(' ')}/>`],
  ['an include of a file', '<r xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></r>'],
  ['a processing instruction', '<?xml-stylesheet href="http://127.0.0.1:9/"?><r/>'],
  ['three megabytes', `<r>${long(3_000_000)}</r>`],
  ['characters that are none', '<r>&#0;&#xFFFF;&#x110000;</r>'],
];

describe('a hostile product on SIP', () => {
  let endpoint: Endpoint;
  let library: XmlLibrary;
  let calls = 0;

  before(async () => {
    library = await loadXmlLibrary();
    endpoint = await openEndpoint({
      listen: [{ transport: 'UDP' }, { transport: 'TCP' }],
      allow: () => true,
      limits: { partialMs: 200 },
      timers: { t1: 5, t2: 10, t4: 10 },
      abilities: { methods: ['MESSAGE'], contentTypes: ['*/*'] },
      onRequest: async ({ respond }) => {
        await respond(200);
      },
      onFault: (error) => assert.fail(String(error)),
    });
  });
  after(() => endpoint.close());

  const portOf = (transport: string): number => endpoint.bound.find((one) => one.transport === transport)?.port ?? 0;

  /** Whether it still answers. */
  async function isThere(): Promise<void> {
    const socket = net.connect(portOf('TCP'), '127.0.0.1');
    const head = HEAD.replace('/UDP', '/TCP')
      .replace('z9hG4bKx', `z9hG4bK${(calls += 1)}`)
      .replaceAll('MESSAGE', 'OPTIONS');
    socket.write(request('Content-Length: 0\r\n', head, 'OPTIONS sip:a@127.0.0.1 SIP/2.0'));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    assert.match(answer.toString(), /^SIP\/2\.0 200 /);
  }

  for (const [name, bytes] of MESSAGES) {
    it(`sends ${name} by UDP`, async () => {
      const socket = dgram.createSocket('udp4');
      const sent = Buffer.from(bytes as string);
      await new Promise((resolve) => socket.send(sent.subarray(0, 60_000), portOf('UDP'), '127.0.0.1', resolve));
      await isThere();
      socket.close();
    });

    it(`sends ${name} by TCP`, async () => {
      const socket = net.connect(portOf('TCP'), '127.0.0.1').on('error', () => undefined);
      await new Promise((resolve) => socket.write(Buffer.from(bytes as string), resolve));
      await isThere();
      socket.destroy();
    });
  }

  for (const [name, bytes] of UNREAD)
    it(`sends ${name}, and reads nothing of what comes back`, async () => {
      const socket = net.connect(portOf('TCP'), '127.0.0.1').on('error', () => undefined);
      const closed = new Promise((resolve) => socket.once('close', resolve));
      const memory = process.memoryUsage.rss();
      let [isOpen, count] = [true, 0];
      void closed.then(() => (isOpen = false));
      while (isOpen)
        if (!socket.write(bytes((count += 1))))
          await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed, sleep(200)]);
      assert.ok(process.memoryUsage.rss() - memory < MOST_UNREAD_MEMORY);
      await isThere();
    });

  for (const [name, body] of BODIES)
    it(`sends as a body ${name}`, () => {
      const { root, faults } = parseXml(library, Buffer.from(body as string), 'regroup.xsd');
      assert.ok(faults.length > 0 && faults.length <= 21);
      assert.ok(JSON.stringify(faults).length < 400_000);
      assert.ok(!JSON.stringify(root ?? '').includes('root:'), 'a file of ours was read');
    });
});
