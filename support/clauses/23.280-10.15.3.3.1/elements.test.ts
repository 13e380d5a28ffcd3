import assert from 'node:assert/strict';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import { FLOWS, type FlowId } from '../../procedure/flows';
import { schemaFiles } from '../../schema/schema-files';
import { FORMATION } from './all';
import { rowsOf, TERMS, type ElementName } from './elements';
import { BEN, CRISIS, EVE, FIRE, FIRE2, JOINT, JOINT8, MED, TEMP } from './testing/cast';
import { CORPUS } from './testing/corpus';
import { judged } from './testing/judged';

const TABLE = 'support/clauses/23.280-10.15.3.3.1/elements.ts';

const schemaOf = (flow: FlowId): string => `flows/${flow}.schema.json`;
const declaredIn = (flow: FlowId): readonly string[] =>
  Object.keys(schemaFiles().get(schemaOf(flow))?.['properties'] ?? {}).filter((name) => !['from', 'to'].includes(name));

/** Traces in which nobody is accused come first: they show most. */
const SAMPLES = CORPUS.toSorted((one, other) => Number(one.breaks !== undefined) - Number(other.breaks !== undefined));

const IDENTITIES = [JOINT8, CRISIS, FIRE2, JOINT];

/** What else could stand in one entry of a structure. */
const OTHERWISE = { temporaryGroupId: TEMP, keyReference: 'another-key' };

const entriesOf = (value: unknown): readonly object[] =>
  Array.isArray(value) ? value.filter((entry): entry is object => typeof entry === 'object' && entry !== null) : [];

/** What an element could say instead; `undefined` leaves it out. */
function othersFor(element: ElementName, value: unknown): readonly unknown[] {
  switch (TERMS[element].kind) {
    case 'identity':
      return [undefined, ...IDENTITIES];
    case 'identities':
      return [undefined, [FIRE], [MED], [FIRE2], [BEN]];
    case 'word':
      return [undefined, EVE, 'failure', 'success', 'partner-system-unavailable', 'multicast', 7];
    case 'structure':
      return [
        undefined,
        {},
        ...Object.entries(OTHERWISE).map(([name, other]) =>
          entriesOf(value).map((entry) => ({ ...entry, [name]: other })),
        ),
      ];
  }
}

const isOf =
  (flow: FlowId) =>
  (event: TraceEvent): event is MessageEvent =>
    event.kind === 'message' && event.flow === flow;

/** The trace with the element changed in every message of the flow, then in each of them alone. */
function* changed(events: readonly TraceEvent[], flow: FlowId, element: ElementName): Generator<readonly TraceEvent[]> {
  const of = isOf(flow);
  const messages = events.filter(of);
  const whole = messages.map(({ id }) => id);
  for (const [at, { body }] of messages.entries())
    for (const value of othersFor(element, body[element]))
      for (const ids of at === 0 ? [whole, whole.slice(0, 1)] : [whole.slice(at, at + 1)])
        yield events.map((event) =>
          of(event) && ids.includes(event.id) ? { ...event, body: { ...event.body, [element]: value } } : event,
        );
}

/** Whether what an element says can decide whether the requirement is broken. */
function isSeenBy(requirement: string, flow: FlowId, element: ElementName): boolean {
  const isBroken = (trace: readonly TraceEvent[]): boolean =>
    judged(trace).some((finding) => finding.requirement === requirement && finding.verdict === 'fail');
  for (const { events } of SAMPLES) {
    if (!events.some(isOf(flow))) continue;
    const before = isBroken(events);
    for (const trace of changed(events, flow, element)) if (isBroken(trace) !== before) return true;
  }
  return false;
}

describe('the table of the elements that messages carry', () => {
  for (const flow of FLOWS.keys())
    it(`has a row for every element of ${flow}`, () => {
      const rows = rowsOf(flow).map(([element]) => element as string);
      const declared = declaredIn(flow);
      for (const element of declared)
        assert.ok(
          rows.includes(element),
          `schemas/${schemaOf(flow)} has ${element}: say in ${TABLE} which statement speaks of it, or why none does`,
        );
      for (const element of rows)
        assert.ok(
          declared.includes(element),
          `schemas/${schemaOf(flow)} has no ${element}: take its row out of ${TABLE}`,
        );
    });

  it('gives a reason where no statement speaks of an element', () => {
    for (const flow of FLOWS.keys())
      for (const [element, row] of rowsOf(flow))
        assert.ok('by' in row ? Object.keys(row.by).length > 0 : row.because.length > 10, `${flow} ${element}`);
  });

  const known = new Set(FORMATION.checks.map(({ requirement }) => requirement));

  for (const flow of FLOWS.keys())
    for (const [element, row] of rowsOf(flow))
      for (const requirement of 'by' in row ? Object.keys(row.by) : [])
        it(`has ${requirement} look at ${element} of ${flow}`, () => {
          assert.ok(known.has(requirement), `there is no check of ${requirement}`);
          assert.ok(
            isSeenBy(requirement, flow, element),
            `whatever ${element} of ${flow} says is the same to ${requirement}: its check has no such source, or does not look`,
          );
        }).timeout(30_000);
});
