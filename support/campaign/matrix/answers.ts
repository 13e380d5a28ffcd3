// What a product did in each scenario that it passed: which information flows it sent to whom, how often, with which elements, and
// what they say that is no identity and no text of its own. By that, two products can be set beside each other. Pure.

import { isRole, type Role } from '../../procedure/roles';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';

/** A line for each thing that it did. */
export type Answers = ReadonlyMap<string, Times>;

interface Times {
  /** Since the stimulus. */
  readonly since: number;
  /** With what it did before: what the preamble asks for may come late. */
  readonly inAll: number;
}

/** @param events of one scenario */
export function answersOf(events: readonly TraceEvent[], roles: readonly Role[]): Answers {
  const answers = new Map<string, Times>();
  const [stimulus, postamble] = [phaseIn(events, 'stimulus'), phaseIn(events, 'postamble')];
  if (stimulus < 0) return answers;
  for (const [at, event] of events.slice(0, postamble < 0 ? undefined : postamble).entries()) {
    if (event.kind !== 'message' || event.writtenBy !== 'implementation') continue;
    const { party } = event.from;
    if (party === null || !isRole(party) || !roles.includes(party)) continue;
    const line = lineOf(event);
    const { since, inAll } = answers.get(line) ?? NEVER;
    answers.set(line, { since: since + (at > stimulus ? 1 : 0), inAll: inAll + 1 });
  }
  return answers;
}

const NEVER: Times = { since: 0, inAll: 0 };

const phaseIn = (events: readonly TraceEvent[], name: string): number =>
  events.findIndex((event) => event.kind === 'phase' && event.phase === name);

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

/**
 * What the first did more often, and what the second did; undefined where they did the same. How a scenario is brought about is no answer
 * to it, nor is what came of that a moment later.
 */
export function differenceOf(
  one: Answers,
  other: Answers,
): { readonly one: string; readonly other: string } | undefined {
  const more = (first: Answers, second: Answers): string =>
    [...first]
      .flatMap(([line, { since, inAll }]) => {
        const other = second.get(line) ?? NEVER;
        return since > other.since && inAll > other.inAll ? [`${since} × ${line}`] : [];
      })
      .toSorted()
      .join('; ');
  const [first, second] = [more(one, other), more(other, one)];
  return first === '' && second === '' ? undefined : { one: first || 'nothing more', other: second || 'nothing more' };
}
