// What a party refuses of a stranger's SIP, and what it takes and tells the fault of: each is a case from the field.

import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import net, { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { InboundMessage, MalformedMessage } from '../../ports/adapter';
import { sendNow } from '../../ports/sent';
import { createSipAdapter } from './adapter';
import { readAddress } from './address';
import { directory, PRIMARY } from './flows/testing/stage';
import { DEFAULT_SIP } from './testing/default-options';

const ANA = 'sip:ana.k3f9@primary.example';
const REQUEST = {
  flow: 'preconfigured-regroup-request.client-server',
  by: 'client-1',
  messageId: 'request',
  body: {
    from: ANA,
    to: PRIMARY,
    mcServiceId: ANA,
    regroupGroupId: 'sip:joint.k3f9@primary.example',
    preconfiguredGroupId: 'sip:crisis.k3f9@primary.example',
    mcServiceGroupIdList: ['sip:fire.k3f9@primary.example'],
  },
} as const;
const never = new AbortController().signal;

describe('a stranger’s SIP', () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });

  async function opened(transport: 'UDP' | 'TCP' = 'UDP') {
    const adapter = createSipAdapter({
      ...DEFAULT_SIP,
      transport,
      directory,
      entityOf: (party) => (party === 'primary-server' ? PRIMARY : undefined),
      allow: (host) => host === '127.0.0.1',
      udpLimit: Infinity,
      timers: { t1: 50 },
      limits: { maxBodyBytes: 1_048_576, maxConnections: 100, partialMs: 200 },
    });
    closing.push(() => adapter.close());
    const messages: InboundMessage[] = [];
    const answers: InboundMessage[] = [];
    const malformed: MalformedMessage[] = [];
    const server = await adapter.listen(
      {
        onMessage: (message) => {
          messages.push(message);
          return { accepted: false, problem: 'seen' };
        },
        onMalformed: (message) => malformed.push(message),
      },
      { host: '127.0.0.1', port: 0, party: 'primary-server' },
    );
    const client = await adapter.listen(
      {
        onMessage: (message) => {
          answers.push(message);
          return { accepted: true };
        },
        onMalformed: (message) => malformed.push(message),
        isSomebody: (id) => id === ANA,
      },
      { host: '127.0.0.1', port: 0, party: 'client-1' },
    );
    return { adapter, server, client, messages, answers, malformed };
  }

  /** Sends the request as a stranger writes it. @returns what it is answered with, and what is handed up */
  /** @returns the address of a product that answers 200 by TCP; `answer` is given the lines of it, with these fields of the request */
  async function answering(fields: RegExp, answer: (socket: net.Socket, lines: readonly string[]) => unknown) {
    const product = net.createServer((socket) => {
      socket.once('data', (bytes) => {
        const [, ...headers] = bytes.toString().split('\r\n\r\n', 1)[0]?.split('\r\n') ?? [];
        answer(socket, ['SIP/2.0 200 OK', ...headers.filter((line) => fields.test(line))]);
      });
      socket.on('error', () => undefined);
    });
    closing.push(() => product.close());
    product.listen(0, '127.0.0.1');
    await once(product, 'listening');
    return `sip:127.0.0.1:${(product.address() as AddressInfo).port};transport=tcp`;
  }

  async function sent(written: (request: string) => string) {
    const { adapter, server, messages, malformed } = await opened();
    const prepared = await adapter.prepare({ ...REQUEST, address: server.address });
    assert.ok(prepared.carried);
    const hop = readAddress(server.address);
    assert.ok('hop' in hop);
    const socket = dgram.createSocket('udp4');
    closing.push(() => socket.close());
    socket.send(Buffer.from(written(prepared.raw), 'latin1'), hop.hop.port, hop.hop.host);
    const [answer] = (await once(socket, 'message')) as [Buffer];
    return { status: answer.toString().slice(8, 11), messages, malformed };
  }

  const refused: readonly (readonly [string, (request: string) => string, string, RegExp])[] = [
    [
      'an extension that is not known',
      (text) => text.replace('\r\n', '\r\nRequire: sec-agree\r\n'),
      '420',
      /^Require: .*, found sec-agree$/,
    ],
    [
      'a name in Latin-1 without quotes',
      (text) => text.replace(/\r\nFrom: </, '\r\nFrom: M\xfcller GmbH & Co. <'),
      '400',
      /^From: expected /,
    ],
    [
      'no Content-Type',
      (text) => text.replace(/\r\nContent-Type: [^\r]*/, ''),
      '415',
      /^Content-Type: expected .*, found none$/,
    ],
    [
      'a regroup as text/plain',
      (text) => text.replace(/\r\nContent-Type: [^\r]*/, '\r\nContent-Type: text/plain'),
      '415',
      /expected a body of .*, found none/,
    ],
    [
      'a body packed by gzip',
      (text) => text.replace('\r\n', '\r\nContent-Encoding: gzip\r\n'),
      '415',
      /^Content-Encoding: expected identity, found gzip$/,
    ],
    ['another version', (text) => text.replace('SIP/2.0', 'SIP/3.0'), '505', /line 1: expected SIP\/2.0/],
    [
      'a method in small letters',
      (text) => text.replace(/^MESSAGE /, 'message ').replace(/\d+ MESSAGE/, '1 message'),
      '501',
      /^expected MESSAGE, for the case of a method counts .*, found message$/,
    ],
    ['two CSeq', (text) => text.replace('\r\nCSeq: ', '\r\nCSeq: 7 MESSAGE\r\nCSeq: '), '400', /CSeq: expected/i],
  ];
  for (const [what, written, status, problem] of refused)
    it(`is refused with its cause where it has ${what}`, async () => {
      const seen = await sent(written);
      assert.equal(seen.status, status);
      assert.deepEqual(seen.messages, []);
      const [only, ...more] = seen.malformed;
      assert.deepEqual(more, []);
      assert.match(only?.problem ?? '', problem);
      assert.equal(only?.refused?.answer, status);
    });

  it('is nobody’s fault where it asks for what other services have', async () => {
    for (const method of ['INFO', 'INVITE']) {
      const seen = await sent((text) => text.replace(/^MESSAGE /, `${method} `).replace(/\d+ MESSAGE/, `1 ${method}`));
      assert.match(seen.status, /^[145]0[0-9]$/);
      assert.deepEqual(
        seen.malformed.filter((message) => message.refused),
        [],
      );
    }
  });

  const tolerated: readonly (readonly [string, (request: string) => string, RegExp])[] = [
    [
      'bare line feeds',
      (text) => text.replace(/^[^]*?\r\n\r\n/, (head) => head.replaceAll('\r\n', '\n')),
      /line 1: expected CRLF/,
    ],
    ['no Max-Forwards', (text) => text.replace(/\r\nMax-Forwards: \d+/, ''), /max-forwards: expected this header/],
    [
      'no tag in From',
      (text) => text.replace(/(\r\nFrom: [^\r]*?);tag=[^\r;]*/, '$1'),
      /From: expected a tag in every request/,
    ],
    ['sip/2.0', (text) => text.replace(' SIP/2.0\r\n', ' sip/2.0\r\n'), /line 1: expected SIP\/2\.0/],
    ['BEL in a header', (text) => text.replace('\r\n', '\r\nSubject: a\x07b\r\n'), /Subject: .* control characters/],
    ['NUL in a header', (text) => text.replace('\r\n', '\r\nSubject: a\0b\r\n'), /Subject: .* control characters/],
  ];
  for (const [what, written, fault] of tolerated)
    it(`is taken and told that it is not valid where it has ${what}`, async () => {
      const { messages, malformed } = await sent(written);
      assert.deepEqual(malformed, []);
      const [message] = messages;
      assert.equal(message?.verdict?.understood, true);
      const [first] = message.verdict.errors;
      assert.match(`${first?.path}: expected ${first?.expected}`, fault);
      assert.match(first?.found ?? '', /not valid SIP/);
    });

  it('is valid as our own parties write it, and with an escape between quotes', async () => {
    for (const written of [
      (text: string) => text,
      (text: string) => text.replace('\r\n', '\r\nSubject: "a\\\x07b"\r\n'),
    ])
      assert.deepEqual((await sent(written)).messages[0]?.verdict?.errors, []);
  });

  const unread: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no Content-Length', [], /expected one Content-Length.* found none/],
    ['two of them', ['Content-Length: 0', 'Content-Length: 5'], /expected one Content-Length/],
    ['words for one', ['Content-Length: none'], /expected one Content-Length/],
    ['one beyond all limits', ['Content-Length: 999999999'], /expected a body within the limit/],
  ];
  for (const [what, lengths, why] of unread)
    it(`is charged with an answer by TCP that cannot be told from what follows: ${what}`, async () => {
      const { adapter, malformed } = await opened('TCP');
      const address = await answering(/^(via|from|to|call-id|cseq):/i, (socket, lines) =>
        socket.write(`${[...lines, ...lengths].join('\r\n')}\r\n\r\n`),
      );
      const { outcome, detail } = await sendNow(adapter, { ...REQUEST, address }, never);
      assert.equal(outcome, 'refused');
      assert.match(detail, why);
      const [answer] = malformed;
      assert.equal(answer?.problem, detail);
      assert.equal(answer.refused?.from, PRIMARY);
      assert.match(answer.raw, /^SIP\/2\.0 200 OK/);
    });

  const halves: readonly (readonly [string, string, 'end' | 'write', RegExp])[] = [
    ['closes the connection within its head', 'To:', 'end', /the connection closed within it/],
    [
      'closes the connection within its body',
      'Content-Length: 9\r\n\r\nhalf',
      'end',
      /the connection closed within it/,
    ],
    ['leaves the connection open and its head without an end', 'To:', 'write', /no more of it came/],
    ['leaves the connection open and its body short', 'Content-Length: 9\r\n\r\nhalf', 'write', /no more of it came/],
  ];
  for (const [what, rest, how, why] of halves)
    it(`is charged with half an answer by TCP, where it ${what}`, async () => {
      const { adapter, malformed } = await opened('TCP');
      const address = await answering(/^(via|from|call-id|cseq):/i, (socket, lines) =>
        socket[how]([...lines, rest].join('\r\n')),
      );
      const { outcome, detail } = await sendNow(adapter, { ...REQUEST, address }, never);
      assert.deepEqual([outcome, why.test(detail)], ['refused', true], detail);
      const [answer, ...more] = malformed;
      assert.match(answer?.problem ?? '', why);
      assert.equal(answer?.refused?.from, PRIMARY);
      assert.deepEqual(more, []);
    });

  it('reaches a client by the name of a user alone, and by none that nobody has', async () => {
    const { adapter, client, answers, malformed } = await opened();
    const { mcServiceId: _user, ...body } = REQUEST.body;
    for (const user of [ANA, ANA.replace('ana', 'Ana')])
      await sendNow(
        adapter,
        {
          flow: 'preconfigured-regroup-request.server-client',
          by: 'primary-server',
          messageId: user,
          body: { ...body, from: PRIMARY, to: user, mcServiceId: user },
          address: client.address,
        },
        never,
      );
    assert.deepEqual([answers.length, malformed.map(({ refused }) => refused?.answer)], [1, ['404']]);
    assert.match(malformed[0]?.problem ?? '', /^expected a Request-URI that is served here, found sip:Ana/);
  });

  it('is charged with half a request by TCP that leaves the connection open', async () => {
    const { adapter, server, malformed, messages } = await opened('TCP');
    const prepared = await adapter.prepare({ ...REQUEST, address: server.address });
    assert.ok(prepared.carried);
    const hop = readAddress(server.address);
    assert.ok('hop' in hop);
    const socket = net.connect(hop.hop.port, hop.hop.host);
    closing.push(() => socket.destroy());
    socket.write(prepared.raw.slice(0, -40));
    while (malformed.length === 0) await new Promise(setImmediate);
    assert.deepEqual(messages, []);
    assert.match(malformed[0]?.problem ?? '', /no more of it came/);
    assert.equal(malformed[0]?.refused?.from, ANA);
  });

  const elsewhere: readonly (readonly [string, (answer: string) => string, RegExp])[] = [
    ['no Via', (text) => text.replace(/Via: [^\r]*\r\n/, ''), /valid SIP .* via: expected this header/],
    [
      'another branch',
      (text) => text.replace(/branch=[^;\r]*/, 'branch=z9hG4bKother'),
      /expected the Via and the CSeq of the request/,
    ],
    ['no Call-ID', (text) => text.replace(/Call-ID: [^\r]*\r\n/, ''), /call-id: expected this header/],
    ['another version', (text) => text.replace('SIP/2.0 200', 'SIP/3.0 200'), /valid SIP/],
    ['a status beyond all', (text) => text.replace('200', '999'), /line 1: expected a status/],
    ['its first bytes alone', (text) => text.slice(0, 40), /valid SIP/],
  ];
  for (const [what, written, why] of elsewhere)
    it(`is charged, once, with an answer by UDP that is none to what it was asked: ${what}`, async () => {
      const { adapter, malformed } = await opened();
      const product = dgram.createSocket('udp4');
      closing.push(() => product.close());
      product.on('message', (bytes, from) => {
        const [, ...headers] = bytes.toString().split('\r\n\r\n', 1)[0]?.split('\r\n') ?? [];
        const kept = headers.filter((line) => /^(via|from|to|call-id|cseq):/i.test(line));
        const right = `${['SIP/2.0 200 OK', ...kept, 'Content-Length: 0'].join('\r\n')}\r\n\r\n`;
        for (const text of [written(right), written(right), right])
          product.send(Buffer.from(text.replace(/\r\nTo: [^\r]*/, '$&;tag=1')), from.port, from.address);
      });
      product.bind(0, '127.0.0.1');
      await once(product, 'listening');
      const address = `sip:127.0.0.1:${product.address().port};transport=udp`;
      const { outcome } = await sendNow(adapter, { ...REQUEST, address }, never);
      assert.equal(outcome, 'accepted', 'the right one is taken all the same');
      const [charged, ...others] = malformed;
      assert.match(charged?.problem ?? '', /^its answer to preconfigured-regroup-request\.client-server: expected /);
      assert.match(charged?.problem ?? '', why);
      assert.equal(charged?.refused?.from, PRIMARY);
      assert.deepEqual(
        others.filter(({ refused: again }) => again),
        [],
      );
    });

  it('has refused what it gave no right answer to by the end of the time, and is no silent one', async () => {
    const { adapter } = await opened();
    const product = dgram.createSocket('udp4');
    closing.push(() => product.close());
    product.on('message', (bytes, from) => {
      const [, branch] = /branch=([^;\r]*)/.exec(bytes.toString()) ?? [];
      product.send(Buffer.from(`SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP x;branch=${branch}\r\n`), from.port, from.address);
    });
    product.bind(0, '127.0.0.1');
    await once(product, 'listening');
    const address = `sip:127.0.0.1:${product.address().port};transport=udp`;
    const { outcome, detail } = await sendNow(adapter, { ...REQUEST, address }, never);
    assert.equal(outcome, 'refused');
    assert.match(
      detail,
      /^its answer to preconfigured-regroup-request\.client-server: expected a response that is valid/,
    );
  });

  it('ends a message by whatever final response it gives, 300 to 699, each in its words', async () => {
    const { adapter, answers } = await opened();
    const product = dgram.createSocket('udp4');
    closing.push(() => product.close());
    let status = 0;
    product.on('message', (bytes, from) => {
      const [, ...headers] = bytes.toString().split('\r\n\r\n', 1)[0]?.split('\r\n') ?? [];
      const kept = headers.filter((line) => /^(via|from|to|call-id|cseq):/i.test(line));
      const more =
        status === 302 ? ['Contact: <sip:elsewhere@127.0.0.1>'] : [480, 503].includes(status) ? ['Retry-After: 5'] : [];
      if (status === 403) more.push('Warning: 399 x "148 group is regrouped"');
      const lines = [`SIP/2.0 ${status} X`, ...kept, ...more, 'Content-Length: 0'];
      product.send(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), from.port, from.address);
    });
    product.bind(0, '127.0.0.1');
    await once(product, 'listening');
    const address = `sip:127.0.0.1:${product.address().port};transport=udp`;
    const details = new Map<number, string>();
    // What the procedure itself answers with stands for a flow.
    const OTHERWISE = new Map([
      [401, 'challenged'],
      [407, 'challenged'],
      [403, undefined],
      [480, undefined],
      [429, 'overloaded'],
      [503, 'overloaded'],
    ]);
    for (status = 300; status < 700; status += 1) {
      const { outcome, detail } = await sendNow(adapter, { ...REQUEST, messageId: `m${status}`, address }, never);
      const expected = OTHERWISE.has(status) ? OTHERWISE.get(status) : 'refused';
      if (expected !== undefined) assert.deepEqual([status, outcome], [status, expected]);
      details.set(status, detail);
    }
    assert.match(details.get(302) ?? '', /302, Contact: <sip:elsewhere@127\.0\.0\.1>/);
    assert.equal(details.get(503), 'has too much to do (503, Retry-After: 5), which is no refusal');
    assert.match(details.get(603) ?? '', /603/);
    const reject = answers.find(({ wire }) => wire['status']?.startsWith('480'));
    assert.equal(reject?.wire['advice'], 'Retry-After: 5');
    const warned = answers.find(({ wire }) => wire['status']?.startsWith('403'));
    assert.equal(warned?.wire['advice'], 'Warning: 399 x "148 group is regrouped"');
  });
});
