// mcx-conformance reproduce: files that send a product once more, by hand, what it was sent in a scenario of a finished run.

import fs from 'node:fs';
import path from 'node:path';
import { brokenBy, brokeOff, mustBeWhole } from '../../../record/checked-traces';
import { readScenarioTraces } from '../../../record/events-file';
import { mustBeWritable } from '../../../record/run-folder';
import type { RunFolder } from '../../../record/run-folder';
import { PEERS, replayFiles } from '../../../report/reproduce/replay';
import { stimulusOf } from '../../../report/reproduce/stimulus';
import { breachesOf } from '../../../report/summary/failures';
import type { TraceEvent } from '../../../evidence/trace';
import { UserError } from '../../../verdict/errors';
import { instead } from '../../../verdict/nearest';
import type { RunResult, ScenarioResult } from '../../../verdict/results';
import { wireNamed } from '../../../wires/registry';
import { namedRun } from '../../named-run';
import { readRun } from '../../recorded';

export interface ReproduceOptions {
  readonly run?: string;
  readonly reports: string;
  /** `reproduce-<test purpose>` where absent. */
  readonly out?: string;
}

export async function reproduce(finding: string, { run: named, reports, out }: ReproduceOptions): Promise<void> {
  const folder = namedRun(named, reports);
  const run = await readRun(folder);
  mustHaveProduct(run);
  const scenario = scenarioOf(finding, run);
  await mustBeWhole(folder.events, run);
  const events = await eventsOf(scenario, folder, run);
  const own = Object.entries(run.target.ixit ?? {}).flatMap(([key, value]) =>
    / address$/.test(key) ? [placeOf(value)] : [],
  );
  const peers = (address: string): string => (own.includes(placeOf(address)) ? address : PEERS);
  const steps = stimulusOf(events, run.target.underTest, peers);
  const into = path.resolve(out ?? `reproduce-${scenario.tp.replaceAll(/[^\w-]/g, '_')}`);
  if (fs.existsSync(into))
    throw new UserError(
      'MCX-REPRODUCE',
      `expected nothing at ${into}, found something; name another folder with --out`,
    );
  mustBeWritable(into, '--out');
  for (const { name, text, executable } of replayFiles({
    run,
    scenario,
    steps,
    isHttp: wireNamed(run.target.adapter).isHttp === true,
  }))
    fs.writeFileSync(path.join(into, name), text, { mode: executable ? 0o755 : 0o644 });
  process.stdout.write(
    `${steps.length} steps of ${scenario.tp} are in ${into}: read the head of replay.sh, then run it against the product.\n`,
  );
}

/** Host, port and path, however it is written. */
const placeOf = (address: string): string =>
  address
    .replace(/^\w+:\/*/, '')
    .replace(/[;?].*$/, '')
    .replace(/\/$/, '');

function mustHaveProduct({ target: { underTest, ixit = {} } }: RunResult): void {
  if (underTest.some((role) => ixit[`${role} address`] !== undefined)) return;
  throw new UserError(
    'MCX-REPRODUCE',
    'expected a run with a product that has an address, found none: what is played, or stands behind a plug-in, cannot be sent anything by hand; name another run with --run',
  );
}

/** A test purpose, a statement that was broken, or an event that shows it. */
function scenarioOf(finding: string, { scenarios }: RunResult): ScenarioResult {
  const broken = (scenario: ScenarioResult): readonly string[] =>
    breachesOf(scenario).flatMap(({ check }) => [check.requirement, ...check.evidence]);
  const match =
    scenarios.find(({ tp }) => tp === finding) ?? scenarios.find((scenario) => broken(scenario).includes(finding));
  if (match) return match;
  const known = [...new Set(scenarios.flatMap((scenario) => [scenario.tp, ...broken(scenario)]))];
  throw new UserError(
    'MCX-REPRODUCE',
    `${finding} is neither a test purpose nor a broken statement of this run${instead(finding, known)}. Its summary and its page name them.`,
  );
}

async function eventsOf(
  { tp, scope }: ScenarioResult,
  { events }: RunFolder,
  run: RunResult,
): Promise<readonly TraceEvent[]> {
  try {
    for await (const traced of readScenarioTraces(events, brokeOff(run)))
      if (traced.scenario.tp === tp && traced.scenario.scope === scope) return traced.events();
  } catch (error) {
    throw brokenBy(error, events);
  }
  throw new UserError('MCX-REPRODUCE', `${tp} has no events in ${events}; run it again`);
}
