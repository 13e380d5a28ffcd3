// The pool: nobody waits for what is free, nobody takes what is held, and each job has one outcome.

import assert from 'node:assert/strict';
import { setImmediate as soon } from 'node:timers/promises';
import { estimate } from './estimate';
import type { Job, Outcome } from './job';
import { runPool, type PoolOptions } from './pool';
import { ended, job, notRun, resource } from './testing/campaigns';

const NOBODY = new AbortController().signal;

async function pool(jobs: readonly Job[], options: Partial<PoolOptions> = {}) {
  const outcomes: Outcome[] = [];
  const begun: string[] = [];
  const left = await runPool(jobs, {
    parallel: 4,
    until: undefined,
    signal: NOBODY,
    carryOut: ({ id }) => Promise.resolve(ended(id)),
    begun: ({ id }) => void begun.push(id),
    ended: (_job, outcome) => void outcomes.push(outcome),
    ...options,
  });
  return { outcomes, begun, left: left.map(({ id }) => id) };
}

describe('the pool of a campaign', () => {
  it('never gives a product to two runs at a time, and lets others by', async () => {
    const busy = new Map<string, number>();
    let most = 0;
    let together = 0;
    const jobs = [
      job('a1', [resource('a')]),
      job('a2', [resource('a')]),
      job('b1', [resource('b', 2)]),
      job('b2', [resource('b', 2)]),
      job('ab', [resource('a'), resource('b', 2)]),
    ];
    const { outcomes } = await pool(jobs, {
      carryOut: async ({ id, resources }) => {
        together += 1;
        most = Math.max(most, together);
        for (const { name, atOnce } of resources) {
          busy.set(name, (busy.get(name) ?? 0) + 1);
          assert.ok((busy.get(name) ?? 0) <= atOnce, `${name} is used by more than ${atOnce}`);
        }
        await soon();
        for (const { name } of resources) busy.set(name, (busy.get(name) ?? 0) - 1);
        together -= 1;
        return ended(id);
      },
    });
    assert.deepEqual(outcomes.map((one) => one.job).toSorted(), ['a1', 'a2', 'ab', 'b1', 'b2']);
    assert.equal(most, 3, 'a1, b1 and b2 run together');
  });

  it('tries what could not be run again, so often and no more', async () => {
    const tries: number[] = [];
    const { outcomes } = await pool([job('x')], {
      carryOut: ({ id }, count) => {
        tries.push(count);
        return Promise.resolve(notRun(id, count));
      },
    });
    assert.deepEqual(tries, [1, 2]);
    assert.deepEqual(outcomes, [notRun('x', 2)]);
  });

  it('begins nothing after its time, and says what is left', async () => {
    const { begun, left } = await pool([job('x'), job('y')], { until: new Date(0) });
    assert.deepEqual([begun, left], [[], ['x', 'y']]);
  });

  it('leaves without an outcome what an interrupt ended', async () => {
    const interrupt = new AbortController();
    const { outcomes, left } = await pool([job('x'), job('y')], {
      parallel: 1,
      signal: interrupt.signal,
      carryOut: async () => {
        await soon();
        interrupt.abort();
        throw new Error('aborted');
      },
    });
    assert.deepEqual([outcomes, left], [[], ['x', 'y']]);
  });

  it('lets a fault of ours be seen', async () => {
    await assert.rejects(pool([job('x')], { carryOut: () => Promise.reject(new Error('ours')) }), /ours/);
  });
});

describe('the time of a plan', () => {
  it('is what the resources allow', () => {
    const shared = [1, 2, 3, 4].map((number) => job(`${number}`, [resource('one')]));
    const known = new Map([[' + http-json'.slice(3), 10]]);
    assert.deepEqual(estimate(shared, 5, 4, known), { seconds: 40, known: 4 });
    const free = [1, 2, 3, 4].map((number) => job(`${number}`));
    assert.deepEqual(estimate(free, 5, 2, known), { seconds: 20, known: 4 });
  });
});
