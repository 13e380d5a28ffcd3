// Judges a scenario: the checks read its story, findings are charged to whom they bind, and one verdict is made. An
// expectation of the feature that was not met is backed by a broken requirement; where none is, a product that took part may
// have left it unmet, and only among played parties is the suite at fault.
// Pure: a run calls it when a scenario ends, and `judge` at any later time.

import { judgeStory } from '../oracle/judge';
import type { Story } from '../oracle/story';
import type { MessageEvent, TraceEvent } from '../evidence/trace';
import type { PartyName } from '../procedure/roles';
import { hasToBeTaken } from './has-to-be-taken';
import { accountOf, type Account } from '../verdict/account';
import { charge } from '../verdict/charge';
import type { Finding } from '../verdict/finding';
import type { CheckResult, ScenarioResult } from '../verdict/results';
import { worst, type Reasoned } from '../verdict/verdict';
import { requirementNotApplicable } from './applicability';
import { absenceIn, causeFirst, refusedFirst } from './cause-first';
import { circumstancesOf, excuse } from './excuses';
import { concerned, explanation, withWords } from './explanation';
import { bindsJudged, byPolicy, isUnderTest, type JudgementContext } from './judgement-context';
import { withLate } from './late';
import { whatIsUntaken } from './untaken';

export interface Judgement extends Account {
  readonly verdict: ScenarioResult['verdict'];
  readonly reason: string;
  readonly checks: readonly CheckResult[];
}

/**
 * @param faults what went wrong outside the checks: unmet expectations, preconditions not reached, our own errors
 * @param events those that the story was read from, and what came after it
 */
export function judge(
  story: Story,
  requirements: readonly string[],
  faults: readonly Reasoned[],
  run: JudgementContext,
  events: readonly TraceEvent[] = [],
): Judgement {
  const applies = (id: string): boolean => requirementNotApplicable(id, run) === undefined;
  const inTime = judgeStory(story, { ordering: run.ordering }, run.checks);
  const findings = withLate(inTime, events, run).filter(
    ({ requirement, verdict }) =>
      applies(requirement) && !(verdict === 'fail' && byPolicy(requirement, run) !== undefined),
  );
  const circumstances = circumstancesOf(story, events, run);
  const { gone, lacking, cut, ours } = circumstances;
  const absent = absenceIn(story);
  const excusedFindings = findings.map(excuse(circumstances, events, absent, run));
  const { cause, all } = causeFirst(excusedFindings, story, run, absent);
  const binding = {
    strengthOf: (id: string) => run.catalogue.strengthOf(id),
    binds: (id: string) => bindsJudged(id, run),
  };
  const checks = charge(all, run.judged, binding, { strength: run.strength });
  // A condition that arose for another party is one that the scenario brought about; the freedoms of this one decide.
  const exercised = new Set(checks.map(({ requirement }) => requirement));
  const asked = requirements.filter((id) => bindsJudged(id, run) && applies(id));
  const isJudgedParty = (party: PartyName): boolean => run.judged === 'all' || run.judged.has(party);
  const borne = new Set(checks.filter(({ party }) => isJudgedParty(party)).map(({ requirement }) => requirement));
  const freedoms = new Map(asked.filter((id) => !borne.has(id)).map((id) => [id, freedomIn(story, id, run)]));
  const due = asked.filter((id) => freedoms.get(id) === undefined);
  const account = accountOf(due, checks, isJudgedParty);
  const verdict = worst<Reasoned>(
    { verdict: 'pass', reason: '' },
    // First, because the rest follows from them: a product that is gone leaves every condition unmet.
    ...faults.filter(({ verdict }) => verdict !== 'fail').map(withWords({ gone, lacking })),
    ...(cut === undefined ? [] : [{ verdict: 'inconclusive', reason: cut.problem } as const]),
    ...(ours !== undefined && wouldBeCharged(findings, faults) ? [ourLateness(ours)] : []),
    ...checks.filter(({ judged, verdict }) => judged || verdict === 'error').map(reasonOf),
    ...due.filter((id) => !exercised.has(id)).map((id) => withWords({ gone, lacking })(neverArose(id, run, faults))),
  );
  const explained = verdict.verdict !== 'pass' || checks.some(({ verdict }) => verdict === 'fail');
  const elsewhere = all.find(
    ({ verdict, party, requirement }) =>
      verdict === 'fail' && isUnderTest(party, run) && !bindsJudged(requirement, run),
  );
  // What a scenario expects of a product beside what it may leave hangs on that.
  const isLeft = asked.length > 0 && due.length === 0;
  const settled =
    explained || isLeft
      ? verdict
      : worst(verdict, ...faults.map(explanation({ gone, lacking, elsewhere, concerned: concerned(story, run) })));
  if (settled.verdict === 'pass' && (isLeft || !checks.some(({ judged }) => judged)))
    return { verdict: 'not-applicable', reason: whyNothing(freedoms), checks, ...account };
  // What the scenario is about may be that very refusal: what somebody else did well by sending it is none.
  const isShown = ({ id, to }: MessageEvent): boolean =>
    findings.some(
      ({ verdict, requirement, party, evidence }) =>
        verdict === 'pass' && asked.includes(requirement) && party === to.party && evidence.includes(id),
    );
  const isOwed = (message: MessageEvent): boolean => hasToBeTaken(message, story) && !isShown(message);
  const untaken = settled.verdict === 'pass' ? whatIsUntaken(story, run, isOwed) : undefined;
  if (untaken !== undefined) return { verdict: 'inconclusive', reason: untaken, checks, ...account };
  return { ...(cause === undefined ? refusedFirst(settled, story) : settled), checks, ...account };
}

/** Why a product left the requirement nothing to ask, as the clause lets it. */
const freedomIn = (story: Story, id: string, run: JudgementContext): string | undefined =>
  run.checks
    .filter(({ requirement }) => requirement === id)
    .flatMap((check) => check.freedom?.(story) ?? [])
    .find(({ party }) => isUnderTest(party, run))?.because;

const whyNothing = (freedoms: ReadonlyMap<string, string | undefined>): string =>
  [...freedoms.values()].find((why) => why !== undefined) ?? 'nothing in it binds a role under test';

const wouldBeCharged = (findings: readonly Finding[], faults: readonly Reasoned[]): boolean =>
  [...findings, ...faults].some(({ verdict }) => verdict === 'fail');

const ourLateness = (words: string): Reasoned => ({
  verdict: 'error',
  reason: `${words}: what came of it is charged to nobody; run it again on a machine that has less to do`,
});

const reasonOf = ({ verdict, requirement, expected, observed }: CheckResult): Reasoned => ({
  verdict,
  reason: `${requirement}: expected ${expected}; observed ${observed}`,
});

/**
 * On the built-in system the condition of a tagged requirement always arises, or the feature is wrong. With what it asks, and what
 * else was expected and did not come: by that its condition may have failed.
 */
function neverArose(id: string, run: JudgementContext, faults: readonly Reasoned[]): Reasoned {
  const says = run.catalogue.requirement(id)?.says;
  const unmet = faults.find(({ verdict }) => verdict === 'fail')?.reason;
  const words = says === undefined ? '' : ` ("${says}")`;
  return {
    verdict: run.judged === 'all' ? 'error' : 'inconclusive',
    reason: [`${id}: the condition of the requirement never arose${words}`, unmet ?? [], byPolicy(id, run) ?? []]
      .flat()
      .join('; '),
  };
}
