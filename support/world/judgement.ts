// Ends a scenario: the checks read the trace, findings are charged to whom they bind, and one verdict is made. An
// expectation of the feature that was not met must be backed by a broken requirement; if none is, the suite is at fault.

import { judgeStory } from '../checks/judge';
import type { Story } from '../checks/story';
import type { PartyName } from '../procedure/roles';
import { charge } from '../verdict/charge';
import type { CheckResult, ScenarioResult } from '../verdict/results';
import { worst, type Reasoned } from '../verdict/verdict';
import { requirementNotApplicable } from './applicability';
import type { RunContext } from './run-context';

export interface Judgement {
  readonly verdict: ScenarioResult['verdict'];
  readonly reason: string;
  readonly checks: readonly CheckResult[];
  readonly notExercised: readonly string[];
}

/**
 * @param faults what went wrong outside the checks: unmet expectations, preconditions not reached, our own errors
 */
export function judge(
  story: Story,
  requirements: readonly string[],
  faults: readonly Reasoned[],
  run: RunContext,
): Judgement {
  const applies = (id: string): boolean => requirementNotApplicable(id, run) === undefined;
  const findings = judgeStory(story, { ordering: run.ordering }, run.checks).filter(({ requirement }) =>
    applies(requirement),
  );
  const gone = unreachable(story, run);
  const told = findings.map((finding) =>
    finding.verdict === 'fail' && excused(finding.party, gone, run)
      ? {
          ...finding,
          verdict: 'inconclusive' as const,
          observed: `${finding.observed}; the ${[...gone].join(' and the ')} could not be reached`,
        }
      : finding,
  );
  const checks = charge(told, run.judged, (id) => run.catalogue.strengthOf(id), { strength: run.strength });
  const exercised = new Set(checks.map(({ requirement }) => requirement));
  const notExercised = requirements.filter((id) => !exercised.has(id) && bindsJudged(id, run) && applies(id));
  const verdict = worst<Reasoned>(
    { verdict: 'pass', reason: '' },
    // First, because the rest follows from them: a product that is gone leaves every condition unmet.
    ...faults.filter(({ verdict }) => verdict !== 'fail'),
    ...checks.filter(({ judged, verdict }) => judged || verdict === 'error').map(reasonOf),
    ...notExercised.map((id) => neverArose(id, run)),
  );
  const explained = verdict.verdict !== 'pass' || checks.some(({ verdict }) => verdict === 'fail');
  const settled = explained ? verdict : worst(verdict, ...faults.map(unexplained));
  if (settled.verdict === 'pass' && !checks.some(({ judged }) => judged))
    return { verdict: 'not-applicable', reason: 'nothing in it binds a role under test', checks, notExercised };
  return { ...settled, checks, notExercised };
}

const reasonOf = ({ verdict, requirement, expected, observed }: CheckResult): Reasoned => ({
  verdict,
  reason: `${requirement}: expected ${expected}; observed ${observed}`,
});

/** A requirement that binds only played parties may as well not come to bear. */
const bindsJudged = (id: string, { judged, catalogue }: RunContext): boolean =>
  judged === 'all' || (catalogue.requirement(id)?.owners ?? []).some((owner) => judged.has(owner));

/** On the built-in system the condition of a tagged requirement always arises, or the feature is wrong. */
const neverArose = (id: string, run: RunContext): Reasoned => ({
  verdict: run.judged === 'all' ? 'error' : 'inconclusive',
  reason: `${id}: the condition of the requirement never arose`,
});

/** An unmet expectation explains itself by a broken requirement, counted or not; only where there is none is it ours. */
const unexplained = ({ reason }: Reasoned): Reasoned => ({
  verdict: 'error',
  reason: `${reason}, and no requirement is broken: the feature or a check is wrong`,
});

/** What a played party leaves undone beside a product that is gone proves nothing. */
const excused = (party: PartyName, gone: ReadonlySet<PartyName>, { testbed }: RunContext): boolean =>
  gone.has(party) || (gone.size > 0 && !testbed.party(party).underTest);

function unreachable({ messages, undelivered }: Story, { testbed }: RunContext): ReadonlySet<PartyName> {
  const lost = messages.filter(({ id }) => undelivered.get(id) === 'undeliverable');
  return new Set(lost.flatMap(({ to: { party } }) => (party && testbed.party(party).underTest ? [party] : [])));
}
