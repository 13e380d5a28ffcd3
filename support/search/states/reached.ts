// Which scenario of the suite comes to which class of behaviour, by what its trace shows. A scenario is there for products, which read
// the clause as they may, or wrongly; so it is played with every party faithful, then with built-in ones under test that do otherwise.

import { fromLines } from '../../evidence/trace-lines';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadScenarios } from '../../traceability/features';
import type { Scenario } from '../../traceability/scenario';
import { createRunner } from '../../trials/runner';
import { classesOf } from './classes';
import { endingsIn } from './shown';

/** Undefined: every party is the faithful one. */
export const PLAYED_WITH: readonly (string | undefined)[] = [
  undefined,
  'asks-own-members-in-parallel',
  'reserves-nothing',
  'partner-lets-the-regroup-lapse',
  'asks-who-logged-off',
];

export interface Reaching {
  /** The test purpose. */
  readonly scenario: string;
  /** The built-in party under test. */
  readonly underTest?: string;
}

/** By class, the first that comes to it. */
export async function playSuite(): Promise<ReadonlyMap<string, Reaching>> {
  const scenarios = loadScenarios(loadCatalogue());
  const reached = new Map<string, Reaching>();
  for (const underTest of PLAYED_WITH)
    for (const [scenario, classes] of await classesIn(scenarios, underTest))
      for (const id of classes)
        if (!reached.has(id)) reached.set(id, { scenario, ...(underTest !== undefined && { underTest }) });
  return reached;
}

/** By test purpose, the classes that it comes to. */
export async function classesIn(
  scenarios: readonly Scenario[],
  underTest: string | undefined,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  run ??= createRunner();
  const played = await run(scenarios, { wire: 'memory', ...(underTest !== undefined && { builtIn: underTest }) });
  return new Map(
    played.map(({ result, events }) => [
      result.tp,
      new Set(classesOf(endingsIn(fromLines(events, result.scope))).map(({ id }) => id)),
    ]),
  );
}

/** The code of the suite is loaded once. */
let run: ReturnType<typeof createRunner> | undefined;
