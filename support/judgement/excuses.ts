// What keeps a finding from being charged: our own lateness, what was refused unread, and whatever played parties had to do without
// beside a product that did not take its messages. Such findings are inconclusive, and say why. Pure.

import type { MalformedEvent, TraceEvent } from '../evidence/trace';
import type { Story } from '../oracle/story';
import type { PartyName } from '../procedure/roles';
import type { Finding } from '../verdict/finding';
import { refusedIts, withItsRefusal, type IsAbsence } from './cause-first';
import { isUnderTest, type JudgementContext } from './judgement-context';
import { leftTooLate } from './left-late';
import { leftWaiting } from './left-waiting';
import { inOtherNames, inWords, refusals, unreachable, type Reasons } from './untaken';

export interface Circumstances {
  /** Products that took nothing. */
  readonly gone: Reasons;
  /** Products that would not take a message. */
  readonly refusing: Reasons;
  /** Products that played parties had to do without, whatever it was that they lacked of them. */
  readonly lacking: Reasons;
  /** What of a product was refused. */
  readonly unread: MalformedEvent | undefined;
  /** Our own lateness, in words. */
  readonly ours: string | undefined;
  /** From here on what was sent is not all here. */
  readonly cut: MalformedEvent | undefined;
}

export function circumstancesOf(story: Story, events: readonly TraceEvent[], run: JudgementContext): Circumstances {
  const refusing = refusals(story, run);
  return {
    gone: unreachable(story, run),
    refusing,
    // Played parties do without whatever a product would not take, or left them waiting for; and act on what it wrote as one of them.
    lacking: new Map([
      ...leftWaiting(story, (party) => isUnderTest(party, run)),
      ...inOtherNames(story, run),
      ...refusing,
    ]),
    unread: run.judged === 'all' ? undefined : story.malformed[0],
    // Among played parties nobody is kept waiting: everything happens on the one loop.
    ours: run.judged === 'all' ? undefined : leftTooLate(story),
    cut: events.find((event): event is MalformedEvent => event.kind === 'malformed' && event.beyondLimits === true),
  };
}

/** A failed finding as it may be charged; all others as they are. */
export function excuse(
  { gone, refusing, lacking, unread, ours, cut }: Circumstances,
  events: readonly TraceEvent[],
  absent: IsAbsence,
  run: JudgementContext,
): (finding: Finding) => Finding {
  const beforeCut = cut && new Set(events.filter(({ seq }) => seq < cut.seq).map(({ id }) => id));
  return (found) => {
    const finding = byAnyReading(found, run);
    if (finding.verdict !== 'fail') return finding;
    if (ours !== undefined) return couldNotBeTold(finding, ours);
    // What was refused unread may have been what is missing, or what would have allowed what came after it.
    if (cut && (absent(finding) || !finding.evidence.every((id) => beforeCut?.has(id))))
      return couldNotBeTold(finding, cut.problem);
    if (isExcused(finding.party, gone, run)) return couldNotBeTold(finding, inWords(gone));
    if (lacking.size > 0 && !isUnderTest(finding.party, run)) return couldNotBeTold(finding, inWords(lacking));
    // Nor do they act on what they could not take of one.
    if (unread !== undefined && !isUnderTest(finding.party, run)) return couldNotBeTold(finding, refusedIts(unread));
    return withItsRefusal(finding, refusing, absent);
  };
}

/** What a played party leaves undone beside a product that is gone proves nothing. */
const isExcused = (party: PartyName, gone: Reasons, run: JudgementContext): boolean =>
  gone.has(party) || (gone.size > 0 && !isUnderTest(party, run));

/** Another reading of the sentence would have it pass. */
function byAnyReading(finding: Finding, { catalogue, readings }: JudgementContext): Finding {
  const { requirement, verdict, observed } = finding;
  if (readings === 'registered' || verdict !== 'fail' || catalogue.strengthOf(requirement) !== 'reading')
    return finding;
  const ids = finding.interpretation ?? catalogue.requirement(requirement)?.interpretations.join(' and ') ?? '';
  return { ...finding, verdict: 'inconclusive', observed: `${observed}; it rests on the reading ${ids} alone` };
}

const couldNotBeTold = (finding: Finding, why: string): Finding => ({
  ...finding,
  verdict: 'inconclusive',
  observed: `${finding.observed}; ${why}`,
});
