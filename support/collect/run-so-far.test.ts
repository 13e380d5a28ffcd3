import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { aRun, aScenario } from '../report/testing/results';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import type { ScenarioResult } from '../verdict/results';
import { createRunSoFar } from './run-so-far';

describe('the page of a run that goes on', () => {
  const folder = useTemporaryFolder();
  const traceOf = (scenarios: readonly ScenarioResult[]): string =>
    scenarios.map((scenario) => `${JSON.stringify({ kind: 'result', scenario })}\n`).join('');
  /** A reason that cannot be packed. */
  const noise = (seed: number): string =>
    Array.from({ length: 2000 }, (_, at) => String.fromCharCode(97 + ((at * at * 7919 + seed * at) % 26))).join('');

  it('keeps no more bytes of what it hands out than it may, and the newest of it', () => {
    const file = path.join(folder.path, 'events.jsonl');
    const scenarios = [1, 2, 3, 4].map((at) =>
      aScenario({ tp: `PGR_CL1_BV_0${at}`, scope: `s${at}`, verdict: 'fail', reason: noise(at) }),
    );
    fs.writeFileSync(file, traceOf(scenarios.slice(0, 1)));
    const { clauses, suite, target, options } = aRun();
    const described = { clauses, suite, target, options, planned: undefined, notSelected: [] };
    const anchors = scenarios.map(({ tp }) => tp);
    const open = (mostBytes?: number) => createRunSoFar(file, described, new Date(0), mostBytes);
    const size = open().data(`data-${anchors[0] ?? ''}`)?.length ?? 0;
    assert.ok(size > 500);

    fs.appendFileSync(file, traceOf(scenarios.slice(1)));
    const kept = (mostBytes?: number) => anchors.map((anchor) => open(mostBytes).data(`data-${anchor}`) !== undefined);
    assert.deepEqual(kept(), [true, true, true, true]);
    assert.deepEqual(kept(2.5 * size), [false, false, true, true]);
    assert.deepEqual(kept(1), [false, false, false, true]);
  });
});
