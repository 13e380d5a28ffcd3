import assert from 'node:assert/strict';
import dgram from 'node:dgram';
import { once } from 'node:events';
import { openUdp } from './udp-wire';
import { createWeather, type Fate, type Passage } from './weather';

const BAD = { seed: 4475, loss: 0.1, doubling: 0.1, holding: 0.1, holdMs: 20 };

describe('bad weather', () => {
  it('is the same by the same seed and another by another, and as bad as it is asked to be', () => {
    const drawn = (seed: number) => {
      const weather = createWeather({ ...BAD, seed });
      return Array.from({ length: 10_000 }, weather);
    };
    const passages = drawn(1);
    assert.deepEqual(drawn(1), passages);
    assert.notDeepEqual(drawn(2), passages);
    const count = (fate: Fate) => passages.filter((one) => one.fate === fate).length;
    for (const fate of ['lost', 'doubled', 'held'] as const)
      assert.ok(Math.abs(count(fate) - 1000) < 150, `${count(fate)} ${fate}`);
    assert.ok(passages.flatMap(({ copies }) => copies).every((after) => after >= 0 && after <= BAD.holdMs));
  });

  it('loses, doubles and lets others overtake what leaves by UDP, and tells the observer of it', async () => {
    const peer = dgram.createSocket('udp4').bind(0, '127.0.0.1');
    await once(peer, 'listening');
    const ahead: Passage[] = [
      { fate: 'held', copies: [1] },
      { fate: 'lost', copies: [] },
      { fate: 'doubled', copies: [0, 1] },
      { copies: [0] },
    ];
    const told: (Fate | undefined)[] = [];
    const wire = await openUdp(
      { host: '127.0.0.1', port: 0 },
      {
        arrived: () => undefined,
        allows: () => true,
        left: (_transport, _local, _remote, _bytes, fate) => told.push(fate),
      },
      () => ahead.shift() ?? { copies: [0] },
    );
    const heard: string[] = [];
    const all = new Promise<void>((resolve) =>
      peer.on('message', (bytes) => {
        if (heard.push(bytes.toString()) === 4) resolve();
      }),
    );
    const to = { host: '127.0.0.1', port: peer.address().port };
    await Promise.all(['held', 'lost', 'doubled', 'plain'].map((text) => wire.send(Buffer.from(text), to)));
    await all;
    await wire.close();
    peer.close();
    assert.deepEqual(told, ['held', 'lost', 'doubled', undefined]);
    assert.deepEqual(heard.slice(0, 2), ['doubled', 'plain']);
    assert.deepEqual(heard.slice(2).toSorted(), ['doubled', 'held']);
  });
});
