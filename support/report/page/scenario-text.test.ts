import assert from 'node:assert/strict';
import type { Scenario } from '../../traceability/scenario';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadScenarios } from '../../traceability/features';
import type { ScenarioResult } from '../../verdict/results';
import { aScenario } from '../testing/results';
import { aMessage, aPhase, inOrder } from '../testing/trace';
import { castOf, stepsOf } from './scenario-text';

const features = loadScenarios(loadCatalogue());
const written = features.find(({ tp }) => tp === 'PGR_PSRV_BV_10') as Scenario; // it is in the features
const steps = (over: Partial<ScenarioResult>) =>
  stepsOf(aScenario({ tp: written.tp, name: written.name, ...over }), features);

describe('the text of a scenario', () => {
  it('is that of its feature file, the background first, a step that goes on an And', () => {
    assert.deepEqual(
      steps({}).map(({ keyword, text, state }) => [keyword, text.slice(0, 20), state]),
      [
        ['Given', 'these MC service gro', 'passed'],
        ['And', 'Ana may initiate a p', 'passed'],
        ['When', 'Ana initiates a prec', 'passed'],
        ['Then', 'Ana receives a preco', 'passed'],
        ['And', 'Ben is affiliated to', 'passed'],
      ],
    );
    assert.equal(steps({})[0]?.table[0]?.[0], 'group');
    assert.deepEqual(steps({ name: 'of an older suite' }), []);
  });

  it('says at which step it stopped and why, and what was not reached', () => {
    const stopped = steps({ verdict: 'fail', stoppedAt: 4, faults: [{ verdict: 'fail', reason: 'expected: x' }] });
    assert.deepEqual(
      stopped.slice(2).map(({ state, why }) => [state, why]),
      [
        ['passed', ''],
        ['failed', 'expected: x'],
        ['not reached', ''],
      ],
    );
  });

  it('does not say twice what was expected', () => {
    const text = written.allSteps[3]?.text ?? '';
    const faults = [{ verdict: 'fail', reason: `expected: ${text}` }] as const;
    assert.equal(steps({ verdict: 'fail', stoppedAt: 4, faults })[3]?.why, '');
  });

  it('claims nothing where the results do not say which step it was, or where it was not executed', () => {
    const older = steps({ verdict: 'fail', faults: [{ verdict: 'fail', reason: 'expected: x' }] });
    assert.ok(older.every(({ state }) => state === 'not known'));
    assert.ok(steps({ verdict: 'not-applicable' }).every(({ state }) => state === 'not reached'));
  });

  it('says of a Then that the wire cannot show why', () => {
    const what = written.allSteps.at(-1)?.text ?? '';
    assert.equal(steps({ notObservable: [{ what, why: 'no such message' }] }).at(-1)?.why, 'no such message');
  });
});

describe('the cast of a scenario', () => {
  const users = { mayInitiateRegroup: false, inService: true } as const;
  const fixture = {
    kind: 'fixture',
    id: 'f1',
    fixture: {
      scope: 's1',
      systems: [
        { name: 'primary', serverId: 'sip:mcx-server@primary.example', gmsId: 'sip:gms@primary.example' },
        { name: 'partner', serverId: 'sip:mcx-server@partner.example', gmsId: 'sip:gms@partner.example' },
      ],
      users: [
        {
          name: 'Ana',
          id: 'sip:ana@primary.example',
          system: 'primary',
          party: 'client-1',
          ...users,
          mayInitiateRegroup: true,
        },
        { name: 'Hana', id: 'sip:hana@primary.example', system: 'partner', party: 'client-2', ...users },
        {
          name: 'Off',
          id: 'sip:off@elsewhere.example',
          system: 'partner',
          party: 'client-2',
          ...users,
          inService: false,
        },
      ],
      groups: [
        {
          name: 'Fire-1',
          id: 'sip:fire-1@primary.example',
          home: 'primary',
          preconfigured: false,
          members: ['sip:ana@primary.example', 'sip:x'],
        },
        { name: 'Crisis-0', id: 'sip:crisis-0@primary.example', home: 'primary', preconfigured: true, members: [] },
      ],
      multicastIn: [],
      gateway: false,
    },
  } as const;
  const affiliates = (id: string, groups: unknown) =>
    aMessage(id, 'group-affiliation-request.client-server', 'client-1', 'primary-server', {
      body: { mcServiceGroupIdList: groups },
    });

  it('has each user and group with identity, home, who serves it and what it was affiliated to before the stimulus', () => {
    const events = inOrder([
      fixture,
      affiliates('m1', ['sip:fire-1@primary.example']),
      affiliates('m2', 'no list'),
      aPhase('stimulus'),
      affiliates('m3', ['sip:later@primary.example']),
    ]);
    assert.deepEqual(
      castOf(events).map((one) => [one.name, one.home, one.servedBy, one.affiliatedTo, one.remark]),
      [
        ['Ana', 'primary', 'primary', 'Fire-1', 'may initiate a regroup'],
        ['Hana', 'primary', 'partner', '', ''],
        ['Off', '', 'nobody', '', ''],
        ['Fire-1', 'primary', '', '', 'members Ana, sip:x'],
        ['Crisis-0', 'primary', '', '', 'preconfigured'],
      ],
    );
    assert.deepEqual(castOf([]), []);
  });
});
