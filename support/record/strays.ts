// Finds what belongs to no open scenario among the events that scenarios hand in, as they come: such an event stands in the
// trace and decides no verdict. Unaware of files.

import type { MalformedEvent, MessageEvent } from '../evidence/trace';
import type { Stray, Strays } from '../verdict/results';

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
  return {
    take(lines) {
      for (const line of lines) {
        if (!BEGINNINGS.some((beginning) => line.startsWith(beginning))) continue;
        count += 1;
        if (first.length < SHOWN) first.push(strayOf(JSON.parse(line) as MessageEvent | MalformedEvent)); // told apart by its beginning
      }
    },
    summary: () => (count === 0 ? undefined : { count, first }),
  };
}

const strayOf = (event: MessageEvent | MalformedEvent): Stray =>
  event.kind === 'malformed'
    ? { id: event.id, flow: null, from: null, to: event.party }
    : { id: event.id, flow: event.flow, from: event.from.id, to: event.to.id };

/** Of the parts of one run. */
export function joinedStrays(parts: readonly (Strays | undefined)[]): Strays | undefined {
  const nonEmpty = parts.filter((part) => part !== undefined);
  if (nonEmpty.length === 0) return undefined;
  return {
    count: nonEmpty.reduce((sum, { count }) => sum + count, 0),
    first: nonEmpty.flatMap(({ first }) => first).slice(0, SHOWN),
  };
}

/** For the summary: empty where there are none. */
export function strayLines(strays: Strays | undefined): readonly string[] {
  if (strays === undefined) return [];
  const { count, first } = strays;
  const descriptions = first.map(({ id, flow, from, to }) =>
    flow === null ? `${id} (no information flow, at ${to})` : `${id} (${flow} from ${from ?? ''} to ${to})`,
  );
  const which = count > descriptions.length ? 'the first are' : count === 1 ? 'it is' : 'they are';
  return [
    `Strays: ${count} ${count === 1 ? 'message' : 'messages'} belonged to no open scenario and decided nothing; ${which} ${descriptions.join('; ')}`,
  ];
}
