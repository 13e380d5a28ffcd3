import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import type { Finding } from '../../verdict/finding';
import { isWorse, worst, type Verdict } from '../../verdict/verdict';
import { ANA, CRISIS, IVO, JOINT, JOINT8 } from './testing/cast';
import { conforming, settles } from './testing/conforming';
import { DEFECTS } from './testing/defects/all';
import { FLOW } from './testing/flow-names';
import { IVO_AND_HANA, regroups, WISH, type Wish } from './testing/formation';
import { FREEDOMS } from './testing/freedoms/usual';
import { FREEDOMS_AFTERWARDS } from './testing/freedoms/afterwards';
import { failsIn, judged } from './testing/judged';
import { prepared } from './testing/preparation';
import { readRecorded } from './testing/recorded';
import { reordered } from './testing/reordered';
import { without } from './testing/trace-builder';
import { speechless } from './testing/seen';

const RUNS = { numRuns: 60 };
const RECORDED = path.join(__dirname, 'testing', 'recorded');
const recorded = readdirSync(RECORDED).map((file) => ({
  says: `${path.basename(file, '.jsonl')} of a real run`,
  events: readRecorded(readFileSync(path.join(RECORDED, file), 'utf8')),
}));
const conformingTraces = [...FREEDOMS, ...FREEDOMS_AFTERWARDS, ...recorded];
const traces = [...DEFECTS, ...conformingTraces];
const speechlessTraces = conformingTraces.map(({ says, events }) => ({
  says: `${says}, no answer of control`,
  events: speechless(events),
}));

/** A trace by its name: a counterexample that can be read. */
const trace = (says: string): readonly TraceEvent[] =>
  [...traces, ...speechlessTraces].find((one) => one.says === says)?.events ?? [];
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

const sorted = (events: readonly TraceEvent[]) => [...verdicts(events)].sort();

/** The worst that is found of each requirement and party. */
function worstOf(findings: readonly Finding[]): ReadonlyMap<string, Verdict> {
  const found = new Map<string, Verdict>();
  for (const { requirement, party, verdict } of findings) {
    const key = `${requirement} ${party}`;
    const known = found.get(key) ?? verdict;
    found.set(key, isWorse(verdict, known) ? verdict : known);
  }
  return found;
}

/** The verdict of a run of this scenario alone, with every party under test. */
const runVerdictOf = (findings: readonly Finding[]): Verdict =>
  worst<{ readonly verdict: Verdict }>({ verdict: 'pass' }, ...findings).verdict;

/** Two regroups that have nothing to do with each other, their messages as they may come; the ends are those of the trace. */
function interleaved(turns: readonly boolean[]): readonly TraceEvent[] {
  const formed = (change: Partial<Wish>): readonly MessageEvent[] => {
    const t = prepared();
    const before = t.events.length;
    regroups(t, change);
    return t.events.slice(before).filter((event) => event.kind === 'message');
  };
  const mine = [...formed({})];
  const others = [...formed(IVO_AND_HANA)];
  const mixed: MessageEvent[] = [];
  for (let index = 0; mine.length + others.length > 0; index += 1) {
    const next = (turns[index % turns.length] ? mine : others).shift() ?? mine.shift() ?? others.shift();
    if (next) mixed.push({ ...next, id: `m${index}` });
  }
  const t = prepared();
  t.stimulus();
  for (const message of mixed) t.add(message);
  for (const [user, { groups, given }] of [
    [ANA, WISH],
    [IVO, { ...WISH, ...IVO_AND_HANA }],
  ] as const)
    t.act(user, {
      kind: 'initiate-regroup',
      mcServiceGroupIdList: groups,
      regroupGroupId: given,
      preconfiguredGroupId: CRISIS,
    });
  settles(t, [JOINT, JOINT8]);
  return t.events;
}

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

  it('does not care in which of the permitted orders messages come', () => {
    fc.assert(
      fc.property(
        anyOf(conformingTraces),
        fc.array(fc.nat(1000), { minLength: 20, maxLength: 120 }),
        (says, choices) => {
          const events = trace(says);
          assert.deepEqual(sorted(reordered(events, choices)), sorted(events));
        },
      ),
      RUNS,
    );
  });

  it('tells regroups apart that have nothing to do with each other', () => {
    const apart = sorted(interleaved([true]));
    assert.ok(apart.every((verdict) => verdict.endsWith('pass')));
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }), (turns) => {
        assert.deepEqual(sorted(interleaved(turns)), apart);
      }),
      RUNS,
    );
  });

  it('is never kinder for a message less', () => {
    fc.assert(
      fc.property(anyOf([...conformingTraces, ...speechlessTraces]), fc.nat(), (says, which) => {
        const events = trace(says);
        const ids = events.filter(({ kind }) => kind === 'message').map(({ id }) => id);
        const before = judged(events);
        const after = judged(without(events, ({ id }) => id === ids[which % ids.length]));
        const now = worstOf(after);
        const better = [...worstOf(before)].filter(([key, verdict]) => isWorse(verdict, now.get(key) ?? verdict));
        assert.deepEqual(better, []);
        assert.ok(!isWorse(runVerdictOf(before), runVerdictOf(after)));
      }),
      { numRuns: 100 },
    );
  });
});
