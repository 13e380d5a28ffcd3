// A run that is interrupted from the keyboard, one that loses a worker, and one into which strangers send: what was done is
// kept, what does not belong is not held against anybody.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { patience } from '../../patience';
import { freePort } from '../free-ports';
import { endAll, start, startNode } from '../program';
import { endedIn, eventsIn, noErrors, resultsIn } from '../reports';
import { serve, targetFor } from '../served';
import { until } from '../until';

const SOON_MS = 10_000;
const FILTER = ['--role', 'partner-server', '--step', '10'];

describe('a run that is disturbed', () => {
  const folder = useTemporaryFolder();
  const reports = () => path.join(folder.path, 'reports');
  afterEach(endAll);

  async function underWay(...more: readonly string[]) {
    const target = targetFor(await serve('partner-server'), folder.path, ...more);
    const running = start('run', '--target', target, '--reports', reports(), ...FILTER);
    await until(() => endedIn(reports()) >= 2, { within: 60_000, because: 'scenarios end' });
    return running;
  }

  it('ends soon when it is interrupted, and keeps what was done', async () => {
    const running = await underWay();
    running.process.kill('SIGINT');
    await until(() => !running.isRunning(), { within: SOON_MS, because: 'the run ends' });
    const { status, stdout } = await running.ended;
    assert.equal(status, 3, stdout);
    assert.match(
      stdout,
      /^Verdict: could not be told: \d+ scenarios? due and not executed, .*: interrupted \(exit code 3\)$/m,
    );
    const { scenarios, notExecuted, exitCode } = resultsIn(reports());
    assert.deepEqual([scenarios.length, exitCode], [endedIn(reports()), 3]);
    assert.ok(scenarios.length >= 2 && scenarios.every(({ verdict }) => verdict === 'pass'));
    const rest = notExecuted.filter(({ interrupted }) => interrupted);
    assert.ok(rest.length > 0 && rest.every(({ reason }) => reason === 'interrupted'));
  });

  it('leaves no worker behind', async () => {
    const running = start('run', '--reports', reports(), '--parallel', '2');
    await until(() => endedIn(reports()) >= 2, { within: 60_000, because: 'scenarios end' });
    running.process.kill('SIGINT');
    // Workers write to the same pipe, which closes with the last of them.
    const closed = await Promise.race([running.ended, sleep(SOON_MS * patience(), undefined, { ref: false })]);
    assert.ok(closed !== undefined, 'a worker goes on');
    assert.notEqual(closed.status, 0);
    assert.ok(resultsIn(reports()).notExecuted.some(({ reason }) => reason === 'interrupted'));
  });

  it('loses the scenario that a worker had in hand when it died, and no other', async () => {
    const preload = path.join(folder.path, 'dies.cjs');
    fs.writeFileSync(
      preload,
      `const send = process.send?.bind(process);
      let begun = 0;
      const end = ({ envelope }) => envelope?.testCaseStarted && ++begun === 3 && process.kill(process.pid, 'SIGKILL');
      if (process.env.CUCUMBER_WORKER_ID === '1')
        process.send = (message) => send(message, undefined, undefined, () => end(message));`,
    );
    const few = ['--step', '11', '--parallel', '2', '--reports', reports()];
    const { status, stdout } = await startNode('-r', preload, 'bin/mcx-conformance.js', 'run', ...few).ended;
    assert.equal(status, 4, stdout);
    const { scenarios, notExecuted } = resultsIn(reports());
    const lost = scenarios.filter(({ verdict }) => verdict !== 'pass');
    assert.deepEqual(
      lost.map(({ verdict, reason }) => [verdict, reason]),
      [['error', 'the process that ran the scenario ended before the scenario did']],
    );
    assert.ok(scenarios.length > 10 && !notExecuted.some(({ interrupted }) => interrupted));
  });

  it('conforms although strangers send to the parties that it plays', async () => {
    const port = await freePort();
    const running = await underWay(`listen: { ports: { primary-server: ${port} } }`);
    const flow = 'preconfigured-regroup-response.server-server';
    const known = eventsIn(reports()).find((event) => event.kind === 'message' && event.flow === flow);
    assert.ok(known?.kind === 'message' && known.scope !== null, `no ${flow} was seen`);
    const foreign = known.raw.replaceAll(known.scope, 'xfade0');

    const address = `http://127.0.0.1:${port}/flows/${flow}`;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(address, { method: 'POST', headers, body: foreign });
    assert.equal(answer.status, 204);
    const garbled = await fetch(address, { method: 'POST', headers, body: '{"mcService' });
    assert.equal(garbled.status, 400);
    const socket = connect(port, '127.0.0.1').end(Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3, 0, 255, 13, 10]));
    socket.resume();
    await once(socket, 'close');
    assert.ok(running.isRunning(), 'the run was over before the strangers sent');

    const { status, stdout } = await running.ended;
    assert.equal(status, 0, stdout);
    const results = resultsIn(reports());
    noErrors(results);
    assert.equal(results.strays?.first[0]?.flow, flow);
    assert.match(stdout, /^Strays: \d+ messages? belonged to no open scenario/m);
  });
});
