import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import type { ServedDetail, ServedIndex } from '../page/served-data';
import { aControl, aServed, servedMessage as message } from '../testing/served';
import type { Most } from './served-scopes';
import { createServedSoFar, type ServedSoFar } from './served-so-far';

const unpacked = (text: string): unknown => JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString('utf8'));
const detailOf = (served: ServedSoFar, key: string): ServedDetail | undefined => {
  const text = served.data(key);
  return text === undefined ? undefined : (unpacked(text) as ServedDetail);
};
const indexOf = (served: ServedSoFar): ServedIndex | undefined => {
  const news = served.look();
  return news === undefined ? undefined : (unpacked((JSON.parse(news) as { index: string }).index) as ServedIndex);
};
const served = (events: readonly TraceEvent[], most?: Partial<Most>): ServedSoFar => {
  const so = createServedSoFar(aServed, { scopes: 2000, events: 2000, bytes: 1_000_000, ...most });
  for (const event of events) so.take(event);
  return so;
};

describe('what a served party took part in', () => {
  it('is sorted by the scope that was provisioned, also where a server assigned the identity', () => {
    const assigned = { regroupGroupId: 'sip:assigned@primary.example' };
    const so = served([
      aControl(1, 'x1'),
      message(2, { from: 'sip:ana.x1@primary.example', ...assigned }),
      message(3, { from: 'sip:mcx-server@partner.example', ...assigned }),
      message(4, { from: 'sip:joe.smith@a.example' }),
    ]);
    assert.deepEqual(
      indexOf(so)?.entries.map(({ key, messages, regroup }) => [key, messages, regroup]),
      [
        ['other messages', 1, ''],
        ['x1', 2, 'sip:assigned@primary.example'],
      ],
    );
    assert.equal(indexOf(so), undefined, 'nothing new');
  });

  it('is sorted by the regroup group where nobody provisioned anything', () => {
    const so = served([
      message(1, { regroupGroupId: 'sip:joint@a.example' }),
      message(2, { regroupGroupId: 'sip:other@a.example' }),
    ]);
    assert.deepEqual(
      indexOf(so)?.entries.map(({ key }) => key),
      ['sip:other@a.example', 'sip:joint@a.example'],
    );
  });

  it('stands at the ends that the flow says, and nothing of it is folded', () => {
    const so = served([
      message(1),
      message(2, {}, { flow: 'preconfigured-regroup-request.server-server', writtenBy: 'harness' }),
    ]);
    const ladder = detailOf(so, 'other messages')?.ladder;
    const ends = ladder?.rows.map((row) =>
      row.kind === 'arrow' ? [row.from, row.to].map((at) => ladder.lifelines[at]?.party) : [],
    );
    assert.deepEqual(ends, [
      ['client-1', 'primary-server'],
      ['primary-server', 'partner-server'],
    ]);
    assert.ok(ladder?.rows.every(({ phase }) => phase === 'stimulus'));
    assert.deepEqual(
      ladder?.lifelines.filter((line) => line.served).map(({ party }) => party),
      ['primary-server'],
    );
  });

  it('tells what is wrong with a message, with bytes that are none, and what could not be delivered', () => {
    const wrong: Partial<MessageEvent> = { schemaErrors: [{ path: '/to', expected: 'an identity', found: 'nothing' }] };
    const so = served([
      message(1, {}, wrong),
      {
        kind: 'malformed',
        id: 'e2',
        seq: 2,
        at: 2,
        scope: null,
        party: 'primary-server',
        raw: '{',
        problem: 'no JSON',
      },
      message(3, {}, { writtenBy: 'harness' }),
      {
        kind: 'delivery',
        id: 'e4',
        seq: 4,
        at: 4,
        scope: null,
        message: 'e3',
        by: 'primary-server',
        outcome: 'undeliverable',
        detail: 'nobody listens',
      },
    ]);
    assert.equal(indexOf(so)?.entries[0]?.problems, 3);
    const texts = detailOf(so, 'other messages')?.problems.map(({ event, text }) => `${event} ${text}`);
    assert.match(texts?.[0] ?? '', /^e1 .*to primary-server is not valid: \/to: expected an identity, found nothing$/);
    assert.match(texts?.[1] ?? '', /^e2 .*no JSON$/);
    assert.match(texts?.[2] ?? '', /^e3 .*undeliverable: nobody listens$/);
  });

  it('keeps the newest, and says how much it let go', () => {
    const so = served(
      Array.from({ length: 9 }, (_, at) => message(at + 1, { regroupGroupId: `sip:g${at % 4}@a.example` })),
      { scopes: 3, events: 2 },
    );
    const index = indexOf(so);
    assert.ok(index !== undefined);
    assert.equal(index.entries.length, 3);
    assert.equal(index.dropped, 6);
    assert.equal(so.data('sip:gone@a.example'), undefined);
    const many = served(
      Array.from({ length: 5 }, (_, at) => message(at + 1)),
      { scopes: 3, events: 2 },
    );
    const detail = detailOf(many, 'other messages');
    assert.deepEqual([detail?.ladder.rows.length, detail?.dropped], [2, 3]);
  });

  it('keeps no more bytes than it may, whatever they are of', () => {
    const large = Array.from({ length: 9 }, (_, at) =>
      message(at + 1, { regroupGroupId: `sip:g${at % 4}@a.example`, note: 'x'.repeat(1000) }),
    );
    const so = served(large, { bytes: 5000 });
    const kept = ['g0', 'g1', 'g2', 'g3'].map((name) => detailOf(so, `sip:${name}@a.example`)?.ladder.rows.length);
    assert.deepEqual(kept, [1, 0, 0, 1]);
    assert.equal(detailOf(so, 'sip:g0@a.example')?.dropped, 2);
    assert.equal(detailOf(served(large.slice(0, 1), { bytes: 10 }), 'sip:g0@a.example')?.ladder.rows.length, 1);
  });
});
