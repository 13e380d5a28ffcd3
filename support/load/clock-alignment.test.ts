// Clocks of two processes: the truth lies within the uncertainty that is told, whatever way is slower than the other.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { align, type RoundTrip } from './clock-alignment';

/** Ours is the true time. */
const trip = (at: number, there: number, back: number, theirClock: (time: number) => number): RoundTrip => ({
  sentAt: at,
  theirs: theirClock(at + there),
  backAt: at + there + back,
});

describe('the alignment of two clocks', () => {
  it('holds the truth within its uncertainty, though one way be slower and one clock faster', () => {
    const ways = fc.array(
      fc.tuple(fc.double({ min: 0, max: 40, noNaN: true }), fc.double({ min: 0, max: 40, noNaN: true })),
      {
        minLength: 1,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(
        ways,
        ways,
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.integer({ min: -50, max: 50 }),
        (one, other, offset, perMillion) => {
          const theirClock = (time: number): number => time * (1 + perMillion / 1e6) + offset;
          const trips = (from: number, all: typeof one): readonly RoundTrip[] =>
            all.map(([there, back], at) => trip(from + at * 100, there, back, theirClock));
          const alignment = align(trips(0, one), trips(60_000, other));
          assert.ok(alignment);
          for (const time of [2000, 30_000, 60_000]) {
            const wrongBy = Math.abs(alignment.toOurs(theirClock(time)) - time);
            assert.ok(wrongBy <= alignment.uncertaintyMs, `${wrongBy} > ${alignment.uncertaintyMs}`);
          }
        },
      ),
      { seed: 18, numRuns: 300 },
    );
  });

  it('is as narrow as the quickest answers leave it', () => {
    const quick = [trip(0, 0.1, 0.1, (time) => time + 500), trip(10, 9, 9, (time) => time + 500)];
    const alignment = align(quick, quick);
    assert.ok(alignment);
    assert.ok(alignment.uncertaintyMs <= 0.2 + 1e-9);
    assert.ok(Math.abs(alignment.toOurs(700) - 200) < 0.2);
  });

  it('is none where nobody answered, or a clock was set meanwhile', () => {
    const trips = [trip(0, 1, 1, (time) => time)];
    assert.equal(align([], trips), undefined);
    assert.equal(align(trips, [...trips, trip(0, 1, 1, (time) => time + 1000)]), undefined);
  });
});
