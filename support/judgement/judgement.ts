// Judges a scenario: the checks read its story, findings are charged to whom they bind, and one verdict is made. An
// expectation of the feature that was not met is backed by a broken requirement; where none is, a product that took part may
// have left it unmet, and only among played parties is the suite at fault.
// Pure: a run calls it when a scenario ends, and `judge` at any later time.

import type { Check } from '../oracle/check';
import { judgeStory } from '../oracle/judge';
import type { Story } from '../oracle/story';
import type { MalformedEvent, MessageEvent, TraceEvent } from '../evidence/trace';
import type { PartyName } from '../procedure/roles';
import { hasToBeTaken } from './has-to-be-taken';
import { accountOf, type Account } from '../verdict/account';
import { charge } from '../verdict/charge';
import type { Finding } from '../verdict/finding';
import type { CheckResult, ScenarioResult } from '../verdict/results';
import { worst, type Reasoned } from '../verdict/verdict';
import { requirementNotApplicable, type Declared } from './applicability';
import { withLate } from './late';
import { leftTooLate } from './left-late';
import { leftWaiting } from './left-waiting';

/** What a verdict depends on besides the trace. */
export interface JudgementContext extends Declared {
  /** Whose findings count: the parties under test, or all where every role is played. */
  readonly judged: ReadonlySet<PartyName> | 'all';
  readonly ordering: 'strict' | 'lenient';
  readonly strength: 'all' | 'shall';
  /** `any`: what rests on an interpretation alone cannot fail anybody, for by another reading it would pass. */
  readonly readings: 'registered' | 'any';
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
  const gone = unreachable(story, run);
  const refusing = refusals(story, run);
  // Played parties do without whatever a product would not take, or left them waiting for; and act on what it wrote as one of them.
  const lacking = new Map([
    ...leftWaiting(story, (party) => isUnderTest(party, run)),
    ...inOtherNames(story, run),
    ...refusing,
  ]);
  const unread = run.judged === 'all' ? undefined : story.malformed[0];
  // Among played parties nobody is kept waiting: everything happens on the one loop.
  const ours = run.judged === 'all' ? undefined : leftTooLate(story);
  const absent = absenceIn(story);
  const cut = beyondLimitsIn(events);
  const beforeCut = cut && new Set(events.filter(({ seq }) => seq < cut.seq).map(({ id }) => id));
  const excusedFindings = findings.map((found) => {
    const finding = byAnyReading(found, run);
    if (finding.verdict !== 'fail') return finding;
    if (ours !== undefined) return couldNotBeTold(finding, ours);
    // What was refused unread may have been what is missing, or what would have allowed what came after it.
    if (cut && (absent(finding) || !finding.evidence.every((id) => beforeCut?.has(id))))
      return couldNotBeTold(finding, cut.problem);
    if (excused(finding.party, gone, run)) return couldNotBeTold(finding, inWords(gone));
    if (lacking.size > 0 && !isUnderTest(finding.party, run)) return couldNotBeTold(finding, inWords(lacking));
    // Nor do they act on what they could not take of one.
    if (unread !== undefined && !isUnderTest(finding.party, run)) return couldNotBeTold(finding, refusedIts(unread));
    return withItsRefusal(finding, refusing, absent);
  });
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

/** In words, where a product did not have what it had to take. */
function whatIsUntaken(
  story: Story,
  run: JudgementContext,
  isOwed: (message: MessageEvent) => boolean,
): string | undefined {
  const [refusing, gone] = [refusals(story, run, isOwed), notReached(story, run, isOwed)];
  if (refusing.size > 0) return `${inWords(refusing)}; that is a valid message, and ${UNTOLD}`;
  return gone.size > 0 ? `${inWords(gone)}; it was sent a valid message, and ${UNTOLD}` : undefined;
}

const UNTOLD = 'what it would have come to nobody can tell';

/** Why a product left the requirement nothing to ask, as the clause lets it. */
const freedomIn = (story: Story, id: string, run: JudgementContext): string | undefined =>
  run.checks
    .filter(({ requirement }) => requirement === id)
    .flatMap((check) => check.freedom?.(story) ?? [])
    .find(({ party }) => isUnderTest(party, run))?.because;

const whyNothing = (freedoms: ReadonlyMap<string, string | undefined>): string =>
  [...freedoms.values()].find((why) => why !== undefined) ?? 'nothing in it binds a role under test';

type IsAbsence = (finding: Finding) => boolean;

/** From here on what was sent is not all here. */
const beyondLimitsIn = (events: readonly TraceEvent[]): MalformedEvent | undefined =>
  events.find((event): event is MalformedEvent => event.kind === 'malformed' && event.beyondLimits === true);

/** What is missing is told by silence, or by what others sent before it came. */
function absenceIn(story: Story): IsAbsence {
  const writers = new Map(story.messages.map(({ id, from }) => [id, from.party] as const));
  return ({ party, evidence }) =>
    evidence.some((id) => story.isSilence(id)) || evidence.every((id) => writers.has(id) && writers.get(id) !== party);
}

/** What a product would not take it did not act on: what came in place of what is missing is said with it. */
function withItsRefusal(finding: Finding, refusing: Reasons, absent: IsAbsence): Finding {
  const refusal = refusing.get(finding.party);
  if (refusal === undefined || !absent(finding)) return finding;
  const answer = refusal.slice(refusal.indexOf(': ') + 1);
  if (finding.observed.includes(answer)) return finding;
  return { ...finding, observed: `${finding.observed}; the ${finding.party} ${refusal}` };
}

/**
 * What was refused of a product is missing, and so is what it wrote in the name of another: whatever else is found missing follows from
 * it. It stands first, and what follows is folded under it.
 */
function causeFirst(
  findings: readonly Finding[],
  story: Story,
  run: JudgementContext,
  absent: IsAbsence,
): { readonly cause: Finding | undefined; readonly all: readonly Finding[] } {
  const refused = new Set([
    ...story.malformed.filter(({ writer }) => writer !== undefined).map(({ id }) => id),
    ...story.forged.filter(({ writers }) => writers.length === 1).map(({ message }) => message.id),
    // Whose sender is not spelt as an identity is comes from no user.
    ...story.messages
      .filter(({ schemaErrors }) => schemaErrors.some(({ path }) => path === '/from'))
      .map(({ id }) => id),
  ]);
  const isCause = ({ verdict, party, requirement, evidence }: Finding): boolean =>
    verdict === 'fail' &&
    // Where it does not count, nothing may be folded under it.
    run.strength === 'all' &&
    isUnderTest(party, run) &&
    bindsJudged(requirement, run) &&
    evidence.some((id) => refused.has(id));
  const guessed = new Set(story.malformed.filter((event) => event.guessed).map(({ id }) => id));
  const isGuess = ({ evidence }: Finding): boolean => evidence.every((id) => guessed.has(id));
  const suspected = findings.filter(isCause);
  // Where nothing of the product is missing, bytes that name nobody were not what it had to send.
  const others = findings.filter((finding) => !suspected.includes(finding));
  const lacking = new Set(
    others.filter((finding) => finding.verdict === 'fail' && absent(finding)).map(({ party }) => party),
  );
  const causes = suspected.filter((finding) => !isGuess(finding) || lacking.has(finding.party));
  const [cause] = causes;
  if (cause === undefined) return { cause, all: others };
  const rest = others.map((finding): Finding =>
    finding.verdict === 'fail' && absent(finding)
      ? { ...finding, verdict: 'inconclusive', follows: cause.requirement }
      : finding,
  );
  return { cause, all: [...causes, ...rest] };
}

const wouldBeCharged = (findings: readonly Finding[], faults: readonly Reasoned[]): boolean =>
  [...findings, ...faults].some(({ verdict }) => verdict === 'fail');

const ourLateness = (words: string): Reasoned => ({
  verdict: 'error',
  reason: `${words}: what came of it is charged to nobody; run it again on a machine that has less to do`,
});

/** Of bytes that were refused, what else is missing is the consequence. */
function refusedFirst(settled: Reasoned, { malformed: [first] }: Story): Reasoned {
  if (settled.verdict !== 'fail' || first === undefined) return settled;
  return { ...settled, reason: `${refusedIts(first)}; then ${settled.reason}` };
}

const refusedIts = ({ party, problem, id }: MalformedEvent): string =>
  `the ${party} refused what it was sent: ${problem} (${id})`;

/** Another reading of the sentence would have it pass. */
function byAnyReading(finding: Finding, { catalogue, readings }: JudgementContext): Finding {
  const { requirement, verdict, observed } = finding;
  if (readings === 'registered' || verdict !== 'fail' || catalogue.strengthOf(requirement) !== 'reading')
    return finding;
  const ids = finding.interpretation ?? catalogue.requirement(requirement)?.interpretations.join(' and ') ?? '';
  return { ...finding, verdict: 'inconclusive', observed: `${observed}; it rests on the reading ${ids} alone` };
}

/** Why nobody can tell whether the product had to: what is not done then is not broken, its condition did not arise. */
export function byPolicy(id: string, { catalogue, claims }: JudgementContext): string | undefined {
  const row = catalogue.requirement(id);
  return claims.byPolicy(row?.applicability, row?.clause);
}

const reasonOf = ({ verdict, requirement, expected, observed }: CheckResult): Reasoned => ({
  verdict,
  reason: `${requirement}: expected ${expected}; observed ${observed}`,
});

/** A requirement that binds only played parties may as well not come to bear. */
const bindsJudged = (id: string, { judged, catalogue }: JudgementContext): boolean =>
  judged === 'all' || (catalogue.requirement(id)?.owners ?? []).some((owner) => judged.has(owner));

/** On the built-in system the condition of a tagged requirement always arises, or the feature is wrong. */
/** With what it asks, and what else was expected and did not come: by that its condition may have failed. */
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

interface Circumstances {
  readonly gone: Reasons;
  readonly lacking: Reasons;
  readonly elsewhere: Finding | undefined;
  readonly concerned: readonly PartyName[];
}

function explanation({ gone, lacking, elsewhere, concerned }: Circumstances): (fault: Reasoned) => Reasoned {
  if (gone.size > 0) return beside(gone);
  if (elsewhere) return inAnotherPart(elsewhere);
  if (lacking.size > 0) return beside(lacking);
  return concerned.length > 0 ? leftUnmetBy(concerned) : unexplained;
}

/** What could not be brought about, with who would not take what was to bring it about. */
const withWords =
  ({ gone, lacking }: Pick<Circumstances, 'gone' | 'lacking'>) =>
  (fault: Reasoned): Reasoned => {
    const why = fault.verdict === 'inconclusive' ? inWords(new Map([...lacking, ...gone])) : '';
    return why === '' || fault.reason.includes(why) ? fault : { ...fault, reason: `${fault.reason}; ${why}` };
  };

/** Whoever takes nothing leaves expectations of others unmet. */
const beside =
  (reasons: Reasons) =>
  ({ reason }: Reasoned): Reasoned => ({ verdict: 'inconclusive', reason: `${reason}; ${inWords(reasons)}` });

/** Played parties follow what they are sent, so whatever did not come about a product may have left out. */
const leftUnmetBy =
  (parties: readonly PartyName[]) =>
  ({ reason }: Reasoned): Reasoned => ({
    verdict: 'inconclusive',
    reason: `${reason}, and no statement of the clause is broken: it was for the ${parties.join(' and the ')} to bring about`,
  });

/** An unmet expectation explains itself by a broken requirement, counted or not; where everybody is played it is ours. */
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
const excused = (party: PartyName, gone: Reasons, run: JudgementContext): boolean =>
  gone.has(party) || (gone.size > 0 && !isUnderTest(party, run));

const isUnderTest = (party: PartyName, { judged }: JudgementContext): boolean => judged !== 'all' && judged.has(party);

/** Products, each with what there is to say of it, in words that follow its name. */
type Reasons = ReadonlyMap<PartyName, string>;

const couldNotBeTold = (finding: Finding, why: string): Finding => ({
  ...finding,
  verdict: 'inconclusive',
  observed: `${finding.observed}; ${why}`,
});

/** The products that took nothing, be it of messages or of control. */
function unreachable(story: Story, run: JudgementContext): Reasons {
  const gone = new Map(notReached(story, run, () => true));
  for (const party of story.controls.lost) if (isUnderTest(party, run) && !gone.has(party)) gone.set(party, LOST);
  return gone;
}

/** The products that a message did not come to. */
function notReached(
  { messages, undelivered, putOff, losses }: Story,
  run: JudgementContext,
  counts: (message: MessageEvent) => boolean,
): Reasons {
  const gone = new Map<PartyName, string>();
  for (const message of messages) {
    const { id, to } = message;
    if (to.party === null || !isUnderTest(to.party, run) || undelivered.get(id) !== 'undeliverable') continue;
    if (counts(message)) gone.set(to.party, putOff.get(id) ?? gone.get(to.party) ?? lost(losses.get(id)));
  }
  return gone;
}

const LOST = 'could not be reached';
const lost = (why = ''): string => (why === '' ? LOST : `${LOST}: ${why}`);

/** The products that would not take a message, each with the first of them. */
function refusals(
  { messages, refusals: answers }: Story,
  run: JudgementContext,
  counts: (message: MessageEvent) => boolean = () => true,
): Reasons {
  const refusing = new Map<PartyName, string>();
  for (const message of messages) {
    const { id, to, flow } = message;
    const answer = answers.get(id);
    if (answer === undefined || !counts(message)) continue;
    if (to.party !== null && isUnderTest(to.party, run) && !refusing.has(to.party))
      refusing.set(to.party, `refused ${flow}: ${answer}`);
  }
  return refusing;
}

/** The products that may have written in the name of a party that we play, each with the first of what was. */
function inOtherNames({ forged: [first] }: Story, { judged }: JudgementContext): Reasons {
  if (first === undefined || judged === 'all') return new Map();
  const { message, inTheNameOf, writers } = first;
  const why = `wrote ${message.flow} in the name of the ${inTheNameOf} (${message.id})`;
  return new Map((writers.length > 0 ? writers : [...judged]).map((party) => [party, why]));
}

/** The products that the scenario had anything to do with. */
function concerned({ messages, controls }: Story, run: JudgementContext): readonly PartyName[] {
  const parties = [
    ...messages.flatMap(({ from, to }) => [from.party, to.party]),
    ...controls.acts.map(({ event }) => event.party),
  ];
  return [...new Set(parties)].filter((party): party is PartyName => party !== null && isUnderTest(party, run));
}

function inWords(those: Reasons): string {
  const reasons = [...new Set(those.values())];
  const parties = (reason: string): string =>
    [...those]
      .filter(([, why]) => why === reason)
      .map(([party]) => party)
      .join(' and the ');
  return reasons.map((reason) => `the ${parties(reason)} ${reason}`).join('; ');
}
