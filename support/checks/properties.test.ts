import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TraceEvent } from '../evidence/trace';
import { conforming } from './testing/conforming';
import { DEFECTS } from './testing/defects/all';
import { FLOW } from './testing/flow-names';
import { FREEDOMS } from './testing/freedoms';
import { FREEDOMS_AFTERWARDS } from './testing/freedoms-afterwards';
import { failsIn, judged } from './testing/judged';
import { without } from './testing/trace-builder';

const RUNS = { numRuns: 60 };
const conformingTraces = [...FREEDOMS, ...FREEDOMS_AFTERWARDS];
const traces = [...DEFECTS, ...conformingTraces];

/** A trace by its name: a counterexample that can be read. */
const trace = (says: string): readonly TraceEvent[] => traces.find((one) => one.says === says)?.events ?? [];
const anyOf = (from: readonly { readonly says: string }[]) => fc.constantFrom(...from.map(({ says }) => says));

/** Gives every identity another one, the same wherever it stands. */
function renamed(events: readonly TraceEvent[], seed: number): readonly TraceEvent[] {
  const names = new Map<string, string>();
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string' && value.startsWith('sip:')) {
      const known = names.get(value) ?? `urn:${(seed * 7919 + names.size * 104_729) % 1_000_003}:${names.size}`;
      names.set(value, known);
      return known;
    }
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rename(inner)]));
  };
  return events.map((event) => rename(event) as TraceEvent); // a renamed event is an event
}

const verdicts = (events: readonly TraceEvent[]) =>
  judged(events).map(({ requirement, party, verdict }) => `${requirement} ${party} ${verdict}`);

const PERMITTED = new Set<string>([FLOW.step9]);

/** Messages of the procedure that the clause obliges somebody to send. */
const obligatory = conforming({ own: [] }).events.flatMap((event) =>
  event.kind === 'message' && event.flow.startsWith('preconfigured-regroup') && !PERMITTED.has(event.flow)
    ? [event.id]
    : [],
);

describe('whatever happens, the oracle', () => {
  it('does not care what identities are called', () => {
    fc.assert(
      fc.property(anyOf(traces), fc.nat(), (says, seed) => {
        const events = trace(says);
        assert.deepEqual(verdicts(renamed(events, seed)), verdicts(events));
      }),
      RUNS,
    );
  });

  it('finds that obligatory messages are missing, one or many', () => {
    const { events } = conforming({ own: [] });
    for (const id of obligatory) assert.notDeepEqual(failsIn(without(events, (message) => message.id === id)), [], id);
    fc.assert(
      fc.property(fc.subarray(obligatory, { minLength: 1 }), (missing) => {
        const gone = new Set(missing);
        assert.notDeepEqual(failsIn(without(events, ({ id }) => gone.has(id))), []);
      }),
      RUNS,
    );
  });

  it('accuses nobody for what has not happened yet', () => {
    fc.assert(
      fc.property(anyOf(conformingTraces), fc.nat(120), (says, length) => {
        const begun = trace(says)
          .slice(0, length)
          .filter(({ kind }) => kind !== 'settled');
        assert.deepEqual(failsIn(begun), []);
      }),
      { numRuns: 300 },
    );
  });

  it('reads any message, however broken', () => {
    fc.assert(
      fc.property(anyOf(traces), fc.nat(), fc.object(), (says, which, body) => {
        const events = trace(says);
        const position = which % events.length;
        const broken = events.map((event, index) =>
          index === position && event.kind === 'message' ? { ...event, body } : event,
        );
        assert.ok(Array.isArray(judged(broken)));
      }),
      RUNS,
    );
  });
});
