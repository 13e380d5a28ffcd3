import assert from 'node:assert/strict';
import { abilitiesOf } from '../ports/abilities';
import { conforming } from '../clauses/23.280-10.15.3.3.1/testing/conforming';
import { ANA, BEN, FIXTURE } from '../clauses/23.280-10.15.3.3.1/testing/cast';
import { FLOW } from '../clauses/23.280-10.15.3.3.1/testing/flow-names';
import { inThisOrder, isFlow, moved, without } from '../clauses/23.280-10.15.3.3.1/testing/trace-builder';
import { openStory } from '../oracle/story';
import type { TraceEvent } from '../evidence/trace';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import type { RunResult, ScenarioResult } from '../verdict/results';
import type { Reasoned } from '../verdict/verdict';
import { contextOfRun } from './context-of-run';
import { judge } from './judgement';
import { rejudged } from './rejudged';

const RUN: RunResult = {
  version: 3,
  suite: { name: 'mcx-conformance', version: '0' },
  clauses: [{ clause: '23.280-10.15.3.3.1', specification: '3GPP TS 23.280', number: '10.15.3.3.1', title: 'A title' }],
  target: { name: 'acme', version: '1', adapter: 'http-json', underTest: ['primary-server'] },
  options: {},
  startedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 1,
  verdict: 'pass',
  reason: '',
  exitCode: 0,
  scenarios: [],
  notExecuted: [],
};
/** The answers and requests of the primary name nobody as their receiver, and are refused where they come. */
const forNobody = (events: readonly TraceEvent[]): readonly TraceEvent[] =>
  inThisOrder(
    events.flatMap((event): readonly TraceEvent[] => {
      if (event.kind !== 'message' || event.from.party !== 'primary-server') return [event];
      const { party } = event.to;
      const isOne = [FLOW.step4b, FLOW.step5, FLOW.step12].some((flow) => flow === event.flow);
      if (party === null || !isOne) return [{ ...event, writtenBy: 'implementation' }];
      const to = { id: 'sip:nobody@primary.example', party: null };
      const found = `${to.id}, which nobody has`;
      const error = { path: '/to', expected: `the party that it is sent to, the ${party}`, found };
      const { id, at, seq, scope } = event;
      return [
        { ...event, to, body: { ...event.body, to: to.id }, schemaErrors: [error], writtenBy: 'implementation' },
        { kind: 'delivery', id: `${id}-came`, at, seq, scope, message: id, by: party, outcome: 'arrived', detail: '' },
      ];
    }),
  );
const contextOf = (over: Partial<RunResult> = {}) => contextOfRun({ ...RUN, ...over }, loadCatalogue(), loadIcs());

/** As it would have been recorded in a run, and read back. */
function recorded(events: readonly TraceEvent[], faults: readonly Reasoned[], context = contextOf()): ScenarioResult {
  const requirements = ['STEP-4b-1'];
  const scenario = {
    tp: 'T',
    name: 'n',
    uri: 'u',
    line: 1,
    feature: 'f',
    rule: undefined,
    requirements,
    beyondSpec: false,
    ...judge(openStory(events, abilitiesOf(context.wire)), requirements, faults, context, events),
    ...(faults.length > 0 && { faults }),
    scope: FIXTURE.scope,
    durationMs: 1,
    messages: events.length,
  };
  return JSON.parse(JSON.stringify(scenario)) as ScenarioResult;
}

function same(scenario: ScenarioResult, events: readonly TraceEvent[], context = contextOf()): void {
  const read = JSON.parse(JSON.stringify(events)) as TraceEvent[];
  assert.deepEqual(JSON.parse(JSON.stringify(rejudged(scenario, read, context))), scenario);
}

describe('what rests on a reading alone', () => {
  const early = moved(conforming().events, isFlow(FLOW.step4b), { after: isFlow(FLOW.step5) });
  const verdictBy = (options: RunResult['options']) => {
    const { checks } = recorded(early, [], contextOf({ options }));
    return checks.find(({ requirement, verdict }) => requirement === 'STEP-4b-7' && verdict !== 'pass');
  };

  it('fails by the reading that is registered', () => {
    assert.equal(verdictBy({})?.verdict, 'fail');
  });

  it('is inconclusive where any reading will do, and says by which it rests', () => {
    const { verdict, observed = '' } = verdictBy({ readings: 'any' }) ?? {};
    assert.equal(verdict, 'inconclusive');
    assert.match(observed, /; it rests on the reading A-05 alone$/);
  });
});

describe('a recorded scenario judged again', () => {
  const { events } = conforming();
  const broken = without(events, isFlow(FLOW.step4b));

  it('is inconclusive where products sent more than is taken, and nothing from there on accuses anybody', () => {
    const cutAt = (seen: readonly TraceEvent[], at: number): readonly TraceEvent[] => {
      const cut = {
        kind: 'malformed',
        id: 'cut',
        scope: FIXTURE.scope,
        party: 'primary-server',
        raw: '',
        problem: 'products sent more than 1000 messages',
        beyondLimits: true,
      } as const;
      return seen.toSpliced(at, 0, { ...cut, seq: 0, at: 0 }).map((event, seq) => ({ ...event, seq: seq + 1 }));
    };
    const missing = events.findIndex((event) => event.kind === 'message' && isFlow(FLOW.step4b)(event));
    // That the response follows no return is told by the response alone.
    assert.ok(
      recorded(broken, []).checks.some(({ requirement, verdict }) => requirement === 'INV-4' && verdict === 'fail'),
    );
    for (const seen of [cutAt(events, events.length), cutAt(broken, missing)]) {
      const scenario = recorded(seen, []);
      assert.equal(scenario.verdict, 'inconclusive', scenario.reason);
      assert.match(scenario.reason, /more than 1000 messages/);
      same(scenario, seen);
    }
    // What had been broken before stays so.
    assert.equal(recorded(cutAt(broken, broken.length), []).verdict, 'fail');
  });

  it('accuses no product of what it left undone once it could not be reached', () => {
    const context = contextOf({ target: { ...RUN.target, underTest: ['primary-gms'] } });
    const shared = isFlow('group-information-notify-request.gms-gms', 'sip:gms@partner.example');
    const silent = without(without(events, isFlow(FLOW.configuration, BEN)), shared);
    assert.ok(recorded(silent, [], context).checks.some(({ verdict }) => verdict === 'fail'));
    const [last] = silent.slice(-1);
    const lost: TraceEvent = {
      kind: 'control',
      id: 'lost',
      seq: (last?.seq ?? 0) + 1,
      at: 0,
      scope: FIXTURE.scope,
      party: 'primary-gms',
      command: { command: 'hello' },
      answer: { status: 'unreachable' },
    };
    const told = recorded([...silent, lost], [], context);
    assert.deepEqual(
      told.checks.filter(({ verdict }) => verdict === 'fail'),
      [],
    );
    assert.ok(
      told.checks.some(
        ({ verdict, observed }) =>
          verdict === 'inconclusive' && observed.includes('the primary-gms could not be reached'),
      ),
    );
  });

  it('accuses no product of what it would not hear without credentials, and says what it asks for', () => {
    const asked = events.find(
      (event) => event.kind === 'message' && event.flow === 'service-authorization-request.client-server',
    );
    assert.ok(asked?.kind === 'message' && asked.to.party === 'primary-server');
    const unauthorized = without(events, isFlow('service-authorization-response.server-client', asked.from.id));
    assert.ok(recorded(unauthorized, []).checks.some(({ verdict }) => verdict === 'fail'));
    const challenge = 'asks for credentials (401, realm "r", MD5)';
    const delivery: TraceEvent = {
      kind: 'delivery',
      id: 'challenged',
      seq: (events.at(-1)?.seq ?? 0) + 1,
      at: 0,
      scope: FIXTURE.scope,
      message: asked.id,
      by: 'client-1',
      outcome: 'challenged',
      detail: challenge,
    };
    const told = recorded([...unauthorized, delivery], [{ verdict: 'fail', reason: 'expected: a regroup' }]);
    assert.equal(told.verdict, 'inconclusive');
    assert.ok(told.reason.includes(`the primary-server ${challenge}`), told.reason);
    // Where no check has anything to say, the expectation that was not met follows from it.
    const unmet = recorded([...events, delivery], [{ verdict: 'fail', reason: 'expected: more' }]);
    assert.deepEqual(
      [unmet.verdict, unmet.reason],
      ['inconclusive', `expected: more; the primary-server ${challenge}`],
    );
    same(unmet, [...events, delivery]);
  });

  /** The service authorization that the primary server never gave, and what it answered on the wire. */
  function unauthorized(outcome: 'refused' | 'overloaded', detail: string): readonly TraceEvent[] {
    const asked = events.find(
      (event) => event.kind === 'message' && event.flow === 'service-authorization-request.client-server',
    );
    assert.ok(asked?.kind === 'message' && asked.to.party === 'primary-server');
    const silent = without(events, isFlow('service-authorization-response.server-client', asked.from.id));
    const [id, seq] = ['answered', (events.at(-1)?.seq ?? 0) + 1];
    const { scope } = FIXTURE;
    return [...silent, { kind: 'delivery', id, seq, at: 0, scope, message: asked.id, by: 'client-1', outcome, detail }];
  }

  it('accuses no product of what it had no time for, and says so', () => {
    const busy = 'has too much to do (503, Retry-After: 5), which is no refusal';
    const told = recorded(unauthorized('overloaded', busy), [{ verdict: 'fail', reason: 'expected: a regroup' }]);
    assert.equal(told.verdict, 'inconclusive');
    assert.ok(told.reason.includes(`the primary-server ${busy}`), told.reason);
    // Nor where what the scenario is about never came of it.
    const unasked = recorded(
      unauthorized('overloaded', busy).filter(
        (one) => one.kind !== 'message' || !one.flow.startsWith('preconfigured-'),
      ),
      [],
    );
    assert.ok(unasked.reason.includes(`the primary-server ${busy}`), unasked.reason);
  });

  it('says with what a product left out what it answered instead', () => {
    const found = 'expected a final response of the procedure, found 302, Contact: <sip:elsewhere@example>';
    const told = recorded(unauthorized('refused', found), []);
    assert.equal(told.verdict, 'fail');
    const words = `the primary-server refused service-authorization-request.client-server: ${found}`;
    assert.ok(told.reason.endsWith(`; ${words}`), told.reason);
    const unreached = { verdict: 'inconclusive', reason: 'no ability' } as const;
    assert.equal(
      recorded([...events, ...unauthorized('refused', found).slice(-1)], [unreached]).reason,
      `no ability; ${words}`,
    );
  });

  it('has the verdict, the reason and the checks of the run', () => {
    const passed = recorded(events, []);
    assert.equal(passed.verdict, 'pass');
    same(passed, events);
    const failed = recorded(broken, [{ verdict: 'fail', reason: 'expected: a return' }]);
    assert.equal(failed.verdict, 'fail');
    same(failed, broken);
  });

  it('has it by the faults that no trace shows', () => {
    const unmet = recorded(events, [{ verdict: 'fail', reason: 'expected: more' }]);
    assert.equal(unmet.verdict, 'inconclusive');
    same(unmet, events);
    const notReached = recorded(events, [{ verdict: 'inconclusive', reason: 'no ability' }]);
    assert.equal(notReached.verdict, 'inconclusive');
    same(notReached, events);
  });

  const more: Reasoned = { verdict: 'fail', reason: 'expected: more' };

  it('leaves open what a product that took part may have left unmet, and names it', () => {
    assert.equal(
      recorded(events, [more]).reason,
      'expected: more, and no statement of the clause is broken: it was for the primary-server to bring about',
    );
    const both = contextOf({
      target: { ...RUN.target, underTest: ['primary-server', 'partner-server', 'partner-gms'] },
    });
    assert.match(recorded(events, [more], both).reason, /for the primary-server and the partner-server/);
  });

  it('finds the suite at fault where every role is played', () => {
    const suite = contextOf({ target: { ...RUN.target, underTest: [] } });
    const unmet = recorded(events, [more], suite);
    assert.deepEqual(
      [unmet.verdict, unmet.reason],
      ['error', 'expected: more, and no requirement is broken: the feature or a check is wrong'],
    );
  });

  it('charges nobody who is played with what follows from the refusal of a product', () => {
    const affiliation = events.find(
      (event) => event.kind === 'message' && event.flow === 'group-affiliation-request.client-server',
    );
    assert.ok(affiliation?.kind === 'message' && affiliation.to.party === 'primary-server');
    const refusal: TraceEvent = {
      kind: 'delivery',
      id: 'refusal',
      seq: (events.at(-1)?.seq ?? 0) + 1,
      at: 0,
      scope: FIXTURE.scope,
      message: affiliation.id,
      by: 'client-1',
      outcome: 'refused',
      detail: '500 Internal Server Error',
    };
    const refused = recorded([...without(events, isFlow(FLOW.step7)), refusal], [more]);
    assert.equal(refused.verdict, 'inconclusive');
    assert.match(refused.reason, /the primary-server refused group-affiliation-request.client-server: 500 Internal/);
  });

  it('charges a product with bytes that name nobody where something of it is missing, and only there', () => {
    const bytes = (named: object): TraceEvent => ({
      kind: 'malformed',
      id: 'unread',
      seq: (events.at(-1)?.seq ?? 0) + 1,
      at: 0,
      scope: FIXTURE.scope,
      party: 'client-1',
      raw: '{',
      problem: 'the body is not JSON',
      writer: 'primary-server',
      answer: '400',
      ...named,
    });
    const failing = (trace: readonly TraceEvent[]) =>
      recorded(trace, [])
        .checks.filter(({ verdict }) => verdict === 'fail')
        .map(({ requirement }) => requirement);
    assert.deepEqual(failing([...events, bytes({ guessed: true })]), []);
    assert.deepEqual(failing([...events, bytes({})]), ['WIRE-1'], 'what names its writer is charged in any case');
    assert.ok(failing([...broken, bytes({ guessed: true })]).includes('WIRE-1'));
    assert.ok(
      recorded([...broken, bytes({ guessed: true })], []).checks.some(
        ({ requirement, follows }) => requirement === 'STEP-4b-1' && follows === 'WIRE-1',
      ),
    );
  });

  it('folds what is missing for messages that name nobody as their receiver, whatever they are, under that', () => {
    const { checks } = recorded(forNobody(events), []);
    const charged = checks.filter(({ party, verdict }) => party === 'primary-server' && verdict === 'fail');
    assert.deepEqual([...new Set(charged.map(({ requirement }) => requirement))], ['WIRE-1']);
    assert.equal(
      charged[0]?.observed,
      'what it sent to the client-1 was not taken: a preconfigured regroup request return: /to: expected the party that it is sent to, the client-1, found sip:nobody@primary.example, which nobody has',
    );
    const following = checks.filter(({ follows }) => follows === 'WIRE-1').map(({ requirement }) => requirement);
    for (const requirement of ['STEP-4b-1', 'STEP-5-a', 'STEP-12-a'])
      assert.ok(following.includes(requirement), requirement);
  });

  it('folds what is missing under a sender that is spelt as no identity is', () => {
    const context = contextOf({ target: { ...RUN.target, underTest: ['client-1'] } });
    const spelt = (path: string): readonly TraceEvent[] =>
      events.map((event): TraceEvent => {
        if (event.kind !== 'message' || event.from.party !== 'client-1') return event;
        if (event.flow !== FLOW.step2) return { ...event, writtenBy: 'implementation' };
        const schemaErrors = [{ path, expected: 'a URI', found: '"ana"' }];
        const from = { id: '', party: 'client-1' } as const;
        return { ...event, from, body: { ...event.body, from: 'ana' }, schemaErrors, writtenBy: 'implementation' };
      });
    const verdicts = (path: string) =>
      recorded(spelt(path), [], context)
        .checks.filter(({ requirement }) => requirement === 'STEP-2-a')
        .map(({ verdict, follows }) => [verdict, follows]);
    assert.deepEqual(verdicts('/from'), [['inconclusive', 'WIRE-1']]);
    assert.deepEqual(verdicts('/preconfiguredGroupId'), [['fail', undefined]]);
  });

  it('gives what was refused before what is missing, for the one follows from the other', () => {
    const refused: TraceEvent = {
      kind: 'malformed',
      id: 'unread',
      seq: (events.at(-1)?.seq ?? 0) + 1,
      at: 0,
      scope: FIXTURE.scope,
      party: 'client-1',
      raw: '{}',
      problem: 'expected Content-Type application/json, found none',
    };
    assert.match(
      recorded([...broken, refused], []).reason,
      /^the client-1 refused what it was sent: expected Content-Type application\/json, found none \(unread\); then STEP-4b-1: /,
    );
    assert.ok(!recorded([...events, refused], []).reason.includes('refused what'));
  });

  it('gives what a product wrote in the name of another before what is missing for it', () => {
    const forging = events.map((event) => {
      if (event.kind !== 'message' || event.from.party !== 'primary-server') return event;
      const from = event.flow === FLOW.step5 ? { party: 'client-1' as const, id: ANA } : event.from;
      return { ...event, from, writtenBy: 'implementation' as const };
    });
    const { checks } = recorded(forging, []);
    const asks = checks.filter(({ requirement }) => requirement === 'STEP-5-a');
    assert.deepEqual(
      asks.map(({ verdict, follows }) => [verdict, follows]),
      [['inconclusive', 'WIRE-2']],
    );
  });

  it('makes nobody answer for what a played party could not take of a product', () => {
    const context = contextOf({ target: { ...RUN.target, underTest: ['client-2'] } });
    assert.ok(
      recorded(broken, [], context).checks.some(({ verdict }) => verdict === 'error'),
      'a fault of ours',
    );
    const refused: TraceEvent = {
      kind: 'malformed',
      id: 'unread',
      seq: (events.at(-1)?.seq ?? 0) + 1,
      at: 0,
      scope: FIXTURE.scope,
      party: 'primary-server',
      raw: 'PUBLISH',
      problem: 'expected a server to assert its identity',
    };
    const { checks } = recorded([...broken, refused], [], context);
    assert.deepEqual(
      checks.filter(({ verdict }) => verdict === 'error' || verdict === 'fail'),
      [],
    );
    assert.ok(checks.some(({ observed }) => /refused what it was sent: expected a server to assert/.test(observed)));
  });

  it('makes nobody answer for what a played party did of a message that a product wrote in the name of another', () => {
    const run = contextOf({ target: { ...RUN.target, underTest: ['client-2'] } });
    // As in a clause that has no statement of its own about who may write what.
    const context = { ...run, checks: run.checks.filter(({ requirement }) => requirement !== 'WIRE-2') };
    const errors = (seen: readonly TraceEvent[]) =>
      recorded(seen, [], context).checks.filter(({ verdict }) => verdict === 'error').length;
    assert.ok(errors(broken) > 0, 'a fault of ours');
    const forging = broken.flatMap((event) =>
      event.kind === 'message' && event.flow === FLOW.step5
        ? [event, { ...event, id: 'forged', writtenBy: 'implementation' as const }]
        : [event],
    );
    assert.equal(errors(forging), 0);
    assert.match(
      recorded(forging, [{ verdict: 'fail', reason: 'expected: somebody is told' }], context).reason,
      /; the client-2 wrote /,
    );
    assert.ok(
      recorded(forging, [], context).checks.some(({ observed }) =>
        /; the client-2 wrote preconfigured-regroup-request\.server-server in the name of the primary-server \(forged\)$/.test(
          observed,
        ),
      ),
    );
  });

  it('makes nobody answer for what a played party could not do without the answer of a product', () => {
    const context = contextOf({ target: { ...RUN.target, underTest: ['partner-gms'] } });
    const errors = (seen: readonly TraceEvent[]) =>
      recorded(seen, [], context).checks.filter(({ verdict }) => verdict === 'error').length;
    assert.ok(errors(broken) > 0, 'a fault of ours');
    const unanswered = without(broken, isFlow('subscribe-group-configuration-response.gms-server'));
    assert.equal(errors(unanswered), 0);
    const { checks } = recorded(unanswered, [], context);
    const why = 'the partner-gms left subscribe-group-configuration-request.server-gms unanswered';
    assert.ok(checks.some(({ observed }) => observed.endsWith(why)));
  });

  describe('of which a message of ours left late', () => {
    const leftLate = (trace: readonly TraceEvent[], lateMs: number): TraceEvent[] =>
      trace.map((event) =>
        event.kind === 'message' && event.flow === FLOW.step2
          ? { ...event, wire: { ...event.wire, lateMs: String(lateMs) } }
          : event,
      );

    it('ends in an error that says so, and charges nobody', () => {
      const late = recorded(leftLate(broken, 1700), []);
      assert.equal(late.verdict, 'error');
      assert.match(
        late.reason,
        /^preconfigured-regroup-request\.client-server of the client-1 \(\S+\) left 1700 ms late/,
      );
      assert.deepEqual(
        late.checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'error'),
        [],
      );
      assert.equal(
        recorded(leftLate(events, 1700), [more]).verdict,
        'error',
        'also where only an expectation is not met',
      );
      same(late, leftLate(broken, 1700));
    });

    it('is what it was where nothing is broken, or it left hardly late', () => {
      assert.equal(recorded(leftLate(events, 1700), []).verdict, 'pass');
      assert.equal(recorded(leftLate(broken, 400), []).verdict, 'fail');
    });
  });

  it('reads no stray', () => {
    const strays = broken.map((event) => ({ ...event, scope: null }));
    same(recorded(events, []), [...events, ...strays]);
  });

  it('follows the options and the roles of the run', () => {
    const shall = contextOf({ options: { strength: 'shall', ordering: 'lenient' } });
    assert.deepEqual([shall.strength, shall.ordering], ['shall', 'lenient']);
    same(recorded(broken, [], shall), broken, shall);
    const suite = contextOf({ target: { ...RUN.target, underTest: [] } });
    assert.equal(recorded(broken, [], suite).verdict, 'error');
    same(recorded(broken, [], suite), broken, suite);
  });

  it('differs where the trace is another', () => {
    const again = rejudged(recorded(broken, []), events, contextOf());
    assert.equal(again.verdict, 'pass');
  });

  it('stays not applicable where the ICS says so, and an error of the harness stays one', () => {
    const context = contextOf({
      target: { ...RUN.target, underTest: ['partner-server'], ics: { 'A.2/8': 'no' } },
    });
    const ability = loadIcs().row('A.2/8')?.feature ?? '';
    const declined = { ...recorded([], []), needs: [ability], verdict: 'not-applicable' as const };
    const again = rejudged(declined, [], context);
    assert.deepEqual([again.verdict, again.reason], ['not-applicable', 'ICS item A.2/8 is answered no']);
    const fault = { verdict: 'error', reason: 'a hook threw' } as const;
    assert.equal(rejudged({ ...declined, faults: [fault] }, [], context).verdict, 'error');
    const lost = { ...recorded([], [fault]), scope: '' };
    assert.equal(rejudged(lost, [], contextOf()), lost);
  });
});
