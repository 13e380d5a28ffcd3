// mcx-conformance mutants: puts each mutant and each variant of a built-in party under test. A mutant must be failed by
// the requirement that it names; a variant must be failed by none.

import { Writable } from 'node:stream';
import type { Envelope } from '@cucumber/messages';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { MUTANTS } from '../reference/mutants/all';
import { VARIANTS } from '../reference/variants/all';
import { loadCatalogue } from '../traceability/catalogue';
import { loadScenarios } from '../traceability/features';
import type { Scenario } from '../traceability/scenario';
import { UserError } from '../verdict/errors';
import { nearest } from '../verdict/nearest';
import type { ScenarioResult } from '../verdict/results';
import { runSuite } from './suite-run';

export interface MutantsOptions {
  readonly id?: readonly string[];
}

const SCENARIO = 'application/vnd.mcx-conformance.scenario+json';

export async function mutants({ id: ids }: MutantsOptions): Promise<void> {
  refuseUnknown(ids ?? []);
  const wanted = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] =>
    ids === undefined ? all : all.filter(({ id }) => ids.includes(id));
  const scenarios = loadScenarios(loadCatalogue());
  const runner = createRunner();
  let survivors = 0;
  let accused = 0;

  for (const mutant of wanted(MUTANTS)) {
    const killers = await killersOf(mutant, scenarios, runner);
    const killed = killers.includes(mutant.requirement);
    if (!killed) survivors += 1;
    const others = killers.filter((requirement) => requirement !== mutant.requirement);
    print(
      killed ? 'killed  ' : 'SURVIVED',
      mutant.role,
      mutant.id,
      killed ? mutant.requirement : `${mutant.requirement} did not catch it`,
      others,
    );
  }
  for (const variant of wanted(VARIANTS)) {
    const wrong = (await runner(variant.id, undefined)).filter(
      ({ verdict }) => verdict === 'fail' || verdict === 'error',
    );
    if (wrong.length > 0) accused += 1;
    const accusers = wrong.map(({ tp, reason }) => `${tp}: ${reason}`);
    print(
      wrong.length === 0 ? 'free    ' : 'ACCUSED ',
      variant.role,
      variant.id,
      variant.freedom,
      accusers.slice(0, 2),
    );
  }
  process.stdout.write(
    `mutants: ${wanted(MUTANTS).length - survivors} of ${wanted(MUTANTS).length} killed by the requirement they break; ` +
      `variants: ${accused} of ${wanted(VARIANTS).length} accused\n`,
  );
  if (survivors + accused > 0) process.exitCode = 1;
}

type Runner = (builtIn: string, testPurposes: readonly string[] | undefined) => Promise<readonly ScenarioResult[]>;

/** Runs the suite in this process; its code is loaded once. */
function createRunner(): Runner {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  let support: ISupportCodeLibrary | undefined;
  return async (builtIn, testPurposes) => {
    const results: ScenarioResult[] = [];
    const onMessage = ({ attachment }: Envelope): void => {
      if (attachment?.mediaType === SCENARIO) results.push(JSON.parse(attachment.body) as ScenarioResult); // ours
    };
    const done = await runSuite({
      testPurposes,
      parameters: { builtIn },
      parallel: 0,
      order: 'defined',
      formatter: 'summary',
      formatOptions: {},
      stdout: nowhere,
      onMessage,
      ...(support && { support }),
    });
    support = done.support;
    return results;
  };
}

/** Scenarios that show the broken requirement come first; only where none of them fails, all others follow. */
async function killersOf(
  mutant: { readonly id: string; readonly requirement: string },
  scenarios: readonly Scenario[],
  run: Runner,
): Promise<readonly string[]> {
  const showing = scenarios.filter(({ requirements }) => requirements.includes(mutant.requirement)).map(({ tp }) => tp);
  const first = showing.length > 0 ? failing(await run(mutant.id, showing)) : [];
  return first.includes(mutant.requirement) ? first : failing(await run(mutant.id, undefined));
}

const failing = (results: readonly ScenarioResult[]): readonly string[] => [
  ...new Set(
    results.flatMap(({ checks }) =>
      checks.filter(({ verdict, judged }) => verdict === 'fail' && judged).map(({ requirement }) => requirement),
    ),
  ),
];

function print(outcome: string, role: string, id: string, by: string, also: readonly string[]): void {
  const tail = also.length > 0 ? `  (also ${also.join(', ')})` : '';
  process.stdout.write(`${outcome}  ${role.padEnd(14)}  ${id.padEnd(40)}  ${by}${tail}\n`);
}

function refuseUnknown(ids: readonly string[]): void {
  const known = [...MUTANTS, ...VARIANTS].map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new UserError(
    'MCX-BUILT-IN',
    `there is no mutant or variant ${unknown}; the nearest is ${nearest(unknown, known)}`,
  );
}
