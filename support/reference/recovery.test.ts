import { strict as assert } from 'node:assert';
import type { FlowId } from '../procedure/flows';
import type { Env, Machine } from './machine';
import { createServer } from './server';
import { deploy, id, ids, type Deployment } from './testing/deployment';
import { TWO_SYSTEMS } from './testing/plans';

const STEP_5 = 'preconfigured-regroup-request.server-server';
const STEP_11 = 'preconfigured-regroup-response.server-server';
const CANCEL = 'preconfigured-regroup-cancel-request.server-server';
const CANCELLED = 'preconfigured-regroup-cancel-response.server-server';

interface Link {
  /** Flows that vanish on the way to the server, and nobody hears of it. */
  loses: readonly FlowId[];
}

/** A server that some flows never reach, for as long as the link is bad. */
const behind =
  (link: Link) =>
  (env: Env): Machine => {
    const server = createServer(env);
    return {
      receive: (input) => (input.kind === 'flow' && link.loses.includes(input.flow) ? [] : server.receive(input)),
    };
  };

const cancel = (d: Deployment, user: string): void =>
  d.act({ kind: 'cancel-regroup', user: id(user), regroupGroupId: id('joint-9') });
const results = (d: Deployment) =>
  d.bodies('preconfigured-regroup-cancel-response.server-client').map(({ result }) => result);
const inForce = (d: Deployment, server: string): string[] => d.ask(server, { kind: 'regroups' });

function withBadLink(server: string, ...loses: FlowId[]): { readonly d: Deployment; readonly link: Link } {
  const link: Link = { loses };
  const d = deploy({ ...TWO_SYSTEMS, replace: { [server]: behind(link) } });
  return { d, link };
}

describe('MC service server, when messages between servers get lost', () => {
  for (const [what, server, flow] of [
    ['request of step 5', 'partner-server', STEP_5],
    ['answer of step 11', 'primary-server', STEP_11],
  ] as const) {
    it(`lets the requester end a regroup whose ${what} was lost, and frees its groups`, () => {
      const { d, link } = withBadLink(server, flow);
      d.regroup('ana', ['fire-1', 'med-7'], 'joint-9');
      assert.deepEqual(d.told('ana'), ['authorized']);
      cancel(d, 'ana');
      assert.deepEqual(results(d), ['success']);
      assert.deepEqual([...inForce(d, 'primary-server'), ...inForce(d, 'partner-server')], []);
      link.loses = [];
      d.regroup('ivo', ['fire-1', 'med-7'], 'joint-8');
      assert.deepEqual(d.told('ivo'), ['authorized', 'formed']);
    });
  }

  for (const [what, server, flow] of [
    ['request', 'partner-server', CANCEL],
    ['answer', 'primary-server', CANCELLED],
  ] as const) {
    it(`cancels again where the ${what} of a cancellation was lost`, () => {
      const { d, link } = withBadLink(server, flow);
      d.regroup('ana', ['fire-1', 'med-7'], 'joint-9');
      cancel(d, 'ana');
      assert.deepEqual(results(d), []);
      d.regroup('ivo', ['fire-1'], 'joint-8');
      assert.deepEqual(d.told('ivo'), ['rejected']);
      link.loses = [];
      cancel(d, 'ivo');
      assert.deepEqual(results(d), ['success', 'success']);
      assert.deepEqual(inForce(d, 'partner-server'), []);
    });
  }

  it('does not take a cancellation that could not be delivered for one that happened', () => {
    const undeliverable = new Set<FlowId>();
    const d = deploy({ ...TWO_SYSTEMS, takes: (flow) => !undeliverable.has(flow) });
    d.regroup('ana', ['fire-1', 'med-7'], 'joint-9');
    undeliverable.add(CANCEL);
    cancel(d, 'ana');
    assert.deepEqual(results(d), ['failure']);
    d.regroup('ivo', ['fire-1'], 'joint-8');
    assert.deepEqual(d.told('ivo'), ['rejected']);
    undeliverable.clear();
    cancel(d, 'ana');
    assert.deepEqual(results(d), ['failure', 'success']);
    assert.deepEqual([...inForce(d, 'primary-server'), ...inForce(d, 'partner-server')], []);
  });

  it('ends a regroup that it leads for another server that asks it, where nobody looks at which, and tells that one too', () => {
    for (const removalsCross of [true, false]) {
      const replace = { 'partner-server': (env: Env) => createServer({ ...env, removalsCross }) };
      const d = deploy({ ...TWO_SYSTEMS, replace });
      d.regroup('jan', ['fire-1', 'med-7'], 'joint-8');
      d.clear();
      const [from, to] = ['sip:server@primary.example', 'sip:server@partner.example'];
      d.inject('partner-server', CANCEL, { from, to, regroupGroupId: id('joint-8') });
      assert.deepEqual(
        d.bodies(CANCELLED).map((one) => [one.to, one.result]),
        removalsCross
          ? [
              [from, 'success'],
              [to, 'success'],
            ]
          : [[from, 'failure']],
      );
      assert.deepEqual(inForce(d, 'partner-server').length, removalsCross ? 0 : 1);
      assert.deepEqual(inForce(d, 'primary-server').length, removalsCross ? 0 : 1);
      assert.equal(d.told('ben').includes('cancelled'), removalsCross);
    }
  });

  it('hands a removal on to the server that leads the regroup, and answers its user as that one did', () => {
    const crossing = (env: Env) => createServer({ ...env, removalsCross: true });
    const undeliverable = new Set<FlowId>();
    const replace = { 'primary-server': crossing, 'partner-server': crossing };
    const d = deploy({ ...TWO_SYSTEMS, replace, takes: (flow) => !undeliverable.has(flow) });
    d.regroup('jan', ['fire-1', 'med-7'], 'joint-9');
    undeliverable.add(CANCEL);
    cancel(d, 'ana');
    assert.deepEqual(results(d), ['failure']);
    assert.deepEqual(inForce(d, 'partner-server').length, 1);
    undeliverable.clear();
    cancel(d, 'ana');
    assert.deepEqual(results(d), ['failure', 'success']);
    assert.deepEqual([...inForce(d, 'primary-server'), ...inForce(d, 'partner-server')], []);
  });

  it('cancels at a partner whose request is reported undelivered, for it may have arrived', () => {
    const d = deploy(TWO_SYSTEMS);
    const step5 = {
      from: 'sip:server@primary.example',
      to: 'sip:server@partner.example',
      mcServiceId: id('ana'),
      regroupGroupId: id('joint-9'),
      preconfiguredGroupId: id('crisis-0'),
      mcServiceGroupIdList: ids('fire-1', 'med-7'),
    };
    const late = deploy({
      ...TWO_SYSTEMS,
      takes: (flow) => flow !== STEP_5 && flow !== STEP_11,
    });
    late.inject('partner-server', STEP_5, step5);
    late.regroup('ana', ['fire-1', 'med-7'], 'joint-9');
    assert.deepEqual(late.told('ana'), ['authorized', 'rejected']);
    assert.deepEqual(inForce(late, 'partner-server'), []);
    assert.deepEqual(late.told('ben'), ['regrouped', 'cancelled']);
    // A partner that refused holds nothing of it, and is left alone.
    d.regroup('jan', ['med-7'], 'joint-8');
    d.clear();
    d.regroup('ana', ['fire-1', 'med-7'], 'joint-9');
    assert.deepEqual(d.bodies(CANCEL), []);
  });

  it('unites the lists of one regroup alone: not those of two requesters who use one identity', () => {
    const d = deploy(TWO_SYSTEMS);
    const request = {
      from: 'sip:server@primary.example',
      to: 'sip:server@partner.example',
      regroupGroupId: id('joint-9'),
      preconfiguredGroupId: id('crisis-0'),
    };
    d.inject('partner-server', STEP_5, { ...request, mcServiceId: id('ana'), mcServiceGroupIdList: ids('med-7') });
    for (const another of [
      { mcServiceId: id('ivo') },
      { mcServiceId: id('ana'), preconfiguredGroupId: id('crisis-1') },
    ])
      d.inject('partner-server', STEP_5, { ...request, ...another, mcServiceGroupIdList: ids('med-8') });
    assert.equal(d.bodies('preconfigured-regroup-reject.server-server').length, 2);
    d.regroup('jan', ['med-8'], 'joint-8');
    assert.deepEqual(d.told('jan'), ['authorized', 'formed']);
  });

  it('rejects a list that names a regroup group in force', () => {
    const d = deploy(TWO_SYSTEMS);
    d.regroup('ivo', ['fire-1'], 'joint-8');
    d.regroup('ana', ['joint-8', 'med-7'], 'joint-9');
    assert.equal(d.told('ana').at(-1), 'rejected');
    assert.deepEqual(inForce(d, 'partner-server'), []);
  });
});
