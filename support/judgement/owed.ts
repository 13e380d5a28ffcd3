// What the parties under test still owe: the statements that they would break, or leave open, if nothing more came. Asked before silence is
// believed, of the same checks that judge the scenario when it has ended, so that no list of owed messages can forget one.

import { judgeStory } from '../oracle/judge';
import { openStory } from '../oracle/story';
import type { SettledEvent, TraceEvent } from '../evidence/trace';
import { abilitiesOf } from '../ports/abilities';
import type { Finding } from '../verdict/finding';
import { requirementNotApplicable } from './applicability';
import type { JudgementContext } from './judgement-context';

export interface Owed {
  readonly requirement: string;
  /** When it began to be owed, on the clock of the events. */
  readonly since: number;
}

/** @param events of one scenario so far */
export function owedAfter(events: readonly TraceEvent[], run: JudgementContext): readonly Owed[] {
  const last = events.at(-1);
  const { judged } = run;
  if (last === undefined || judged === 'all') return [];
  const open = (read: readonly TraceEvent[]): readonly Finding[] =>
    judgeStory(openStory(read, abilitiesOf(run.wire)), { ordering: run.ordering }, run.checks).filter(
      ({ verdict, party, requirement }) =>
        verdict !== 'pass' && judged.has(party) && requirementNotApplicable(requirement, run) === undefined,
    );
  const silence: SettledEvent = {
    kind: 'settled',
    id: 'silence',
    scope: last.scope,
    seq: last.seq + 1,
    at: last.at,
    by: 'quiet-window',
    waitedMs: 0,
  };
  const bySilence = open([...events, silence]);
  if (bySilence.length === 0) return [];
  const already = new Set(open(events).map(inWords));
  const at = new Map(events.flatMap((event) => [[event.id, event.at] as const]));
  return bySilence
    .filter((finding) => !already.has(inWords(finding)))
    .map(({ requirement, evidence }) => {
      const times = evidence.flatMap((id) => at.get(id) ?? []);
      return { requirement, since: times.length > 0 ? Math.max(...times) : last.at };
    });
}

const inWords = ({ requirement, party, expected, observed }: Finding): string =>
  [requirement, party, expected, observed].join('\n');
