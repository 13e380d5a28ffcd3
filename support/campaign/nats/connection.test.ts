// Who may connect is said by the environment; what is waited for, and what is not. Against a real server: test/peers/campaign-nats.

import assert from 'node:assert/strict';
import { JetStreamApiError } from '@nats-io/jetstream';
import { errors, type NatsConnection } from '@nats-io/transport-node';
import { isAway, isConflict, isFull, optionsFor, persistently, sayWhatIsWaitedFor } from './connection';

const apiError = (code: number, description: string): JetStreamApiError =>
  new JetStreamApiError({ code: 400, err_code: code, description });

describe('the connection to a NATS server', () => {
  const options = (environment: Readonly<Record<string, string>>, url = 'nats://lab:4222') =>
    optionsFor(url, environment);

  it('takes a user, a token or TLS from the environment, and never gives up', () => {
    const plain = options({});
    assert.deepEqual(
      [plain.user, plain.token, plain.tls, plain.maxReconnectAttempts],
      [undefined, undefined, undefined, -1],
    );
    assert.deepEqual([options({ MCX_NATS_USER: 'a', MCX_NATS_PASSWORD: 'b' }).pass], ['b']);
    assert.equal(options({ MCX_NATS_TOKEN: 't' }).token, 't');
    assert.equal(options({ MCX_NATS_TOKEN: '' }).token, undefined);
    assert.deepEqual(options({ MCX_NATS_CA: 'ca.pem' }).tls, { caFile: 'ca.pem', host: 'lab' });
    assert.ok(options({}, 'tls://lab:4222').tls);
  });

  it('names the variable whose file is not there', () => {
    assert.throws(() => options({ MCX_NATS_CREDS: '/no/such.creds' }), /MCX_NATS_CREDS/);
  });

  it('waits for a server that is away or full, and for nothing else', async () => {
    const answers = [new errors.TimeoutError(), apiError(10_023, 'insufficient resources')];
    let asked = 0;
    const outcome = await persistently(() => {
      asked += 1;
      const error = answers.shift();
      return error === undefined ? Promise.resolve('done') : Promise.reject(error);
    });
    assert.deepEqual([outcome, asked], ['done', 3]);
    await assert.rejects(
      persistently(() => Promise.reject(apiError(10_071, 'wrong last sequence: 3'))),
      /wrong last/,
    );
  });

  it('says once that the server is full, and waits no longer than whoever asked', async () => {
    const said: string[] = [];
    const quiet = { status: () => (async function* () {})() } as unknown as NatsConnection; // what is asked of it
    sayWhatIsWaitedFor(quiet, (line) => said.push(line));
    const ending = new AbortController();
    const waiting = persistently(() => Promise.reject(apiError(10_023, 'insufficient resources')), ending.signal);
    setTimeout(() => ending.abort(), 1200);
    await assert.rejects(waiting, /abort/i);
    assert.deepEqual(said.length, 1);
    assert.match(said[0] ?? '', /^MCX-NATS-FULL: .*insufficient resources/);
  });

  it('tells another writer from a full store: nobody has written what could not be', () => {
    const conflict = apiError(10_071, 'wrong last sequence: 3');
    const full = apiError(10_077, 'maximum bytes exceeded');
    assert.deepEqual([isConflict(conflict), isFull(conflict), isAway(conflict)], [true, false, false]);
    assert.deepEqual([isConflict(full), isFull(full), isAway(full)], [false, true, false]);
  });
});
