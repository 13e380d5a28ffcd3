// What the records of workers come to, and what of it is the harness's own: nothing that it could not keep up with is charged.

import assert from 'node:assert/strict';
import type { ClientRecord } from './messages';
import { spreadOf, summarize, type Conducted, type Told } from './summary';

const STATE = { served: 0, affiliated: 0, asked: 0, taken: 0, latestMs: 5, lateMs: 5, connections: 3, refused: 0 };
const CONDUCTED: Conducted = {
  step5At: 1000,
  step11At: 1090,
  step12At: 1100,
  latestMs: 3,
  lateMs: 3,
  mostConnections: 100,
  acknowledges: true,
};

/** Their clock is so far ahead of ours. */
const told = (name: string, ahead: number, records: readonly ClientRecord[], more: Partial<Told> = {}): Told => ({
  name,
  clients: records.length,
  state: STATE,
  records,
  lost: undefined,
  alignment: { toOurs: (theirs) => theirs - ahead, uncertaintyMs: 0.25 },
  measuredFrom: 0,
  ...more,
});

const reached = (client: number, at: number): ClientRecord => ({
  client,
  asked: 1,
  askedAt: at,
  answeredAt: at + 2,
  taken: true,
});

describe('the summary of a load', () => {
  const one = told('one', 500, [reached(0, 1510), reached(1, 1520), { client: 2, asked: 0 }]);
  const other = told('other', -200, [reached(3, 840), { ...reached(4, 860), asked: 2 }]);

  it('counts clients and puts their times on one clock, after step 5', () => {
    const { counts, times, lost, doubled, harness } = summarize([one, other], CONDUCTED);
    assert.deepEqual(counts, { asked: 5, received: 4, lost: 1, doubled: 1, acknowledged: 4, notTold: 0 });
    assert.deepEqual([lost, doubled], [[2], [4]]);
    assert.deepEqual(times?.step7, { first: 10, median: 20, p99: 60, last: 60 });
    assert.deepEqual(times.step9, { first: 12, median: 22, p99: 62, last: 62 });
    assert.deepEqual([times.step11, times.step12, times.uncertaintyMs], [90, 100, 0.3]);
    // Eight messages from 10 to 62 ms.
    assert.equal(times.messagesPerSecond, Math.round(8000 / 52));
    assert.deepEqual(harness.saturated, []);
  });

  it('takes nearest ranks, of many times too', () => {
    const times = Array.from({ length: 100_000 }, (_, at) => 100_000 - at);
    assert.deepEqual(spreadOf(times), { first: 1, median: 50_000, p99: 99_000, last: 100_000 });
    assert.deepEqual(spreadOf([7]), { first: 7, median: 7, p99: 7, last: 7 });
    assert.equal(spreadOf([]), null);
  });

  it('says that the share of a worker that is gone could not be told, and charges no loss of others', () => {
    const gone = told('gone', 0, [], { clients: 7, records: undefined, lost: 'it ended', alignment: undefined });
    const { counts, times, workers, harness } = summarize([one, gone], CONDUCTED);
    assert.deepEqual(counts, { asked: 10, received: 2, lost: null, doubled: 0, acknowledged: 2, notTold: 7 });
    assert.deepEqual(
      workers.map(({ received, lost }) => [received, lost]),
      [
        [2, undefined],
        [null, 'it ended'],
      ],
    );
    assert.deepEqual(harness.saturated, [{ concerns: 'losses', why: 'gone is gone' }]);
    assert.ok(times);
  });

  it('gives no loss as the product’s where one of its own processes was late for a second, or had no connection left', () => {
    const late = { ...one, state: { ...STATE, latestMs: 1200 } };
    const full = { ...one, state: { ...STATE, connections: 100 } };
    for (const [worker, why] of [
      [late, 'one was 1200 ms late at a time'],
      [full, 'one had 100 connections, as many as it takes'],
    ] as const) {
      const { counts, harness } = summarize([worker, other], CONDUCTED);
      assert.deepEqual([counts.lost, counts.doubled], [null, null]);
      assert.deepEqual(harness.saturated, [{ concerns: 'losses', why }]);
    }
    const { counts } = summarize([one, other], { ...CONDUCTED, latestMs: 1000 });
    assert.equal(counts.lost, null);
    // Nobody is missing: there is nothing to explain.
    const complete = told('other', -200, [reached(3, 840), reached(4, 860)], { state: late.state });
    assert.deepEqual(summarize([complete], CONDUCTED).harness.saturated, []);
  });

  it('gives no times where a process was late for more than half of them', () => {
    const slow = { ...one, state: { ...STATE, lateMs: 51 } };
    const { times, counts, harness } = summarize([slow, other], CONDUCTED);
    assert.equal(times, null);
    assert.equal(counts.lost, 1);
    assert.deepEqual(harness.saturated, [{ concerns: 'times', why: 'one was late for 51 of 100 ms' }]);
  });

  it('gives no times without step 5, or where a clock could not be aligned', () => {
    assert.equal(summarize([one], { ...CONDUCTED, step5At: undefined }).times, null);
    assert.equal(summarize([{ ...one, alignment: undefined }], CONDUCTED).times, null);
  });

  it('has no acknowledgements on a wire without step 9', () => {
    assert.equal(summarize([one], { ...CONDUCTED, acknowledges: false }).counts.acknowledged, null);
  });
});
