import { strict as assert } from 'node:assert';
import type { Env, Machine } from './machine';
import { createServer } from './server';
import { deploy, id, ids, SCOPE } from './testing/deployment';
import { TWO_SYSTEMS } from './testing/plans';

const STEPS: Readonly<Record<string, string>> = {
  'preconfigured-regroup-request.client-server': '2',
  'preconfigured-regroup-reject.server-client': '4a',
  'preconfigured-regroup-request-return.server-client': '4b',
  'preconfigured-regroup-request.server-server': '5',
  'preconfigured-regroup-request.server-client': '7',
  'preconfigured-regroup-response.client-server': '9',
  'notify-group-dynamic-data-request.server-gms': '10',
  'preconfigured-regroup-response.server-server': '11',
  'preconfigured-regroup-reject.server-server': 'A-08',
  'preconfigured-regroup-response.server-client': '12',
};

function steps(deployment: ReturnType<typeof deploy>): string[] {
  return deployment.sent.flatMap(({ by, message }) => {
    const step = STEPS[message.flow];
    return step === undefined ? [] : [`${step} ${by}`];
  });
}

describe('MC service server, formation over two MC systems', () => {
  it('takes the steps of the figure in their order', () => {
    const d = deploy(TWO_SYSTEMS);
    d.clear();
    d.regroup('ana', ['med-7'], 'joint-9');
    assert.deepEqual(steps(d), [
      '2 primary-client',
      '4b primary-server',
      '5 primary-server',
      '7 partner-server',
      '10 partner-server',
      '11 partner-server',
      '9 partner-client',
      '12 primary-server',
    ]);
    assert.deepEqual(d.told('ana'), ['authorized', 'formed']);
    assert.deepEqual(d.told('ben'), ['regrouped']);
    assert.deepEqual(d.ask('partner-server', { kind: 'affiliations', mcServiceGroupId: id('joint-9') }), ids('ben'));
    assert.deepEqual(d.ask('partner-gms', { kind: 'affiliations', mcServiceGroupId: id('joint-9') }), ids('ben'));
    assert.deepEqual(d.ask('primary-server', { kind: 'regroups' }), ids('joint-9'));
    assert.deepEqual(d.ask('partner-server', { kind: 'regroups' }), ids('joint-9'));
  });

  it('keeps one regroup ID, one configuration and the whole list', () => {
    const d = deploy(TWO_SYSTEMS);
    d.regroup('ana', ['fire-1', 'med-7'], 'joint-9');
    const [five] = d.bodies('preconfigured-regroup-request.server-server');
    assert.deepEqual(
      [five?.mcServiceId, five?.regroupGroupId, five?.preconfiguredGroupId, five?.mcServiceGroupIdList],
      [id('ana'), id('joint-9'), id('crisis-0'), ids('fire-1', 'med-7')],
    );
    const sevens = d.bodies('preconfigured-regroup-request.server-client');
    assert.deepEqual(
      sevens.map(({ mcServiceId, regroupGroupId, preconfiguredGroupId, delivery }) => [
        mcServiceId,
        regroupGroupId,
        preconfiguredGroupId,
        delivery,
      ]),
      ['ben', 'ana'].map((name) => [id(name), id('joint-9'), id('crisis-0'), 'unicast']),
    );
  });

  it('asks members of primary-homed groups who are served in the partner, each once', () => {
    const d = deploy({ ...TWO_SYSTEMS, affiliated: { dan: ['fire-1'], ben: ['med-7', 'med-8'], eve: ['med-7'] } });
    d.clear();
    d.regroup('ana', ['fire-1', 'med-7', 'med-8'], 'joint-9');
    const asked = d.sent.filter(({ message }) => message.flow === 'preconfigured-regroup-request.server-client');
    assert.deepEqual(asked.map(({ by, message }) => `${by} ${message.body.to}`).sort(), [
      `partner-server ${id('ben')}`,
      `partner-server ${id('dan')}`,
      `primary-server ${id('eve')}`,
    ]);
  });

  it('answers for a partner that serves nobody concerned, naming the requester', () => {
    const d = deploy({ ...TWO_SYSTEMS, affiliated: {} });
    d.regroup('ana', ['med-7'], 'joint-9');
    const [eleven] = d.bodies('preconfigured-regroup-response.server-server');
    assert.equal(eleven?.mcServiceId, id('ana'));
    assert.deepEqual(d.told('ana'), ['authorized', 'formed']);
  });

  it('needs no acknowledgement, and gets none of a multicast', () => {
    const d = deploy({ ...TWO_SYSTEMS, multicast: true });
    d.regroup('ana', ['med-7'], 'joint-9');
    assert.equal(d.bodies('preconfigured-regroup-response.client-server').length, 0);
    assert.deepEqual(d.ask('partner-server', { kind: 'affiliations', mcServiceGroupId: id('joint-9') }), ids('ben'));
    assert.deepEqual(d.told('ben'), ['regrouped']);
  });

  it('answers at once where every group is homed here', () => {
    const d = deploy(TWO_SYSTEMS);
    d.clear();
    d.regroup('ana', ['fire-1', 'fire-2'], 'joint-9');
    assert.deepEqual(steps(d).slice(0, 3), ['2 primary-client', '4b primary-server', '7 primary-server']);
    assert.equal(d.bodies('preconfigured-regroup-request.server-server').length, 0);
    assert.deepEqual(d.told('ana'), ['authorized', 'regrouped', 'formed']);
  });
});

describe('MC service server, steps 3 to 4b', () => {
  it('returns a failure without a group and stops when the requester is not authorized', () => {
    const d = deploy(TWO_SYSTEMS);
    d.clear();
    d.regroup('eve', ['med-7'], 'joint-9');
    assert.deepEqual(steps(d), ['2 primary-client', '4b primary-server']);
    const [returned] = d.bodies('preconfigured-regroup-request-return.server-client');
    assert.equal(returned?.authorizationResult, 'failure');
    assert.ok(!('regroupGroupId' in returned));
    assert.deepEqual(d.ask('primary-server', { kind: 'regroups' }), []);
  });

  it('has no answer for a user whom nobody told it of, but where each request has one', () => {
    const zoe = {
      from: id('zoe'),
      to: 'sip:server@primary.example',
      mcServiceId: id('zoe'),
      regroupGroupId: id('joint-9'),
    };
    const asks = {
      kind: 'flow',
      flow: 'preconfigured-regroup-request.client-server',
      body: { ...zoe, preconfiguredGroupId: id('crisis-0'), mcServiceGroupIdList: ids('med-7') },
    } as const;
    const cancels = { kind: 'flow', flow: 'preconfigured-regroup-cancel-request.client-server', body: zoe } as const;
    for (const saysCauses of [true, false]) {
      let server: Machine | undefined;
      const replace = { 'primary-server': (env: Env) => (server = createServer({ ...env, saysCauses })) };
      deploy({ ...TWO_SYSTEMS, replace });
      const answers = [asks, cancels].flatMap((input) => server?.receive(input) ?? []);
      const bodies = answers.flatMap((output) => (output.kind === 'send' ? [output.body] : []));
      assert.deepEqual(
        bodies.map((body) =>
          'cause' in body ? body.cause : 'authorizationResult' in body && body.authorizationResult,
        ),
        saysCauses ? ['failure', 'not-authorized'] : [],
      );
    }
  });

  it('does not authorize a user who receives no MC service', () => {
    const d = deploy(TWO_SYSTEMS);
    d.act({ kind: 'log-off', user: id('ana') });
    d.regroup('ana', ['med-7'], 'joint-9');
    assert.deepEqual(d.told('ana'), ['not-authorized']);
  });

  it('looks at the authorization before the groups (A-03)', () => {
    const d = deploy(TWO_SYSTEMS);
    d.regroup('ana', ['med-7'], 'joint-9');
    d.regroup('eve', ['med-7'], 'joint-8');
    assert.deepEqual(d.told('eve'), ['not-authorized']);
  });

  it('rejects a group that a preconfigured regroup holds, and nothing else follows', () => {
    const d = deploy(TWO_SYSTEMS);
    d.regroup('ivo', ['fire-1', 'fire-2'], 'joint-8');
    d.clear();
    d.regroup('ana', ['fire-1', 'med-7'], 'joint-9');
    assert.deepEqual(steps(d), ['2 primary-client', '4a primary-server']);
    assert.equal(d.bodies('preconfigured-regroup-reject.server-client')[0]?.reason, 'group-already-regrouped');
    assert.deepEqual(d.ask('primary-server', { kind: 'regroups' }), ids('joint-8'));
  });

  it('authorizes nobody whose authorization its operator withdrew, and ends nothing for it', () => {
    const d = deploy(TWO_SYSTEMS);
    d.regroup('ana', ['fire-1', 'med-7'], 'joint-9');
    const answer = d.command('primary-server', {
      command: 'act',
      scope: SCOPE,
      act: { kind: 'withdraw-authorization', user: id('ana') },
    });
    assert.equal(answer.status, 'done');
    d.clear();
    d.regroup('ana', ['fire-2', 'med-8'], 'joint-8');
    assert.deepEqual(steps(d), ['2 primary-client', '4b primary-server']);
    assert.deepEqual(d.ask('primary-server', { kind: 'regroups' }), ids('joint-9'));
  });

  it('rejects a group that a temporary group of the GMS holds', () => {
    const d = deploy(TWO_SYSTEMS);
    d.act({ kind: 'make-temporary-group', temporaryGroupId: id('temp-5'), mcServiceGroupIdList: ids('fire-1') });
    d.clear();
    d.regroup('ana', ['fire-1', 'med-7'], 'joint-9');
    assert.deepEqual(steps(d), ['2 primary-client', '4a primary-server']);
  });

  for (const [what, into] of [
    ['an active regroup group', 'joint-8'],
    ['a constituent of an active regroup', 'fire-2'],
  ] as const) {
    it(`rejects a regroup ID that names ${what} (A-04)`, () => {
      const d = deploy(TWO_SYSTEMS);
      d.regroup('ivo', ['fire-2'], 'joint-8');
      d.regroup('ana', ['med-7'], into);
      assert.deepEqual(d.told('ana'), ['rejected']);
    });
  }

  for (const [what, into] of [
    ['none is given', undefined],
    ['the given one is an ordinary group', 'fire-2'],
    ['the given one is a listed group', 'med-7'],
    ['the given one is the configuration group', 'crisis-0'],
  ] as const) {
    it(`assigns a regroup ID where ${what}`, () => {
      const d = deploy(TWO_SYSTEMS);
      d.regroup('ana', ['med-7'], into);
      const [returned] = d.bodies('preconfigured-regroup-request-return.server-client');
      assert.match(returned?.regroupGroupId ?? '', /^sip:regroup-n\d+@primary\.example$/);
      assert.equal(
        d.bodies('preconfigured-regroup-response.server-client')[0]?.regroupGroupId,
        returned?.regroupGroupId,
      );
      assert.deepEqual(
        d.ask('partner-gms', { kind: 'affiliations', mcServiceGroupId: returned?.regroupGroupId ?? '' }),
        [id('ben')],
      );
    });
  }

  it('fetches a configuration that it does not know, before the return', () => {
    const d = deploy(TWO_SYSTEMS);
    d.clear();
    d.regroup('jan', ['med-7', 'fire-1'], 'joint-9');
    const flows = d.sent.map(({ message }) => message.flow);
    const fetched = flows.indexOf('get-group-configuration-response.gms-server');
    assert.ok(fetched > 0 && fetched < flows.indexOf('preconfigured-regroup-request-return.server-client'));
    assert.deepEqual(d.told('jan'), ['authorized', 'formed']);
    d.clear();
    d.regroup('ana', ['fire-2', 'coast-3'], 'joint-8');
    assert.equal(d.bodies('get-group-configuration-request.server-gms').length, 0);
  });

  it('lets one of two concurrent requests for a group succeed (INV-8)', () => {
    const d = deploy(TWO_SYSTEMS);
    for (const user of ids('ana', 'ivo')) {
      const act = {
        kind: 'initiate-regroup',
        user,
        mcServiceGroupIdList: ids('med-7'),
        preconfiguredGroupId: id('crisis-0'),
      } as const;
      d.start('primary-client', { command: 'act', scope: 'k3f91', act });
    }
    d.run();
    assert.deepEqual([d.told('ana'), d.told('ivo')], [['authorized', 'formed'], ['rejected']]);
  });
});
