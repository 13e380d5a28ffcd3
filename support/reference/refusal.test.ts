import { strict as assert } from 'node:assert';
import type { Env } from './machine';
import { createServer } from './server';
import { deploy, id, ids, type Plan } from './testing/deployment';
import { TWO_SYSTEMS } from './testing/plans';

const affiliationsOf = (d: ReturnType<typeof deploy>, party: string, group: string): string[] =>
  d.ask(party, { kind: 'affiliations', mcServiceGroupId: id(group) });

describe('MC service server, an identity that it cannot use', () => {
  const asked = (into: string, assignsNoIdentities: boolean) => {
    const replace = { 'primary-server': (env: Env) => createServer({ ...env, saysCauses: true, assignsNoIdentities }) };
    const d = deploy({ ...TWO_SYSTEMS, replace });
    d.regroup('ana', ['med-7', 'fire-1'], into);
    const [reject] = d.bodies('preconfigured-regroup-reject.server-client');
    const cause: unknown = reject && 'cause' in reject ? reject.cause : undefined; // an element that stage 2 does not list
    return [...d.told('ana'), ...(cause === undefined ? [] : [cause])];
  };

  it('is refused as one in use where nobody can be told another, and is replaced elsewhere', () => {
    for (const into of ['crisis-0', 'fire-1']) {
      assert.deepEqual(asked(into, true), ['rejected', 'identity-in-use'], into);
      assert.ok(asked(into, false).includes('formed'), into);
    }
    assert.ok(asked('joint-9', true).includes('formed'));
  });
});

describe('MC service server, a partner that refuses (A-08)', () => {
  it('refuses a group of its own that a preconfigured regroup holds', () => {
    const d = deploy(TWO_SYSTEMS);
    d.regroup('jan', ['med-7', 'med-8'], 'joint-8');
    d.clear();
    d.regroup('ana', ['med-7', 'fire-1'], 'joint-9');
    assert.equal(d.bodies('preconfigured-regroup-reject.server-server')[0]?.reason, 'group-already-regrouped');
    assert.equal(d.bodies('preconfigured-regroup-request.server-client').length, 0);
    assert.deepEqual(d.told('ana'), ['authorized', 'rejected']);
    assert.deepEqual(d.ask('primary-server', { kind: 'regroups' }), []);
    assert.deepEqual(d.ask('partner-server', { kind: 'regroups' }), ids('joint-8'));
  });

  it('refuses a group of its own that a temporary group holds', () => {
    const d = deploy(TWO_SYSTEMS);
    const act = {
      kind: 'make-temporary-group',
      temporaryGroupId: id('temp-5'),
      mcServiceGroupIdList: ids('med-7'),
    } as const;
    d.command('partner-gms', { command: 'act', scope: 'k3f91', act });
    d.regroup('ana', ['med-7'], 'joint-9');
    assert.deepEqual(d.told('ana'), ['authorized', 'rejected']);
    assert.deepEqual(d.told('ben'), []);
  });

  it('undoes the regroup at the partner that agreed, and frees the groups', () => {
    const d = deploy(TWO_SYSTEMS);
    const act = {
      kind: 'make-temporary-group',
      temporaryGroupId: id('temp-5'),
      mcServiceGroupIdList: ids('med-7'),
    } as const;
    d.command('partner-gms', { command: 'act', scope: 'k3f91', act });
    d.clear();
    d.regroup('ana', ['fire-1', 'med-7', 'coast-3'], 'joint-9');
    const cancels = d.bodies('preconfigured-regroup-cancel-request.server-server');
    assert.deepEqual(
      cancels.map(({ to, regroupGroupId }) => [to, regroupGroupId]),
      [['sip:server@second-partner.example', id('joint-9')]],
    );
    assert.deepEqual(d.told('hana'), ['regrouped', 'cancelled']);
    assert.deepEqual(d.told('ana'), ['authorized', 'rejected']);
    assert.deepEqual(affiliationsOf(d, 'second-partner-server', 'joint-9'), []);
    assert.deepEqual(affiliationsOf(d, 'second-partner-gms', 'joint-9'), []);
    d.regroup('ana', ['fire-1', 'coast-3'], 'joint-9');
    assert.deepEqual(d.told('ana').at(-1), 'formed');
  });

  it('waits for every partner before it answers', () => {
    const d = deploy({ ...TWO_SYSTEMS, unreachable: [] });
    d.clear();
    d.regroup('ana', ['med-7', 'coast-3'], 'joint-9');
    const flows = d.sent.map(({ message }) => message.flow);
    const answers = flows.filter((flow) => flow === 'preconfigured-regroup-response.server-server').length;
    assert.equal(answers, 2);
    assert.ok(
      flows.lastIndexOf('preconfigured-regroup-response.server-server') <
        flows.indexOf('preconfigured-regroup-response.server-client'),
    );
  });

  it('rejects with the partner unavailable where step 5 does not arrive', () => {
    const silent: Plan = { ...TWO_SYSTEMS, unreachable: ['partner-server'], affiliated: { hana: ['coast-3'] } };
    const d = deploy(silent);
    d.regroup('ana', ['med-7', 'coast-3'], 'joint-9');
    assert.deepEqual(
      d.bodies('preconfigured-regroup-reject.server-client').map(({ reason }) => reason),
      ['partner-system-unavailable'],
    );
    assert.deepEqual(d.told('hana'), ['regrouped', 'cancelled']);
  });

  it('takes a repeated step 5 as the same regroup and asks only those who were not asked', () => {
    const d = deploy({ ...TWO_SYSTEMS, affiliated: { ben: ['med-7', 'med-8'], jan: ['med-8'] } });
    const request = {
      from: 'sip:server@primary.example',
      to: 'sip:server@partner.example',
      mcServiceId: id('ana'),
      regroupGroupId: id('joint-9'),
      preconfiguredGroupId: id('crisis-0'),
    };
    const asked = (): string[] => d.bodies('preconfigured-regroup-request.server-client').map(({ to }) => to);
    d.inject('partner-server', 'preconfigured-regroup-request.server-server', {
      ...request,
      mcServiceGroupIdList: ids('med-7'),
    });
    assert.deepEqual(asked(), ids('ben'));
    d.inject('partner-server', 'preconfigured-regroup-request.server-server', {
      ...request,
      mcServiceGroupIdList: ids('med-8'),
    });
    assert.deepEqual(asked(), ids('ben', 'jan'));
    assert.equal(d.bodies('preconfigured-regroup-response.server-server').length, 2);
    assert.deepEqual(affiliationsOf(d, 'partner-server', 'joint-9'), ids('ben', 'jan'));
  });

  it('refuses a regroup ID that another primary uses', () => {
    const d = deploy(TWO_SYSTEMS);
    d.regroup('jan', ['med-8'], 'joint-9');
    d.regroup('ana', ['med-7'], 'joint-9');
    assert.deepEqual(d.told('ana'), ['authorized', 'rejected']);
  });

  it('asks and tells whom it is named under the identity of a regroup of its own, which goes on (TS 24.379 16.2.2.4)', () => {
    const apart = (env: Env) => createServer({ ...env, membersNamedApart: true, removalsCross: true });
    const d = deploy({ ...TWO_SYSTEMS, replace: { 'partner-server': apart } });
    d.regroup('jan', ['med-8'], 'joint-9');
    const [from, to] = ['sip:server@primary.example', 'sip:server@partner.example'];
    const named = { from, to, regroupGroupId: id('joint-9'), mcServiceUserIdList: ids('ben') };
    const before = d.bodies('preconfigured-regroup-request.server-client').length;
    d.inject('partner-server', 'preconfigured-regroup-request.server-server', {
      ...named,
      preconfiguredGroupId: id('crisis-0'),
      mcServiceGroupIdList: ids('fire-1'),
    });
    const asked = d.bodies('preconfigured-regroup-request.server-client').slice(before);
    assert.deepEqual(
      asked.map((body) => [body.to, body.mcServiceGroupIdList]),
      [[id('ben'), ids('fire-1')]],
    );
    assert.equal(d.bodies('preconfigured-regroup-reject.server-server').length, 0);
    d.inject('partner-server', 'preconfigured-regroup-cancel-request.server-server', named);
    assert.deepEqual(
      d.bodies('preconfigured-regroup-cancel-request.server-client').map((body) => body.to),
      ids('ben'),
    );
    assert.deepEqual(d.bodies('preconfigured-regroup-cancel-response.server-server').at(-1)?.result, 'success');
    assert.equal(d.ask('partner-server', { kind: 'regroups' }).length, 1);
  });
});
