// Judges a scenario: the checks read its story, findings are charged to whom they bind, and one verdict is made. An
// expectation of the feature that was not met must be backed by a broken requirement; if none is, the suite is at fault.
// Pure: a run calls it when a scenario ends, and `judge` at any later time.

import type { Check } from '../oracle/check';
import { judgeStory } from '../oracle/judge';
import type { Story } from '../oracle/story';
import type { PartyName } from '../procedure/roles';
import { accountOf, type Account } from '../verdict/account';
import { charge } from '../verdict/charge';
import type { Finding } from '../verdict/finding';
import type { CheckResult, ScenarioResult } from '../verdict/results';
import { worst, type Reasoned } from '../verdict/verdict';
import { requirementNotApplicable, type Declared } from './applicability';

/** What a verdict depends on besides the trace. */
export interface JudgementContext extends Declared {
  /** Whose findings count: the parties under test, or all where every role is played. */
  readonly judged: ReadonlySet<PartyName> | 'all';
  readonly ordering: 'strict' | 'lenient';
  readonly strength: 'all' | 'shall';
  /** The oracle. */
  readonly checks: readonly Check[];
}

export interface Judgement extends Account {
  readonly verdict: ScenarioResult['verdict'];
  readonly reason: string;
  readonly checks: readonly CheckResult[];
}

/**
 * @param faults what went wrong outside the checks: unmet expectations, preconditions not reached, our own errors
 */
export function judge(
  story: Story,
  requirements: readonly string[],
  faults: readonly Reasoned[],
  run: JudgementContext,
): Judgement {
  const applies = (id: string): boolean => requirementNotApplicable(id, run) === undefined;
  const findings = judgeStory(story, { ordering: run.ordering }, run.checks).filter(({ requirement }) =>
    applies(requirement),
  );
  const gone = unreachable(story, run);
  const excusedFindings = findings.map((finding) =>
    finding.verdict === 'fail' && excused(finding.party, gone, run)
      ? {
          ...finding,
          verdict: 'inconclusive' as const,
          observed: `${finding.observed}; ${inWords(gone)}`,
        }
      : finding,
  );
  const binding = {
    strengthOf: (id: string) => run.catalogue.strengthOf(id),
    binds: (id: string) => bindsJudged(id, run),
  };
  const checks = charge(excusedFindings, run.judged, binding, { strength: run.strength });
  const due = requirements.filter((id) => bindsJudged(id, run) && applies(id));
  const account = accountOf(due, checks, (party) => run.judged === 'all' || run.judged.has(party));
  // A condition that arose for another party is one that the scenario brought about; the freedoms of this one decide.
  const exercised = new Set(checks.map(({ requirement }) => requirement));
  const notExercised = due.filter((id) => !exercised.has(id));
  const verdict = worst<Reasoned>(
    { verdict: 'pass', reason: '' },
    // First, because the rest follows from them: a product that is gone leaves every condition unmet.
    ...faults.filter(({ verdict }) => verdict !== 'fail'),
    ...checks.filter(({ judged, verdict }) => judged || verdict === 'error').map(reasonOf),
    ...notExercised.map((id) => neverArose(id, run)),
  );
  const explained = verdict.verdict !== 'pass' || checks.some(({ verdict }) => verdict === 'fail');
  const elsewhere = excusedFindings.find(
    ({ verdict, party, requirement }) =>
      verdict === 'fail' && isUnderTest(party, run) && !bindsJudged(requirement, run),
  );
  const settled = explained ? verdict : worst(verdict, ...faults.map(explanation(gone, elsewhere)));
  if (settled.verdict === 'pass' && !checks.some(({ judged }) => judged))
    return { verdict: 'not-applicable', reason: 'nothing in it binds a role under test', checks, ...account };
  return { ...settled, checks, ...account };
}

const reasonOf = ({ verdict, requirement, expected, observed }: CheckResult): Reasoned => ({
  verdict,
  reason: `${requirement}: expected ${expected}; observed ${observed}`,
});

/** A requirement that binds only played parties may as well not come to bear. */
const bindsJudged = (id: string, { judged, catalogue }: JudgementContext): boolean =>
  judged === 'all' || (catalogue.requirement(id)?.owners ?? []).some((owner) => judged.has(owner));

/** On the built-in system the condition of a tagged requirement always arises, or the feature is wrong. */
const neverArose = (id: string, run: JudgementContext): Reasoned => ({
  verdict: run.judged === 'all' ? 'error' : 'inconclusive',
  reason: `${id}: the condition of the requirement never arose`,
});

const explanation = (gone: Gone, elsewhere: Finding | undefined): ((fault: Reasoned) => Reasoned) => {
  if (gone.size > 0) return besideTheGone(gone);
  return elsewhere ? inAnotherPart(elsewhere) : unexplained;
};

/** Whoever takes nothing leaves expectations of others unmet. */
const besideTheGone =
  (gone: Gone) =>
  ({ reason }: Reasoned): Reasoned => ({ verdict: 'inconclusive', reason: `${reason}; ${inWords(gone)}` });

/** An unmet expectation explains itself by a broken requirement, counted or not; only where there is none is it ours. */
const unexplained = ({ reason }: Reasoned): Reasoned => ({
  verdict: 'error',
  reason: `${reason}, and no requirement is broken: the feature or a check is wrong`,
});

/** A product broke what binds a role that it takes in this regroup and that is not under test. */
const inAnotherPart =
  ({ party, requirement, observed }: Finding) =>
  ({ reason }: Reasoned): Reasoned => ({
    verdict: 'inconclusive',
    reason: `${reason}; ${party} took another part, which is not under test, and broke ${requirement}: ${observed}`,
  });

/** What a played party leaves undone beside a product that is gone proves nothing. */
const excused = (party: PartyName, gone: Gone, run: JudgementContext): boolean =>
  gone.has(party) || (gone.size > 0 && !isUnderTest(party, run));

const isUnderTest = (party: PartyName, { judged }: JudgementContext): boolean => judged !== 'all' && judged.has(party);

/** The products that took nothing, and why, in words that follow the name. */
type Gone = ReadonlyMap<PartyName, string>;

function unreachable({ messages, undelivered, challenged, controls }: Story, run: JudgementContext): Gone {
  const gone = new Map<PartyName, string>();
  for (const { id, to } of messages)
    if (to.party !== null && isUnderTest(to.party, run) && undelivered.get(id) === 'undeliverable')
      gone.set(to.party, challenged.get(id) ?? gone.get(to.party) ?? LOST);
  for (const party of controls.lost) if (isUnderTest(party, run) && !gone.has(party)) gone.set(party, LOST);
  return gone;
}

const LOST = 'could not be reached';

function inWords(gone: Gone): string {
  const reasons = [...new Set(gone.values())];
  const parties = (reason: string): string =>
    [...gone]
      .filter(([, why]) => why === reason)
      .map(([party]) => party)
      .join(' and the ');
  return reasons.map((reason) => `the ${parties(reason)} ${reason}`).join('; ');
}
