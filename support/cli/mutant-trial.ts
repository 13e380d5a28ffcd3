// Puts one mutant or variant under test in this process and says what the suite makes of it. A mutant must be failed by the
// requirement that it names; a variant must be failed by none. Unaware of which others there are.

import { Writable } from 'node:stream';
import type { Envelope } from '@cucumber/messages';
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import { MUTANTS } from '../reference/mutants/all';
import { VARIANTS } from '../reference/variants/all';
import { SCENARIO_MEDIA_TYPE } from '../report/attempt';
import { loadCatalogue } from '../traceability/catalogue';
import { loadScenarios } from '../traceability/features';
import type { Scenario } from '../traceability/scenario';
import type { ScenarioResult } from '../verdict/results';
import { runSuite } from './suite-run';

/** What the suite made of one mutant or variant. */
export interface Trial {
  readonly outcome: 'killed' | 'survived' | 'free' | 'accused';
  readonly role: string;
  readonly id: string;
  readonly by: string;
  readonly also: readonly string[];
}

type Runner = (
  builtIn: string,
  testPurposes: readonly string[] | undefined,
  ordering?: 'lenient',
) => Promise<readonly ScenarioResult[]>;

/** The code of the suite is loaded by the first trial and kept for the others. */
export function createTrials(): (id: string) => Promise<Trial> {
  const scenarios = loadScenarios(loadCatalogue());
  const runner = createRunner();
  return async (id) => {
    const mutant = MUTANTS.find((one) => one.id === id);
    if (mutant) return tryMutant(mutant, scenarios, runner);
    const variant = VARIANTS.find((one) => one.id === id);
    if (variant) return tryVariant(variant, runner);
    throw new Error(`there is no mutant or variant ${id}`);
  };
}

async function tryMutant(
  mutant: (typeof MUTANTS)[number],
  scenarios: readonly Scenario[],
  runner: Runner,
): Promise<Trial> {
  const { id, role, requirement } = mutant;
  const killers = await killersOf(mutant, scenarios, runner);
  const also = killers.filter((killer) => killer !== requirement);
  return killers.includes(requirement)
    ? { outcome: 'killed', role, id, by: requirement, also }
    : { outcome: 'survived', role, id, by: `${requirement} did not catch it`, also };
}

async function tryVariant({ id, role, freedom, ordering }: (typeof VARIANTS)[number], runner: Runner): Promise<Trial> {
  const results = await runner(id, undefined, ordering);
  const wrong = results.filter(({ verdict }) => verdict === 'fail' || verdict === 'error');
  const also = wrong.map(({ tp, reason }) => `${tp}: ${reason}`).slice(0, 2);
  return { outcome: wrong.length === 0 ? 'free' : 'accused', role, id, by: freedom, also };
}

function createRunner(): Runner {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  let support: ISupportCodeLibrary | undefined;
  return async (builtIn, testPurposes, ordering) => {
    const results: ScenarioResult[] = [];
    const onMessage = ({ attachment }: Envelope): void => {
      if (attachment?.mediaType === SCENARIO_MEDIA_TYPE) results.push(JSON.parse(attachment.body) as ScenarioResult); // ours
    };
    const done = await runSuite({
      testPurposes,
      parameters: { builtIn, wire: 'memory', ...(ordering && { ordering }) },
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
