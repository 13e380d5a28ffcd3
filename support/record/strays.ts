// Finds what belongs to no open scenario among the events that scenarios hand in, as they come: such an event stands in the
// trace and decides no verdict of a scenario. Unaware of files.

import type { MalformedEvent, MessageEvent } from '../evidence/trace';
import { eventsFrom } from '../evidence/trace-lines';
import { inOneLine } from '../schema/explain';
import { harmless } from '../verdict/harmless';
import type { RefusedStrays, Stray, Strays } from '../verdict/results';

/** The rest stands in the trace. */
const SHOWN = 5;
/** How the recorder begins one; reading every event only to see its scope would be waste. */
const BEGINNINGS = ['message', 'malformed'].map((kind) => `{"kind":"${kind}","scope":null,`);

export interface StrayCollector {
  /** @param lines events, a JSON text each */
  take(lines: readonly string[]): void;
  /** Undefined where there are none. */
  summary(): Strays | undefined;
}

export function createStrayCollector(): StrayCollector {
  const first: Stray[] = [];
  let count = 0;
  let refused: RefusedStrays | undefined;
  return {
    take(lines) {
      for (const line of lines) {
        if (!BEGINNINGS.some((beginning) => line.startsWith(beginning))) continue;
        count += 1;
        // Told apart by its beginning; what belongs to no scenario stands for itself.
        const [event] = eventsFrom([JSON.parse(line) as object], null) as readonly [MessageEvent | MalformedEvent];
        if (first.length < SHOWN) first.push(strayOf(event));
        const problem = whyRefused(event);
        if (problem !== undefined) refused = { id: event.id, problem, ...refused, count: (refused?.count ?? 0) + 1 };
      }
    },
    summary: () => (count === 0 ? undefined : { count, first, ...(refused && { refused }) }),
  };
}

/** Longer than any identity of use. */
const LONGEST_ID = 200;

const strayOf = (event: MessageEvent | MalformedEvent): Stray =>
  event.kind === 'malformed'
    ? { id: event.id, flow: null, from: null, to: event.party }
    : {
        id: event.id,
        flow: event.flow,
        from: harmless(event.from.id, LONGEST_ID),
        to: harmless(event.to.id, LONGEST_ID),
      };

/** What kept a party from taking what a product sent; undefined for what it took, and for what nobody knows the writer of. */
function whyRefused(event: MessageEvent | MalformedEvent): string | undefined {
  if (event.kind === 'malformed')
    return event.guessed
      ? undefined
      : event.writer && harmless(`what the ${event.writer} sent to the ${event.party}: ${event.problem}`);
  const [error] = event.schemaErrors;
  if (error === undefined || event.writtenBy === 'harness') return undefined;
  return harmless(`${event.flow} from ${harmless(event.from.id, LONGEST_ID)}: ${inOneLine(error)}`);
}

/** Of the parts of one run. */
export function joinedStrays(parts: readonly (Strays | undefined)[]): Strays | undefined {
  const nonEmpty = parts.filter((part) => part !== undefined);
  if (nonEmpty.length === 0) return undefined;
  const refusals = nonEmpty.flatMap(({ refused }) => refused ?? []);
  const [refused] = refusals;
  return {
    count: total(nonEmpty),
    first: nonEmpty.flatMap(({ first }) => first).slice(0, SHOWN),
    ...(refused && { refused: { ...refused, count: total(refusals) } }),
  };
}

const total = (parts: readonly { readonly count: number }[]): number =>
  parts.reduce((sum, { count }) => sum + count, 0);

/** For the summary: empty where there are none. */
export function strayLines(strays: Strays | undefined): readonly string[] {
  if (strays === undefined) return [];
  const { count, first, refused } = strays;
  const descriptions = first.map(({ id, flow, from, to }) =>
    flow === null ? `${id} (no information flow, at ${to})` : `${id} (${flow} from ${from ?? ''} to ${to})`,
  );
  const which = count > descriptions.length ? 'the first are' : count === 1 ? 'it is' : 'they are';
  return [
    `Strays: ${count} ${count === 1 ? 'message' : 'messages'} belonged to no open scenario${refused ? `, ${refused.count} of which could not be taken` : ' and decided nothing'}; ${which} ${descriptions.join('; ')}`,
  ];
}
