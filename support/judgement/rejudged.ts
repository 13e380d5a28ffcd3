// Judges a recorded scenario once more, from its trace and from the faults that no trace shows. Pure.

import { openStory } from '../oracle/story';
import type { TraceEvent } from '../evidence/trace';
import { abilitiesOf } from '../ports/abilities';
import { NOTHING_EXPECTED } from '../verdict/account';
import { harmlessIn } from '../verdict/harmless';
import type { ScenarioResult } from '../verdict/results';
import { scenarioNotApplicable } from './applicability';
import { judge } from './judgement';
import type { JudgementContext } from './judgement-context';

/** @param events those of the scenario, in order; strays may stand among them, and what came late is last */
export function rejudged(
  scenario: ScenarioResult,
  events: readonly TraceEvent[],
  context: JudgementContext,
): ScenarioResult {
  const { faults = [], requirements, scope } = scenario;
  const own = events.filter((event) => event.scope === scope);
  const lacking = scenarioNotApplicable(scenario, context);
  if (lacking !== undefined) {
    const fault = faults.find(({ verdict }) => verdict !== 'fail') ?? { verdict: 'not-applicable', reason: lacking };
    return { ...scenario, ...fault, checks: [], ...NOTHING_EXPECTED };
  }
  // The harness broke before there was a trace, or it was not executed: nothing can be told anew.
  if (scope === '' || (own.length === 0 && scenario.verdict === 'not-applicable')) return scenario;
  const judgement = judge(openStory(own, abilitiesOf(context.wire)), requirements, faults, context, own);
  return { ...scenario, ...harmlessIn(judgement) };
}
