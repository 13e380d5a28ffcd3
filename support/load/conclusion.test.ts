// The verdict on a load, and how it is told: a broken statement comes first, then what could not be told; nothing of ours is the product's.

import assert from 'node:assert/strict';
import { validate } from '../schema/validate';
import { loadTarget } from '../testbed/target/target';
import { resultOf } from './conclusion';
import type { LoadFinding, LoadResult } from './load-result';
import { renderLoad } from './render-load';
import type { Summary } from './summary';

const SPREAD = { first: 1, median: 2, p99: 3, last: 4 };
const SUMMARY: Summary = {
  counts: { asked: 10, received: 10, lost: 0, doubled: 0, acknowledged: 10, notTold: 0 },
  times: { step7: SPREAD, step9: SPREAD, step11: 5, step12: 6, messagesPerSecond: 700, uncertaintyMs: 0.2 },
  harness: { saturated: [], latestMs: 3, lateMs: 9, refused: 0 },
  workers: [{ name: 'one', clients: 10, received: 10, clockUncertaintyMs: 0.2, latestMs: 3 }],
  lost: [],
  doubled: [],
};
const BROKEN: LoadFinding = {
  requirement: 'STEP-7-a',
  party: 'partner-server',
  expected: 'each is sent one',
  observed: 'client 7 was sent none',
};

describe('the conclusion of a load', () => {
  function concluded(change: Partial<Summary> = {}, ...findings: readonly LoadFinding[]): LoadResult {
    const result = resultOf(loadTarget(), {
      startedAt: '2026-11-29T20:00:00.000Z',
      preparedInMs: 1200,
      summary: { ...SUMMARY, ...change },
      judged: { findings, clients: 10 },
      underTest: ['partner-server'],
    });
    assert.deepEqual(validate('report/load.schema.json', result), []);
    return result;
  }
  const counts = (change: Partial<Summary['counts']>): Partial<Summary> => ({
    counts: { ...SUMMARY.counts, ...change },
  });
  const saturated = { concerns: 'losses', why: 'one was 1200 ms late at a time' } as const;
  const harness = { ...SUMMARY.harness, saturated: [saturated] };

  it('passes where nobody was lost and no statement is broken', () => {
    const result = concluded();
    assert.deepEqual([result.verdict, result.exitCode], ['pass', 0]);
    const text = renderLoad(result).join('\n');
    assert.match(text, /^step 7 +1\.0 +2\.0 +3\.0 +4\.0$/m);
    assert.match(text, /^messages a second +700$/m);
  });

  it('says what the first message was that did not get through', () => {
    const trouble = 'step 9 of client 7: no answer within 4000 ms';
    const text = renderLoad(concluded({ workers: [{ ...SUMMARY.workers[0]!, trouble }] })).join('\n');
    assert.match(text, /^one: 10 of 10, .*; the first that did not get through: step 9 of client 7: no answer within/m);
  });

  it('fails by a broken statement, also where times are not the product’s', () => {
    const result = concluded({ times: null, ...counts({ received: 9, lost: 1 }) }, BROKEN);
    assert.deepEqual([result.verdict, result.exitCode], ['fail', 1]);
    assert.match(renderLoad(result).join('\n'), /^fail {2}STEP-7-a {2}\(partner-server\)$/m);
  });

  it('cannot tell where the harness is saturated, and then tells no figure as the product’s', () => {
    const result = concluded({ harness, ...counts({ received: 9, lost: null }) });
    assert.deepEqual([result.verdict, result.exitCode], ['inconclusive', 3]);
    assert.equal(result.reason, 'the harness is saturated: one was 1200 ms late at a time');
    assert.match(renderLoad(result).join('\n'), /^lost +not told: the harness is saturated \(one was 1200 ms/m);
  });

  it('cannot tell where clients are missing for no reason that it knows', () => {
    const reasons = [
      concluded(counts({ received: 9, lost: 1 })),
      concluded(counts({ doubled: 2 })),
      concluded(counts({ acknowledged: 8 })),
      concluded({ times: null }),
    ].map(({ exitCode, reason }) => `${exitCode} ${reason}`);
    assert.match(reasons[0] ?? '', /^3 1 clients were not sent step 7/);
    assert.match(reasons[1] ?? '', /^3 2 clients were sent step 7 more than once/);
    assert.match(reasons[2] ?? '', /^3 the step 9 of 2 clients was not taken/);
    assert.match(reasons[3] ?? '', /^3 clocks could not be aligned/);
  });
});
