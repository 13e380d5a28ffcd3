import assert from 'node:assert/strict';
import { baselineOf, mergedRun, type Part } from './merge';
import { aFailedScenario, aRun, aScenario } from '../report/testing/results';
import type { RunResult } from '../verdict/results';

const elsewhere = (shard: string, ...tps: readonly string[]) =>
  tps.map((tp) => ({ tp, name: `scenario of ${tp}`, reason: `shard ${shard}` }));
const scenario = (tp: string, line: number, over = {}) => aScenario({ tp, name: `scenario of ${tp}`, line, ...over });

function part(shard: string, over: Partial<RunResult> = {}): Part {
  const run = aRun({ ...over, options: { target: 'acme.yaml', shard, ...over.options } });
  return { name: `runs/${shard}`, run, events: 'events.jsonl' };
}

const one = (over: Partial<RunResult> = {}) =>
  part('1/2', { scenarios: [scenario('TP_1', 10)], notExecuted: elsewhere('1/2', 'TP_2'), ...over });
const two = (over: Partial<RunResult> = {}) =>
  part('2/2', { scenarios: [scenario('TP_2', 20)], notExecuted: elsewhere('2/2', 'TP_1'), ...over });

describe('merging the runs of shards', () => {
  it('gives one run over all scenarios, by their place, whichever shard comes first', () => {
    for (const parts of [
      [one(), two()],
      [two(), one()],
    ]) {
      const run = mergedRun(parts);
      assert.deepEqual(
        run.scenarios.map(({ tp }) => tp),
        ['TP_1', 'TP_2'],
      );
      assert.deepEqual(run.notExecuted, []);
      assert.deepEqual([run.verdict, run.exitCode], ['pass', 0]);
      assert.deepEqual(run.options, { target: 'acme.yaml' });
    }
  });

  it('lasts from the first start to the last end', () => {
    const early = one({ startedAt: '2026-01-02T03:04:05.000Z', durationMs: 1000 });
    const late = two({ startedAt: '2026-01-02T03:04:05.500Z', durationMs: 2000 });
    const { startedAt, durationMs } = mergedRun([late, early]);
    assert.deepEqual([startedAt, durationMs], ['2026-01-02T03:04:05.000Z', 2500]);
  });

  it('is the worst of all scenarios', () => {
    const failed = two({ scenarios: [aFailedScenario({ tp: 'TP_2', name: 'scenario of TP_2', line: 20 })] });
    assert.equal(mergedRun([one(), failed]).exitCode, 1);
  });

  it('keeps the error of a shard that stands in no scenario', () => {
    const { verdict, reason, exitCode } = mergedRun([one(), two({ faults: ['a hook threw'] })]);
    assert.deepEqual([verdict, reason, exitCode], ['error', 'a hook threw', 4]);
  });

  it('keeps why a scenario was left out, once, and whose it was that did not come to it', () => {
    const filtered = { tp: 'TP_9', name: 'scenario of TP_9', reason: 'filter --step 5' };
    const ended = {
      tp: 'TP_2',
      name: 'scenario of TP_2',
      reason: 'the run ended before it',
      interrupted: true,
    } as const;
    const run = mergedRun([
      one({ notExecuted: [filtered, ...elsewhere('1/2', 'TP_2')] }),
      two({ scenarios: [], notExecuted: [filtered, ...elsewhere('2/2', 'TP_1'), ended] }),
    ]);
    assert.deepEqual(run.notExecuted, [filtered, ended]);
    assert.equal(run.exitCode, 3);
  });

  it('calls a scenario that every shard left to another one interrupted', () => {
    const run = mergedRun([
      one({ notExecuted: elsewhere('1/2', 'TP_2', 'TP_3') }),
      two({ notExecuted: elsewhere('2/2', 'TP_1', 'TP_3') }),
    ]);
    assert.deepEqual(run.notExecuted, [
      { tp: 'TP_3', name: 'scenario of TP_3', reason: 'no shard ran it', interrupted: true },
    ]);
  });

  it('has the baseline that its shards were set beside, for the whole to be judged by it', () => {
    const line = {
      requirement: 'STEP-5-a',
      tp: 'TP_2',
      issue: 'https://x.example/1',
      owner: 'ana',
      expires: '2027-01-31',
    };
    const beside = (finding: 'known' | 'not-exercised', owner = 'ana') => ({
      baseline: { file: 'b.yaml', day: '2026-01-01', lines: [{ ...line, owner, finding }], unlisted: [] },
    });
    const parts = [one(beside('not-exercised')), two(beside('known'))];
    assert.equal(mergedRun(parts).baseline, undefined);
    assert.deepEqual(baselineOf(parts), { file: 'b.yaml', day: '2026-01-01', lines: [line] });
    assert.equal(baselineOf([one(), two()]), undefined);
    assert.throws(() => mergedRun([one(beside('known')), two(beside('known', 'ben'))]), {
      code: 'MCX-MERGE',
      message: /baseline .*"ben"/,
    });
  });

  const refused: readonly (readonly [string, readonly Part[], RegExp])[] = [
    ['nothing', [], /found none/],
    ['a missing shard', [one()], /missing 2\/2/],
    ['the same shard twice', [one(), one()], /1\/2 once/],
    ['shards of another number', [one(), part('2/3', { scenarios: [] })], /shard of 2/],
    [
      'a run that is no shard',
      [one(), { name: 'runs/x', run: aRun({ scenarios: [] }), events: '' }],
      /without --shard/,
    ],
    ['another suite', [one(), two({ suite: { name: 'mcx-conformance', version: '0.2.0' } })], /suite .*0\.2\.0/],
    ['another target', [one(), two({ target: { ...aRun().target, version: '5' } })], /target/],
    ['other options', [one(), two({ options: { strength: 'shall' } })], /options .*shall/],
    ['a scenario that two executed', [one(), two({ scenarios: [scenario('TP_1', 10)] })], /TP_1 to be executed once/],
  ];
  for (const [what, parts, message] of refused)
    it(`refuses ${what}`, () => assert.throws(() => mergedRun(parts), { code: 'MCX-MERGE', message }));
});
