import assert from 'node:assert/strict';
import { parse } from '../../stack/message/parse';
import { contraryMessage } from './stray-message';

describe('a second final response that says otherwise', () => {
  it('is told with all that its request says, however its bodies are encoded', () => {
    const body = Buffer.from('<group>sip:fire-1.k3f9@primary.example</group>').toString('base64');
    const head = [
      'MESSAGE sip:server@primary.example SIP/2.0',
      'Content-Type: multipart/mixed;boundary=one',
      '',
      '--one',
      'Content-Type: application/vnd.3gpp.mcptt-regroup+xml',
      'Content-Transfer-Encoding: base64',
    ];
    const request = Buffer.from([...head, '', body, '--one--', ''].join('\r\n'));
    const bytes = Buffer.from('SIP/2.0 480 Temporarily Unavailable\r\n\r\n');
    const place = { host: '127.0.0.1', port: 5060 };
    const received = { bytes, ...parse(bytes), remote: place, local: place, transport: 'tcp' } as unknown;
    const { problem, refused } = contraryMessage(received as Parameters<typeof contraryMessage>[0], {
      status: 200,
      request,
    });
    assert.match(problem, /found 480 after 200/);
    assert.match(refused?.readable ?? '', /sip:fire-1\.k3f9@primary\.example/);
  });
});
