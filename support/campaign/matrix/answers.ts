// What a product did in each scenario that it passed: which information flows it sent to whom, how often, with which elements, and
// what they say that is no identity and no text of its own. By that, two products can be set beside each other. Pure.

import { isRole, type Role } from '../../procedure/roles';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';

/** A line for each thing that it did. */
export type Answers = ReadonlyMap<string, number>;

/** @param events of one scenario */
export function answersOf(events: readonly TraceEvent[], roles: readonly Role[]): Answers {
  const answers = new Map<string, number>();
  for (const event of afterStimulus(events)) {
    if (event.kind !== 'message' || event.writtenBy !== 'implementation') continue;
    const { party } = event.from;
    if (party === null || !isRole(party) || !roles.includes(party)) continue;
    const line = lineOf(event);
    answers.set(line, (answers.get(line) ?? 0) + 1);
  }
  return answers;
}

/** How a scenario is brought about and cleaned up is no answer to it. */
function afterStimulus(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const phase = (name: string): number => events.findIndex((event) => event.kind === 'phase' && event.phase === name);
  const from = phase('stimulus');
  const to = phase('postamble');
  return from < 0 ? [] : events.slice(from, to < 0 ? undefined : to);
}

function lineOf({ flow, to, body }: MessageEvent): string {
  const elements = Object.entries(body)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => (isWord(value) ? `${name}=${String(value)}` : name))
    .toSorted();
  return `${flow} to ${to.party ?? 'somebody unknown'} with ${elements.join(', ') || 'nothing'}`;
}

/** A value out of a list of the specification, or a truth value; an identity has a colon. */
const isWord = (value: unknown): boolean =>
  typeof value === 'boolean' || (typeof value === 'string' && /^[a-z][a-z-]{1,40}$/.test(value));

/** What the first did more often, and what the second did; undefined where they did the same. */
export function differenceOf(
  one: Answers,
  other: Answers,
): { readonly one: string; readonly other: string } | undefined {
  const more = (first: Answers, second: Answers): string =>
    [...first]
      .flatMap(([line, count]) => (count > (second.get(line) ?? 0) ? [`${count} × ${line}`] : []))
      .toSorted()
      .join('; ');
  const [first, second] = [more(one, other), more(other, one)];
  return first === '' && second === '' ? undefined : { one: first || 'nothing more', other: second || 'nothing more' };
}
