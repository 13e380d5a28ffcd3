// The scenario files of SIPp: as they stand, or with a text replaced, for a product that is wrong in one thing.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../support/schema/package-root';

export interface ScenarioChange {
  /** The scenario that it is about; others stay as they are. */
  readonly scenario: string;
  /** Stands in it exactly once. */
  readonly replace: string;
  readonly by: string;
}

/** The file to start SIPp with; one that is changed is written to the folder. */
export function scenarioFor(scenario: string, changes: readonly ScenarioChange[], folder: string): string {
  const file = path.join(packageRoot, 'test', 'peers', 'scenarios', `${scenario}.xml`);
  const own = changes.filter((change) => change.scenario === scenario);
  if (own.length === 0) return file;
  const changed = path.join(folder, `${scenario}.xml`);
  writeFileSync(changed, own.reduce(replaceOnce, readFileSync(file, 'utf8')));
  return changed;
}

function replaceOnce(text: string, { scenario, replace, by }: ScenarioChange): string {
  const [before, after, ...more] = text.split(replace);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`expected once in ${scenario}.xml, found ${text.split(replace).length - 1} times: ${replace}`);
  return `${before}${by}${after}`;
}
