// What the oracle finds in a trace as text that a person can read and approve. Events stand for themselves in it, not by
// their position, so that a trace can grow without changing what was approved.

import { stepOf } from '../figure';
import type { MessageEvent, TraceEvent } from '../../../evidence/trace';
import type { Finding } from '../../../verdict/finding';
import { readPlaces, type Places } from '../../../oracle/story/places';

type Json = Readonly<Record<string, unknown>>;

/** A file of approved accounts: a headline for each trace, and what is found in it. */
export const approvedText = (accounts: readonly (readonly [string, string])[]): string =>
  accounts.map(([says, account]) => `# ${says}\n\n${account}\n`).join('\n');

/** One finding: whom it is about, and the whole of it. */
interface Described {
  readonly title: string;
  readonly text: string;
  /** What it is compared by: of a pass, which of several like messages it names says nothing new. */
  readonly key: string;
}

export interface Account {
  readonly says: string;
  readonly findings: readonly Described[];
}

/**
 * The whole account where there is nothing to compare it with; else what is found beyond the likest of the others (+), and
 * what is found there and here not even otherwise (-).
 */
export function toldBeside(others: readonly Account[], { findings }: Account): string {
  const [likest] = others
    .map(({ says, findings: there }) => ({
      says,
      added: subtract(findings, there, ({ key }) => key),
      gone: subtract(there, findings, ({ key }) => key),
    }))
    .sort((one, other) => one.added.length + one.gone.length - other.added.length - other.gone.length);
  if (!likest) return findings.map(({ text }) => text).join('\n');
  const added = likest.added.map(({ text }) => `+ ${text}`);
  const gone = subtract(likest.gone, likest.added, ({ title }) => title).map(({ title }) => `- ${title}`);
  return [`like ${likest.says}`, ...added, ...gone].join('\n');
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

export function accountOf(says: string, events: readonly TraceEvent[], findings: readonly Finding[]): Account {
  const named = eventNames(events);
  const told = findings.map(({ requirement, party, verdict, expected, observed, evidence, interpretation }) => {
    const title = `${requirement} ${party} ${verdict}${interpretation === undefined ? '' : ` (${interpretation})`}`;
    const seen = evidence.map((id) => named.get(id) ?? `nothing in the trace is ${id}`).join('; ') || 'none';
    const parts = [title, `expected: ${expected}`, `observed: ${observed}`, `evidence: ${seen}`];
    // What is right takes one line, what is not takes several.
    const text = parts.join(verdict === 'pass' ? ' | ' : '\n    ');
    return { title, text, key: verdict === 'pass' ? text.replaceAll(/, number \d+/g, '') : text };
  });
  return { says, findings: told };
}

/** A name for each event, with its number where several would be called the same. */
function eventNames(events: readonly TraceEvent[]): ReadonlyMap<string, string> {
  const fixture = events.find((event) => event.kind === 'fixture')?.fixture;
  const places = readPlaces(fixture);
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
