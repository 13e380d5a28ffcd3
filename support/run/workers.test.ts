import assert from 'node:assert/strict';
import os from 'node:os';
import { targetOf } from '../testbed/target/target';
import type { TargetFile } from '../testbed/target/target-model';
import { UserError } from '../verdict/errors';
import { workersFor } from './workers';

const LONG = 100;
const ADDRESS = 'http://127.0.0.1:8081';

interface Case {
  readonly cores: number;
  readonly parallel?: string;
  readonly shard?: string;
  readonly scenarios?: number;
  readonly target?: Partial<TargetFile>;
}

function workers({ cores, scenarios = LONG, target = {}, ...wish }: Case): number {
  const known = os.availableParallelism;
  os.availableParallelism = () => cores;
  try {
    return workersFor(wish, scenarios, targetOf({ name: 'acme', version: '1', ...target }));
  } finally {
    os.availableParallelism = known;
  }
}

describe('the workers of a run', () => {
  it('are four on a machine with as many cores or more', () => {
    assert.deepEqual(
      [4, 5, 64].map((cores) => workers({ cores })),
      [4, 4, 4],
    );
  });

  it('are none where there are fewer cores, and for a few scenarios', () => {
    assert.deepEqual(
      [1, 2, 3].map((cores) => workers({ cores })),
      [0, 0, 0],
    );
    assert.equal(workers({ cores: 8, scenarios: 39 }), 0);
  });

  it('are as many as the user wants, whatever is shared', () => {
    const roles = { 'primary-server': { underTest: true, address: ADDRESS } } as const;
    assert.equal(workers({ cores: 8, parallel: '0' }), 0);
    assert.equal(workers({ cores: 1, parallel: '7', scenarios: 1, target: { roles } }), 7);
  });

  it('are none where the user has split the run, and where a product or a port is shared', () => {
    const roles = { 'primary-server': { underTest: true, address: ADDRESS } } as const;
    const played = { 'primary-server': { underTest: true, builtIn: 'no-request-return' } } as const;
    assert.equal(workers({ cores: 8, shard: '1/2' }), 0);
    assert.equal(workers({ cores: 8, target: { roles } }), 0);
    assert.equal(workers({ cores: 8, target: { listen: { ports: { 'client-1': 9001 } } } }), 0);
    assert.equal(workers({ cores: 8, target: { roles: played } }), 4);
  });

  it('are as many as a product can take scenarios at once, where there is so much to wait for', () => {
    const roles = { 'primary-server': { underTest: true, address: ADDRESS } } as const;
    const beside = (scenariosAtOnce: number, more: Partial<Case> = {}) =>
      workers({ cores: 2, ...more, target: { roles, scenariosAtOnce, ...more.target } });
    assert.equal(beside(1), 0);
    assert.equal(beside(6), 6);
    assert.equal(beside(64), 8);
    assert.equal(beside(6, { scenarios: 12 }), 2);
    assert.equal(beside(6, { scenarios: 9 }), 0);
    assert.equal(beside(6, { parallel: '0' }), 0);
    assert.equal(beside(6, { shard: '1/2' }), 0);
    const listen = { ports: { 'client-1': 9001 } };
    assert.equal(beside(6, { target: { listen } }), 6);
    const bySip = { 'primary-server': { underTest: true, address: 'sip:127.0.0.1:5060' } } as const;
    assert.equal(beside(6, { target: { adapter: 'sip', roles: bySip } }), 6);
    assert.equal(beside(6, { target: { adapter: 'sip', roles: bySip, listen } }), 0);
  });

  for (const parallel of ['-1', '65', '2.5', 'two'])
    it(`are not ${parallel}`, () => {
      assert.throws(
        () => workers({ cores: 8, parallel }),
        (error) => error instanceof UserError && error.code === 'MCX-PARALLEL',
      );
    });
});
