// The oracle on some of the clients of a load: a clock that is only known within some milliseconds accuses nobody, what is missing is named
// all the same, and clients who are not looked at do not stand in the story.

import assert from 'node:assert/strict';
import { BEN } from '../clauses/23.280-10.15.3.3.1/testing/cast';
import { conforming } from '../clauses/23.280-10.15.3.3.1/testing/conforming';
import { FLOW } from '../clauses/23.280-10.15.3.3.1/testing/flow-names';
import type { TraceEvent } from '../evidence/trace';
import { contextOfRun } from '../judgement/context-of-run';
import { abilitiesOf } from '../ports/abilities';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import { judgeSample, type Sample } from './judged-sample';

const STRANGER = 'sip:m17.x3f2a7@partner.example';

describe('the judged clients of a load', () => {
  const context = contextOfRun(
    {
      clauses: [{ clause: '23.280-10.15.3.3.1', specification: '', number: '', title: '' }],
      target: { name: 'acme', version: '1', adapter: 'http-json', underTest: ['partner-server'] },
      options: { ordering: 'lenient' },
    },
    loadCatalogue(),
    loadIcs(),
  );
  const { fixture, events } = conforming();
  const isBens = (event: TraceEvent): boolean =>
    event.kind === 'message' && (event.from.id === BEN || event.to.id === BEN);
  const written = events
    .filter(({ kind }) => kind !== 'fixture')
    .map((event): TraceEvent => {
      const isProducts = event.kind === 'message' && event.from.party === 'partner-server';
      return isProducts ? { ...event, writtenBy: 'implementation' } : event;
    });

  const stimulus = events.find(({ kind }) => kind === 'phase')?.at ?? 0;

  /** @param wrongBy milliseconds that the clock of the worker seems to be ahead */
  const sample = (wrongBy: number, slackMs: number, seen: readonly TraceEvent[] = written): Sample => ({
    fixture,
    isOther: (id) => id === STRANGER,
    conducted: seen.filter((event) => !isBens(event)),
    workers: [
      {
        events: seen.filter(isBens).map((event) => ({ ...event, at: event.at + wrongBy })),
        measuredFrom: stimulus + wrongBy,
        toOurs: (theirs) => theirs,
        earlierMs: slackMs,
        laterMs: slackMs,
      },
    ],
  });
  const broken = (one: Sample): readonly string[] =>
    judgeSample(one, context, abilitiesOf(context.wire)).findings.map(({ requirement }) => requirement);

  it('are accused of nothing by a clock that is wrong within its uncertainty', () => {
    for (const wrongBy of [-6, -2, 0, 2, 6]) assert.deepEqual(broken(sample(wrongBy, 7)), [], `${wrongBy} ms`);
    // So much does the order of these events say where clocks are taken for right.
    assert.notDeepEqual(broken(sample(-6, 0)), []);
  });

  it('name what is missing, wherever the clocks stand', () => {
    const missing = written.filter(
      (event) => !(isBens(event) && event.kind === 'message' && event.flow === FLOW.step7),
    );
    for (const wrongBy of [-6, 6]) assert.ok(broken(sample(wrongBy, 7, missing)).includes('STEP-7-a'), `${wrongBy} ms`);
  });

  it('are missing something too where a message left late before the regroup', () => {
    const late = written
      .filter((event) => !(isBens(event) && event.kind === 'message' && event.flow === FLOW.step7))
      .map((event): TraceEvent => {
        const isEarly = event.kind === 'message' && event.at < stimulus && event.writtenBy === 'harness';
        return isEarly ? { ...event, wire: { ...event.wire, lateMs: '1896' } } : event;
      });
    assert.ok(broken(sample(0, 7, late)).includes('STEP-7-a'));
  });

  it('stand alone in the story: of lists that name others these are left out, and what is about others alone is gone', () => {
    const report = written.find((event) => event.kind === 'message' && event.flow === FLOW.dynamicData);
    assert.ok(report?.kind === 'message');
    const { groupDynamicData } = report.body as { groupDynamicData: readonly { mcServiceGroupId: string }[] };
    const [{ mcServiceGroupId } = { mcServiceGroupId: '' }] = groupDynamicData;
    const telling = (...affiliated: readonly string[]): TraceEvent => ({
      ...report,
      id: `of ${affiliated.join()}`,
      body: { ...report.body, groupDynamicData: [{ mcServiceGroupId, affiliated }] },
    });
    const both = sample(0, 1, [...written, telling(STRANGER), telling(BEN, STRANGER)]);
    const story = judgeSample(both, context, abilitiesOf(context.wire));
    assert.deepEqual(story.findings, []);
    const told = story.events.filter(({ id }) => id.startsWith('of '));
    assert.deepEqual(
      told.map((event) => event.kind === 'message' && event.body['groupDynamicData']),
      [[{ mcServiceGroupId, affiliated: [BEN] }]],
    );
    assert.deepEqual(story.events[0], { kind: 'fixture', id: 'fixture', scope: fixture.scope, seq: 1, at: 0, fixture });
  });
});
