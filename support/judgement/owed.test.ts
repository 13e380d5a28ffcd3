import assert from 'node:assert/strict';
import { DAN, FIRE, JOINT, MED } from '../clauses/23.280-10.15.3.3.1/testing/cast';
import { conforming } from '../clauses/23.280-10.15.3.3.1/testing/conforming';
import { FLOW } from '../clauses/23.280-10.15.3.3.1/testing/flow-names';
import { reports } from '../clauses/23.280-10.15.3.3.1/testing/formation';
import { danLeaves } from '../clauses/23.280-10.15.3.3.1/testing/outcomes';
import type { TraceEvent } from '../evidence/trace';
import type { Role } from '../procedure/roles';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import { contextOfRun } from './context-of-run';
import { owedAfter } from './owed';

const isMessageOf =
  (flow: string) =>
  (event: TraceEvent): boolean =>
    event.kind === 'message' && event.flow === flow;

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

describe('what products owe', () => {
  const { events } = conforming();
  const upTo = (flow: string): readonly TraceEvent[] =>
    events.slice(0, events.findIndex((event) => event.kind === 'message' && event.flow === flow) + 1);
  const owed = (read: readonly TraceEvent[], ...underTest: readonly Role[]) =>
    new Set(owedAfter(read, contextWith(...underTest)).map(({ requirement }) => requirement));

  it('is the answer to step 5 from then until it comes', () => {
    const asked = upTo(FLOW.step5);
    assert.ok(owed(asked, 'partner-server').has('STEP-11-a'));
    assert.ok(!owed(upTo(FLOW.step11), 'partner-server').has('STEP-11-a'));
    const [one] = owedAfter(asked, contextWith('partner-server')).filter(
      ({ requirement }) => requirement === 'STEP-11-a',
    );
    assert.equal(one?.since, asked.at(-1)?.at);
  });

  it('is step 12 once the partner has answered, of the primary and of nobody else', () => {
    const answered = upTo(FLOW.step11);
    assert.ok(owed(answered, 'primary-server').has('STEP-12-a'));
    assert.deepEqual([...owed(answered, 'client-1')], []);
  });

  it('is the end of a part once its user has left the last listed group, until it is told', () => {
    const left = danLeaves([FIRE, MED], (t) => reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [DAN] }));
    const tells = left.findLastIndex(isMessageOf(FLOW.dynamicData));
    assert.deepEqual([...owed(left.slice(0, tells), 'partner-server')], ['POST-2b']);
    assert.deepEqual([...owed(left.slice(0, tells + 1), 'partner-server')], []);
  });

  it('is nothing where the scenario is complete, or where no product takes part', () => {
    for (const role of ['primary-server', 'partner-server', 'client-1', 'client-2'] as const)
      assert.deepEqual([...owed(events, role)], [], role);
    assert.deepEqual([...owed(upTo(FLOW.step5))], []);
  });

  it('is not what was broken already', () => {
    const silent = events.filter((event) => !(event.kind === 'message' && event.flow === FLOW.step12));
    assert.deepEqual([...owed(silent, 'primary-server')], []);
  });
});
