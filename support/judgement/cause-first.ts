// Of what a product broke, the cause stands first: bytes of it that were refused, or a name of another that it wrote in. What is found
// missing beside that follows from it. Pure.

import type { MalformedEvent } from '../evidence/trace';
import type { Story } from '../oracle/story';
import type { Finding } from '../verdict/finding';
import type { Reasoned } from '../verdict/verdict';
import { bindsJudged, isUnderTest, type JudgementContext } from './judgement-context';
import type { Reasons } from './untaken';

export type IsAbsence = (finding: Finding) => boolean;

/** What is missing is told by silence, or by what others sent before it came. */
export function absenceIn(story: Story): IsAbsence {
  const writers = new Map(story.messages.map(({ id, from }) => [id, from.party] as const));
  return ({ party, evidence }) =>
    evidence.some((id) => story.isSilence(id)) || evidence.every((id) => writers.has(id) && writers.get(id) !== party);
}

/** What a product would not take it did not act on: what came in place of what is missing is said with it. */
export function withItsRefusal(finding: Finding, refusing: Reasons, absent: IsAbsence): Finding {
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
export function causeFirst(
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

/** Of bytes that were refused, what else is missing is the consequence. */
export function refusedFirst(settled: Reasoned, { malformed: [first] }: Story): Reasoned {
  if (settled.verdict !== 'fail' || first === undefined) return settled;
  return { ...settled, reason: `${refusedIts(first)}; then ${settled.reason}` };
}

export const refusedIts = ({ party, problem, id }: MalformedEvent): string =>
  `the ${party} refused what it was sent: ${problem} (${id})`;
