import assert from 'node:assert/strict';
import { serve } from './serve';

describe('mcx-conformance serve', () => {
  const print = process.stdout.write.bind(process.stdout);
  afterEach(() => (process.stdout.write = print));

  it('ends where it is told to by whoever has just read its address', async () => {
    let said = '';
    let listeners = false;
    process.stdout.write = (text) => {
      said += text.toString();
      listeners = process.emit('SIGTERM');
      return true;
    };
    const ended = serve('partner-server', {
      host: '127.0.0.1',
      port: '0',
      adapter: 'http-json',
      controlPort: '0',
      challengeAs: 'proxy',
    });
    await ended.finally(() => (process.stdout.write = print));
    assert.match(said, /^partner-server listens on http:/);
    assert.ok(listeners, 'somebody listens for the end');
    for (const name of ['SIGINT', 'SIGTERM']) assert.equal(process.listenerCount(name), 0, name);
  });
});
