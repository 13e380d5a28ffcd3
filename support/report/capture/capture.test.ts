import assert from 'node:assert/strict';
import { createPackets } from './ip-packets';
import { decryptionSecrets, enhancedPacket, rawIpInterface, sectionHeader } from './pcapng';
import { canBeReadAlone, packetsOf } from './scenario-capture';

const hex = (bytes: Buffer | undefined): string => (bytes ?? Buffer.alloc(0)).toString('hex');

describe('IP packets of what sockets carried', () => {
  const bytes = Buffer.from('abc');
  const v4 = { source: '127.0.0.1:5060', destination: '127.0.0.2:5070' };

  it('are a datagram for a datagram', () => {
    const [packet] = createPackets().of({ transport: 'udp', ...v4, bytes });
    assert.equal(
      hex(packet),
      '4500001f00000000' + '4011' + '7ccb' + '7f0000017f000002' + '13c413ce000b0000' + '616263',
    );
  });

  it('are numbered segments for a stream, each way by itself', () => {
    const packets = createPackets();
    const back = { source: v4.destination, destination: v4.source };
    const numbers = [
      ...packets.of({ transport: 'tcp', ...v4, bytes }),
      ...packets.of({ transport: 'tcp', ...back, bytes: Buffer.alloc(10) }),
      ...packets.of({ transport: 'tcp', ...v4, bytes }),
    ].map((packet) => [packet.readUInt32BE(24), packet.readUInt32BE(28), packet.subarray(40).length]);
    assert.deepEqual(numbers, [
      [1, 1, 3],
      [1, 4, 10],
      [4, 11, 3],
    ]);
  });

  it('are several where one could not hold the piece', () => {
    const packets = createPackets().of({ transport: 'tls', ...v4, bytes: Buffer.alloc(130_000, 1) });
    assert.deepEqual(
      packets.map(({ length }) => length - 40),
      [60_000, 60_000, 10_000],
    );
    assert.deepEqual(
      packets.map((packet) => packet.readUInt32BE(24)),
      [1, 60_001, 120_001],
    );
  });

  it('are IPv6 between addresses of IPv6', () => {
    const [packet] = createPackets().of({
      transport: 'udp',
      source: '[::1]:5060',
      destination: '[2001:db8::a:1]:5070',
      bytes,
    });
    const one = '00000000000000000000000000000001';
    assert.equal(hex(packet?.subarray(0, 40)), `60000000000b1140${one}20010db80000000000000000000a0001`);
  });
});

describe('pcapng', () => {
  it('begins with a section and an interface of raw IP', () => {
    assert.equal(
      hex(sectionHeader('mcx', [])),
      '0a0d0d0a' +
        '28000000' +
        '4d3c2b1a' +
        '01000000' +
        'ffffffffffffffff' +
        '04000300' +
        '6d637800' +
        '00000000' +
        '28000000',
    );
    assert.equal(hex(rawIpInterface()), '01000000' + '14000000' + '65000000' + '00000000' + '14000000');
  });

  it('holds packets with their time and comments, everything in words of four bytes', () => {
    const block = enhancedPacket({ at: 0x1_0000_0002n, bytes: Buffer.from('abcde'), comments: ['PGR'] });
    assert.equal(
      hex(block),
      '06000000' +
        '34000000' +
        '00000000' +
        '01000000' +
        '02000000' +
        '05000000' +
        '05000000' +
        '6162636465000000' +
        '01000300' +
        '50475200' +
        '00000000' +
        '34000000',
    );
    for (const text of ['', 'x', 'xy', 'é'.repeat(70_000)])
      assert.equal(enhancedPacket({ at: 0n, bytes: Buffer.from('a'), comments: [text] }).length % 4, 0);
  });

  it('holds what opens TLS as a key log', () => {
    assert.equal(
      hex(decryptionSecrets(['A b c', 'D'])),
      '0a000000' + '1c000000' + '4b534c54' + '08000000' + '41206220630a440a' + '1c000000',
    );
  });
});

describe('the packets of a scenario', () => {
  const RUN = { suite: { name: 'mcx', version: '1' }, startedAt: '2026-01-02T03:04:05.678Z' };
  const SCENARIO = { tp: 'PGR_X', name: 'It answers', requirements: ['STEP-1-a'] };
  const carried = (protocol: string, more: Readonly<Record<string, unknown>> = {}) =>
    JSON.stringify({
      kind: 'transmission',
      scope: null,
      id: 't2',
      seq: 2,
      at: 1,
      protocol,
      transport: 'tcp',
      source: '127.0.0.1:1',
      destination: '127.0.0.1:2',
      bytes: Buffer.from('"protocol":"tls"').toString('base64'),
      ...more,
    });
  const keys = JSON.stringify({ kind: 'key-log', scope: null, id: 't1', seq: 1, at: 2, lines: ['A b c'] });

  it('come after what opens them, wherever that stands in the trace', () => {
    const packets = packetsOf([carried('tls'), keys], SCENARIO, RUN);
    assert.deepEqual([packets.readUInt32LE(0), packets.readUInt32LE(packets.readUInt32LE(4))], [10, 6]);
  });

  it('say what was not kept after them', () => {
    const packets = packetsOf([carried('http'), carried('http', { leftOut: 70_000 })], SCENARIO, RUN).toString(
      'latin1',
    );
    assert.equal(packets.match(/70000 bytes that came after this packet in this scenario were not kept/g)?.length, 1);
  });

  it('stand in a file of their own only where they can be read without those before them', () => {
    assert.equal(canBeReadAlone([carried('http'), keys]), true);
    assert.equal(canBeReadAlone([carried('http'), carried('tls')]), false);
    const message = JSON.stringify({ kind: 'message', raw: carried('tls') });
    assert.equal(canBeReadAlone([message]), true);
  });
});
