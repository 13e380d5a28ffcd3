import assert from 'node:assert/strict';
import os from 'node:os';
import { UserError } from '../verdict/errors';
import type { RunOptions } from './plan';
import { argumentsOf } from './shard-process';
import { processesFor } from './shards';

const WHOLE: RunOptions = { ordering: 'strict', strength: 'all', reports: 'reports' };

function on(cores: number, options: Partial<RunOptions> = {}): number {
  const known = os.availableParallelism;
  os.availableParallelism = () => cores;
  try {
    return processesFor({ ...WHOLE, ...options });
  } finally {
    os.availableParallelism = known;
  }
}

describe('the processes of a run', function () {
  // The selection of scenarios reads every feature.
  this.timeout(20_000);

  it('are four on a machine with as many cores or more', () => {
    assert.deepEqual(
      [4, 5, 64].map((cores) => on(cores)),
      [4, 4, 4],
    );
  });

  it('are one where there are fewer cores', () => {
    assert.deepEqual(
      [1, 2, 3].map((cores) => on(cores)),
      [1, 1, 1],
    );
  });

  it('are one for a few scenarios, and where the user chose', () => {
    assert.equal(on(8, { tp: ['PGR_PSRV_BV_01'] }), 1);
    assert.equal(on(8, { parallel: '0' }), 1);
    assert.equal(on(8, { shard: '1/2' }), 1);
  });

  it('are as many as were asked for, also for a few scenarios on few cores', () => {
    assert.equal(on(1, { processes: '2', tp: ['PGR_PSRV_BV_01'] }), 2);
    assert.equal(on(8, { processes: '1' }), 1);
  });

  it('are one where a product is shared', () => {
    assert.equal(on(8, { target: 'targets/primary-server.yaml' }), 1);
    assert.equal(on(8, { target: 'targets/primary-server.yaml', processes: '2' }), 1);
  });

  it('are one where a live page looks on', () => {
    assert.equal(on(8, { watchPage: true }), 1);
  });

  it('are each told all that decides what is tested and how', () => {
    const given = argumentsOf({
      ...WHOLE,
      adapter: 'sip',
      service: 'mcdata',
      capture: true,
      captureTls: true,
      tp: ['PGR_PSRV_BV_01'],
    });
    for (const one of [
      '--adapter=sip',
      '--service=mcdata',
      '--capture',
      '--capture-tls',
      '--tp=PGR_PSRV_BV_01',
      '--strength=all',
    ])
      assert.ok(given.includes(one), one);
  });

  for (const given of ['0', '5', '2.5', 'two'])
    it(`are not ${given}`, () => {
      assert.throws(
        () => on(8, { processes: given }),
        (error) => error instanceof UserError && error.code === 'MCX-PROCESSES',
      );
    });
});
