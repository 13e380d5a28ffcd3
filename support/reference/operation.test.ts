import { strict as assert } from 'node:assert';
import { deploy, id, ids, type Plan } from './testing/deployment';
import { TWO_SYSTEMS } from './testing/plans';

describe('preconditions', () => {
  it('subscribes both ways in each MC system, and nowhere else', () => {
    const d = deploy(TWO_SYSTEMS);
    const subscriptions = [
      ...d.bodies('subscribe-group-configuration-request.server-gms'),
      ...d.bodies('subscribe-group-dynamic-data-request.gms-server'),
    ];
    assert.deepEqual(
      subscriptions
        .map(({ from, to }) => [from, to].map((end) => end.replace(/^sip:|\.example$/g, '')).join(' '))
        .sort(),
      [
        'gms@partner server@partner',
        'gms@primary server@primary',
        'gms@second-partner server@second-partner',
        'server@partner gms@partner',
        'server@primary gms@primary',
        'server@second-partner gms@second-partner',
      ],
    );
  });

  it('gives the users of both MC systems the configuration and the key reference (PRE-3)', () => {
    const d = deploy(TWO_SYSTEMS);
    const given = d
      .bodies('notify-group-configuration-request.gms-client')
      .filter(({ groupConfigurations }) => groupConfigurations[0]?.keyReference === 'key-of-crisis-0');
    for (const user of ids('ana', 'ben', 'hana'))
      assert.ok(
        given.some(({ mcServiceId }) => mcServiceId === user),
        user,
      );
    assert.equal(given.length, 8);
  });
});

describe('MC gateway server', () => {
  it('passes every flow between servers on unchanged, and the regroup forms', () => {
    const d = deploy({ ...TWO_SYSTEMS, gateway: true });
    d.clear();
    d.regroup('ana', ['med-7', 'fire-1'], 'joint-9');
    const fives = d.sent.filter(({ message }) => message.flow === 'preconfigured-regroup-request.server-server');
    assert.deepEqual(
      fives.map(({ by, message }) => `${by} > ${message.address}`),
      ['primary-server > gateway', 'gateway > partner-server'],
    );
    assert.deepEqual(fives[0]?.message.body, fives[1]?.message.body);
    assert.deepEqual(d.told('ana').at(-1), 'formed');
  });

  it('relays nothing for an identity that nobody provisioned', () => {
    const d = deploy(TWO_SYSTEMS);
    d.clear();
    d.inject('gateway', 'preconfigured-regroup-response.server-server', {
      from: 'sip:server@partner.example',
      to: 'sip:server@elsewhere.example',
      mcServiceId: id('ben'),
      regroupGroupId: id('joint-9'),
    });
    assert.deepEqual(d.sent, []);
  });
});

describe('release', () => {
  it('forgets one scenario and leaves the other as it is', () => {
    const d = deploy(TWO_SYSTEMS);
    const other = deploy({ ...TWO_SYSTEMS, scope: 'zz9' }, d);
    d.regroup('ana', ['med-7'], 'joint-9');
    other.regroup('ana', ['med-7'], 'joint-9');
    d.release();
    assert.deepEqual(d.ask('primary-server', { kind: 'regroups' }), []);
    assert.deepEqual(d.ask('partner-gms', { kind: 'affiliations', mcServiceGroupId: id('joint-9') }), []);
    assert.deepEqual(other.ask('primary-server', { kind: 'regroups' }), [id('joint-9', 'zz9')]);
    d.clear();
    d.regroup('ana', ['med-7'], 'joint-9');
    assert.deepEqual(d.sent, []);
    assert.deepEqual(d.command('primary-client', { command: 'release', scope: 'never' }), { status: 'done' });
  });

  it('lets the same scenario begin again', () => {
    const d = deploy(TWO_SYSTEMS);
    d.regroup('ana', ['med-7'], 'joint-9');
    d.release();
    const again = deploy(TWO_SYSTEMS, d);
    again.regroup('ana', ['med-7'], 'joint-9');
    assert.deepEqual(again.told('ana'), ['authorized', 'formed']);
  });
});

describe('commands', () => {
  it('says who answers, and what it does not support', () => {
    const d = deploy(TWO_SYSTEMS);
    const hello = d.command('partner-server', { command: 'hello' });
    assert.deepEqual(hello.status === 'done' && hello.hello?.roles, ['primary-server', 'partner-server']);
    const act = { kind: 'start-service', user: id('ana') } as const;
    for (const party of ['partner-server', 'partner-gms', 'gateway']) {
      assert.equal(d.command(party, { command: 'act', scope: 'k3f91', act }).status, 'unsupported');
    }
  });

  it('answers errored for a user that nobody provisioned and for a provision without the own system', () => {
    const d = deploy(TWO_SYSTEMS);
    const act = { kind: 'start-service', user: id('nobody') } as const;
    assert.equal(d.command('primary-client', { command: 'act', scope: 'k3f91', act }).status, 'errored');
    const lost = { command: 'provision', scope: 'zz8', system: 'primary', systems: [], users: [], groups: [] } as const;
    for (const party of ['primary-server', 'primary-gms', 'primary-client']) {
      assert.equal(d.command(party, lost).status, 'errored');
    }
  });
});

describe('scale', () => {
  /** Messages and inputs of one regroup to so many affiliated clients. */
  function cost(clients: number): { readonly sent: number; readonly inputs: number } {
    const crowd = Array.from({ length: clients }, (_, at) => `u${at}`);
    const plan: Plan = {
      users: { primary: ['ana!'], partner: crowd },
      groups: { 'med-7': { home: 'partner', members: crowd } },
      affiliated: Object.fromEntries(crowd.map((user) => [user, ['med-7']])),
    };
    const d = deploy(plan);
    d.clear();
    const before = d.inputs();
    d.regroup('ana', ['med-7'], 'joint-9');
    assert.equal(d.bodies('preconfigured-regroup-request.server-client').length, clients);
    return { sent: d.sent.length, inputs: d.inputs() - before };
  }

  it('sends and takes two messages for each client more', () => {
    const few = cost(10);
    const many = cost(1_000);
    assert.deepEqual([many.sent - few.sent, many.inputs - few.inputs], [2 * 990, 2 * 990]);
  });

  it('cuts dynamic data that would outgrow a message', () => {
    const crowd = Array.from({ length: 10_001 }, (_, at) => `u${at}`);
    const d = deploy({
      users: { primary: ['ana!'], partner: crowd },
      groups: { 'med-7': { home: 'partner', members: crowd } },
      affiliated: Object.fromEntries(crowd.map((user) => [user, ['med-7']])),
    });
    d.clear();
    d.regroup('ana', ['med-7'], 'joint-9');
    const notified = d.bodies('notify-group-dynamic-data-request.server-gms');
    assert.deepEqual(
      notified.map(({ groupDynamicData }) => groupDynamicData.at(-1)?.affiliated?.length),
      [5_000, 5_000, 1],
    );
    assert.equal(d.ask('partner-gms', { kind: 'affiliations', mcServiceGroupId: id('joint-9') }).length, 10_001);
  });
});
