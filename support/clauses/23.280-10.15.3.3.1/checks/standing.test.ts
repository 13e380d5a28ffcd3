import assert from 'node:assert/strict';
import { entityOf, type PartyName } from '../../../procedure/roles';
import { BEN, CRISIS, FIRE, FIXTURE, gms, MED, server } from '../testing/cast';
import { judged } from '../testing/judged';
import { createTrace, type TraceBuilder } from '../testing/trace-builder';

/** Everybody is told to begin, but for one who stands as he is. */
function begun(standing: PartyName | undefined): TraceBuilder {
  const t = createTrace(FIXTURE);
  for (const { name } of FIXTURE.systems)
    for (const party of [entityOf(name, 'server'), entityOf(name, 'gms')])
      t.control(party, { command: 'activate' }, party === standing ? { status: 'unsupported', reason: 'by hand' } : {});
  for (const { name } of FIXTURE.systems)
    t.send('subscribe-group-dynamic-data-request.gms-server', gms(name), server(name), {
      mcServiceGroupIdList: FIXTURE.groups.filter(({ home }) => home === name).map(({ id }) => id),
    });
  return t;
}

function verdictsOf(t: TraceBuilder, requirement: string, party: PartyName): readonly string[] {
  const found = judged(t.events).filter((one) => one.requirement === requirement && one.party === party);
  return found.map(({ verdict }) => verdict);
}

describe('a party that could not be told to begin', () => {
  it('may have subscribed before, which is neither passed nor failed', () => {
    const t = begun('primary-server');
    t.settle();
    assert.deepEqual(verdictsOf(t, 'PRE-4', 'primary-server'), ['inconclusive']);
    assert.deepEqual(verdictsOf(t, 'PRE-4', 'partner-server'), ['fail']);
  });

  it('is not excused from answering what it was asked', () => {
    const t = begun('primary-server');
    t.settle();
    assert.deepEqual(verdictsOf(t, 'PRE-5', 'primary-server'), ['fail']);
  });

  it('may have passed configuration on before', () => {
    const t = begun('partner-gms');
    t.send('group-information-notify-request.gms-gms', gms('primary'), gms('partner'), {
      groupConfigurations: [{ mcServiceGroupId: CRISIS, displayName: 'Crisis-0', keyReference: 'gmk-id:1' }],
    });
    t.settle();
    for (const id of ['PRE-3a', 'PRE-3b', 'PRE-3c'])
      assert.deepEqual(verdictsOf(t, id, 'partner-gms'), ['inconclusive'], id);
  });
});

describe('a client that was set up by hand', () => {
  it('is served and affiliated though no message shows it, and that is not passed', () => {
    const users = FIXTURE.users.map((user) => (user.id === BEN ? { ...user, standsAffiliated: [MED] } : user));
    const t = createTrace({ ...FIXTURE, users });
    const elements = { regroupGroupId: 'sip:joint@primary.example', preconfiguredGroupId: CRISIS };
    const listed = { ...elements, mcServiceGroupIdList: [FIRE, MED] as const };
    const ana = FIXTURE.users.find(({ name }) => name === 'Ana')?.id ?? '';
    t.send('service-authorization-response.server-client', server('primary'), ana, {
      mcServiceId: ana,
      result: 'success',
    });
    t.send('preconfigured-regroup-request.client-server', ana, server('primary'), { mcServiceId: ana, ...listed });
    t.send('preconfigured-regroup-request.server-server', server('primary'), server('partner'), listed);
    t.send('preconfigured-regroup-request.server-client', server('partner'), BEN, {
      mcServiceId: BEN,
      ...listed,
      delivery: 'unicast',
    });
    t.settle();
    assert.deepEqual(verdictsOf(t, 'NOTE-2', 'partner-server'), ['pass']);
    assert.deepEqual(verdictsOf(t, 'STEP-6-d', 'partner-server'), ['pass']);
    for (const id of ['PRE-2a', 'PRE-2c']) assert.deepEqual(verdictsOf(t, id, 'client-2'), [], id);
  });
});
