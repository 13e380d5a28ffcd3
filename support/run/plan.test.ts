import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadTarget } from '../testbed/target/target';
import { planRun } from './plan';

const USUAL = { ordering: 'strict', strength: 'all', readings: 'registered', audit: 'report', reports: '' } as const;

describe('the plan of a run', () => {
  it('takes a baseline of any clause, also of one that the run is not about', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-'));
    const baseline = path.join(folder, 'baseline.yaml');
    const line = 'requirement: GR-16.2.1.1-1, tp: PGR_CL1_BV_71, issue: "https://issues.example/1", owner: a';
    try {
      fs.writeFileSync(baseline, `- { ${line}, expires: 2999-01-01 }\n`);
      const { forCollector } = planRun({ ...USUAL, baseline }, loadTarget());
      assert.equal(forCollector.baseline?.lines.length, 1);
      assert.deepEqual(
        forCollector.clauses.map(({ clause }) => clause),
        ['23.280-10.15.3.3.1'],
      );
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
