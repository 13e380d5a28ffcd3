import assert from 'node:assert/strict';
import { DAN, FIRE, JOINT, MED } from '../clauses/23.280-10.15.3.3.1/testing/cast';
import { conforming } from '../clauses/23.280-10.15.3.3.1/testing/conforming';
import { FLOW } from '../clauses/23.280-10.15.3.3.1/testing/flow-names';
import { danLeaves, unauthorized } from '../clauses/23.280-10.15.3.3.1/testing/outcomes';
import { isFlow, without } from '../clauses/23.280-10.15.3.3.1/testing/trace-builder';
import type { MessageEvent, TraceEvent } from '../evidence/trace';
import { openStory } from '../oracle/story';
import { abilitiesOf } from '../ports/abilities';
import type { Role } from '../procedure/roles';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import { contextOfRun } from './context-of-run';
import { judge } from './judgement';

const contextWith = (...underTest: readonly Role[]) =>
  contextOfRun(
    {
      clauses: [{ clause: '23.280-10.15.3.3.1', specification: '', number: '', title: '' }],
      target: { name: 'acme', version: '1', adapter: 'http-json', underTest },
      options: {},
    },
    loadCatalogue(),
    loadIcs(),
  );

/** After the last event of a scenario: it is cleaned up, and what stands here comes. */
function followedBy(events: readonly TraceEvent[], ...later: readonly Partial<TraceEvent>[]): readonly TraceEvent[] {
  const last = events.at(-1);
  assert.ok(last);
  const all = [{ kind: 'phase', phase: 'postamble', text: '' }, ...later];
  // Each was made of an event, or says what one of its kind says.
  const placed = all.map((event, index) => {
    const seq = last.seq + index + 1;
    return { ...event, seq, id: `late-${seq}`, at: last.at + 100 * index, scope: last.scope } as TraceEvent;
  });
  return [...events, ...placed];
}

/** What clean-up has a user do. */
const undone = { kind: 'control', party: 'client-1', command: { command: 'act' }, answer: { status: 'done' } } as const;

describe('what comes after its scenario', () => {
  const by = (product: Role): readonly TraceEvent[] =>
    conforming().events.map((event) =>
      event.kind === 'message' && event.from.party === product ? { ...event, writtenBy: 'implementation' } : event,
    );
  const events = by('partner-server');
  const written = (flow: string): MessageEvent => {
    const message = events.find((event): event is MessageEvent => event.kind === 'message' && event.flow === flow);
    assert.ok(message, flow);
    return { ...message, writtenBy: 'implementation' };
  };
  const judged = (trace: readonly TraceEvent[], requirement: string, ...underTest: readonly Role[]) => {
    const context = contextWith(...underTest);
    const judgement = judge(openStory(trace, abilitiesOf(context.wire)), [requirement], [], context, trace);
    return { ...judgement, broken: judgement.checks.filter(({ verdict }) => verdict === 'fail') };
  };
  const silent = without(events, isFlow(FLOW.step11));
  const deadline = silent.findLast(({ kind }) => kind === 'settled')?.at ?? 0;

  it('leaves open what was owed, by how much it came after the deadline, and names the timing to raise', () => {
    assert.equal(judged(followedBy(silent), 'STEP-11-a', 'partner-server').verdict, 'fail');
    const trace = followedBy(silent, written(FLOW.step11));
    const { verdict, reason, broken } = judged(trace, 'STEP-11-a', 'partner-server');
    const late = trace.at(-1);
    assert.ok(late);
    assert.equal(verdict, 'inconclusive');
    const says = `none was sent before everything was quiet; it came ${late.at - deadline} ms after the deadline (${late.id}): to judge it, raise timing.deadlineMs in the target file`;
    assert.ok(reason.startsWith('STEP-11-a: ') && reason.endsWith(says), reason);
    assert.deepEqual(broken, []);
  });

  it('proves nothing of what else of the same product is missing, and leaves the breaches of others what they are', () => {
    const cancelled = without(without(by('primary-server'), isFlow(FLOW.step11)), isFlow(FLOW.step12));
    const both = judged(followedBy(cancelled, written(FLOW.step12)), 'STEP-12-a', 'primary-server', 'partner-server');
    assert.ok(both.broken.some(({ requirement, party }) => requirement === 'STEP-11-a' && party === 'partner-server'));
    const mute = without(silent, isFlow(FLOW.dynamicData));
    const inTime = judged(followedBy(mute), 'STEP-11-a', 'partner-server');
    assert.ok(inTime.broken.some(({ requirement }) => requirement !== 'STEP-11-a'));
    const alone = judged(followedBy(mute, written(FLOW.step11)), 'STEP-11-a', 'partner-server');
    assert.deepEqual(alone.broken, []);
    const behind = alone.checks.filter(({ observed }) =>
      observed.includes('sent others of its messages after the deadline'),
    );
    assert.ok(behind.some(({ verdict, requirement }) => verdict === 'inconclusive' && requirement !== 'STEP-11-a'));
  });

  it('leaves open the end of a part that is told late, and not where clean-up may have ended it', () => {
    const report = {
      ...written(FLOW.dynamicData),
      body: { groupDynamicData: [{ mcServiceGroupId: JOINT, deAffiliated: [DAN] }] },
    };
    const left = danLeaves([FIRE, MED], () => undefined);
    const end = (...later: readonly Partial<TraceEvent>[]) =>
      judged(followedBy(left, ...later), 'POST-2b', 'partner-server');
    assert.equal(end().verdict, 'fail');
    const { verdict, reason } = end(report);
    assert.equal(verdict, 'inconclusive');
    assert.match(reason, /^POST-2b: .*; it came \d+ ms after the deadline \(late-\d+\)/);
    assert.equal(end(undone, report).verdict, 'fail');
  });

  it('fails what it does too early all the same', () => {
    const mute = without(silent, isFlow(FLOW.step7));
    const { broken } = judged(
      followedBy(mute, written(FLOW.step11), written(FLOW.step7)),
      'STEP-11-b',
      'partner-server',
    );
    assert.deepEqual(
      broken.map(({ requirement }) => requirement),
      ['STEP-11-b', 'INV-7'],
    );
  });

  it('breaks the statement by which it may not come', () => {
    const trace = followedBy(by('primary-server'), written(FLOW.step12));
    const { verdict, broken } = judged(trace, 'STEP-12-a', 'primary-server');
    assert.equal(verdict, 'fail');
    assert.ok(
      broken.every(
        ({ observed, evidence }) =>
          observed.endsWith('; it came after the scenario had ended') && evidence.includes(trace.at(-1)?.id ?? ''),
      ),
    );
    assert.deepEqual(judged(trace, 'STEP-11-a', 'partner-server').broken, [], 'and nobody else is charged with it');
  });

  it('breaks nothing where it gives up a partner of which nothing came (A-22)', () => {
    const unanswered = without(without(by('primary-server'), isFlow(FLOW.step11)), isFlow(FLOW.step12));
    const reject = {
      ...written(FLOW.step4b),
      flow: FLOW.step4a,
      body: { ...written(FLOW.step4b).body, reason: 'partner-system-unavailable' },
    };
    const rejected = (trace: readonly TraceEvent[]) =>
      judged(followedBy(trace, reject), 'STEP-4a-6', 'primary-server').broken.map(({ requirement }) => requirement);
    assert.deepEqual(rejected(unanswered), []);
    assert.ok(rejected(by('primary-server')).includes('STEP-4a-6'));
  });

  it('breaks a statement that can be told only when all is quiet', () => {
    const rejected = unauthorized.map((event) =>
      event.kind === 'message' && event.from.party === 'client-1'
        ? { ...event, writtenBy: 'implementation' as const }
        : event,
    );
    const again = rejected.find((event) => event.kind === 'message' && event.flow === FLOW.step2);
    assert.ok(again);
    assert.deepEqual(judged(followedBy(rejected), 'STEP-4b-5', 'client-1').broken, []);
    const { broken } = judged(followedBy(rejected, again), 'STEP-4b-5', 'client-1');
    assert.ok(broken.some(({ requirement }) => requirement === 'STEP-4b-5'));
  });

  it('breaks a statement where a client sends once more what its user had it send once', () => {
    const trace = by('client-1');
    const again = trace.find((event) => event.kind === 'message' && event.flow === FLOW.step2);
    assert.ok(again);
    assert.deepEqual(judged(followedBy(trace), 'STEP-2-a', 'client-1').broken, []);
    const { broken } = judged(followedBy(trace, again), 'STEP-2-a', 'client-1');
    assert.ok(
      broken.some(({ requirement, observed }) => requirement === 'STEP-2-a' && observed.startsWith('2 were sent')),
    );
  });

  it('breaks a statement where it could not be taken, also while the scenario is cleaned up', () => {
    const garbled = { kind: 'malformed', party: 'client-1', raw: '{', problem: 'garbled', answer: '400' } as const;
    const brokenBy = (...later: readonly Partial<TraceEvent>[]) =>
      judged(followedBy(by('primary-server'), ...later), 'STEP-12-a', 'primary-server').broken.map(
        ({ requirement, observed }) => [requirement, observed.endsWith('; it came after the scenario had ended')],
      );
    const ofProduct = { ...garbled, writer: 'primary-server' } as const;
    assert.deepEqual(brokenBy(ofProduct), [['WIRE-1', true]]);
    assert.deepEqual(brokenBy(undone, ofProduct), [['WIRE-1', true]]);
    assert.deepEqual(brokenBy({ ...garbled, writer: 'partner-server' }), []);
  });

  it('is not judged where it follows what one of ours sent, who had forgotten the scenario', () => {
    const ours = { ...written(FLOW.step11), writtenBy: 'harness' as const };
    assert.deepEqual(
      judged(followedBy(by('primary-server'), ours, written(FLOW.step12)), 'STEP-12-a', 'primary-server').broken,
      [],
    );
  });

  it('is no breach where clean-up may have brought it about', () => {
    const notify = written('notify-group-dynamic-data-request.server-gms');
    for (const later of [[notify], [undone, notify]])
      assert.deepEqual(judged(followedBy(events, ...later), 'STEP-12-a', 'primary-server').broken, []);
  });

  it('changes nothing where every role is played', () => {
    assert.equal(judged(followedBy(by('primary-server'), written(FLOW.step12)), 'STEP-12-a').verdict, 'pass');
  });
});
