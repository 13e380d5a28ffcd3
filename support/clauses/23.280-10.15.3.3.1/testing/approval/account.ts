// What the oracle finds in a trace as text that a person can read and approve, requirement by requirement. Events stand for
// themselves in it, not by their position, so that a trace can grow without changing what was approved.

import { readPlaces, type Places } from '../../../../oracle/story/places';
import type { MessageEvent, TraceEvent } from '../../../../evidence/trace';
import type { Finding } from '../../../../verdict/finding';
import { stepOf } from '../../figure';

type Json = Readonly<Record<string, unknown>>;

/** One finding: whom it is about, and the whole of it. */
interface Described {
  readonly title: string;
  readonly text: string;
  /** What it is compared by: of a pass, how many like messages there were and which it names says nothing new. */
  readonly key: string;
}

/** What is found in one trace, by requirement. */
export type Account = ReadonlyMap<string, readonly Described[]>;

export const whole = (findings: readonly Described[]): string =>
  findings.length === 0 ? 'nothing' : findings.map(({ text }) => text).join('\n');

/** What is found beyond that in another trace (+), and what is found there and here not even otherwise (-); empty where nothing is. */
export function beside(there: readonly Described[], findings: readonly Described[]): string {
  const added = subtract(findings, there, ({ key }) => key);
  const gone = subtract(
    subtract(there, findings, ({ key }) => key),
    added,
    ({ title }) => title,
  );
  return [...added.map(({ text }) => `+ ${text}`), ...gone.map(({ title }) => `- ${title}`)].join('\n');
}

/** Those of some that are not among others, each as often as it is there more. */
function subtract(
  some: readonly Described[],
  others: readonly Described[],
  by: (one: Described) => string,
): readonly Described[] {
  const left = new Map<string, number>();
  for (const one of others) left.set(by(one), (left.get(by(one)) ?? 0) + 1);
  return some.filter((one) => {
    const count = left.get(by(one)) ?? 0;
    left.set(by(one), count - 1);
    return count <= 0;
  });
}

export function accountOf(events: readonly TraceEvent[], findings: readonly Finding[]): Account {
  const named = eventNames(events);
  const account = new Map<string, Described[]>();
  for (const { requirement, party, verdict, expected, observed, evidence, interpretation } of findings) {
    const title = `${party} ${verdict}${interpretation === undefined ? '' : ` (${interpretation})`}`;
    const seen = evidence.map((id) => named.get(id) ?? `nothing in the trace is ${id}`).join('; ') || 'none';
    const parts = [title, `expected: ${expected}`, `observed: ${observed}`, `evidence: ${seen}`];
    // What is right takes one line, what is not takes several.
    const text = parts.join(verdict === 'pass' ? ' | ' : '\n    ');
    const key = verdict === 'pass' ? text.replaceAll(/, number \d+|(?<= all )\d+(?= are )/g, '') : text;
    account.set(requirement, [...(account.get(requirement) ?? []), { title, text, key }]);
  }
  return account;
}

/** How unlike two traces are: what happens in one of them and not in the other. */
export function distance(one: readonly TraceEvent[], other: readonly TraceEvent[]): number {
  const counts = new Map<string, number>();
  const count = (events: readonly TraceEvent[], by: number): void => {
    const places = placesOf(events);
    for (const event of events) {
      const name = eventName(event, places);
      counts.set(name, (counts.get(name) ?? 0) + by);
    }
  };
  count(one, 1);
  count(other, -1);
  return [...counts.values()].reduce((sum, left) => sum + Math.abs(left), 0);
}

const placesOf = (events: readonly TraceEvent[]): Places =>
  readPlaces(events.find((event) => event.kind === 'fixture')?.fixture);

/** A name for each event, with its number where several would be called the same. */
function eventNames(events: readonly TraceEvent[]): ReadonlyMap<string, string> {
  const places = placesOf(events);
  const byName = new Map<string, string[]>();
  for (const event of events) {
    const name = eventName(event, places);
    byName.set(name, [...(byName.get(name) ?? []), event.id]);
  }
  return new Map(
    [...byName].flatMap(([name, ids]) =>
      ids.map((id, index) => [id, ids.length === 1 ? name : `${name}, number ${index + 1}`] as const),
    ),
  );
}

function eventName(event: TraceEvent, places: Places): string {
  switch (event.kind) {
    case 'message':
      return messageName(event, places);
    case 'control':
      return `control of ${event.party}: ${commandName(event.command)}`;
    case 'settled':
      return 'quiet';
    default:
      return event.kind;
  }
}

function messageName({ flow, from, to }: MessageEvent, places: Places): string {
  const step = stepOf(flow);
  const end = ({ id, party }: MessageEvent['from']): string => places.user(id)?.name ?? party ?? id;
  return `${step === undefined ? flow.replace(/\..*/, '') : `step ${step}`} ${end(from)} > ${end(to)}`;
}

function commandName({ command, act, question }: Json): string {
  const { kind, user } = (act ?? question ?? {}) as Json; // both are records where they are there
  return [command, kind, user].filter((part) => typeof part === 'string').join(' ');
}
