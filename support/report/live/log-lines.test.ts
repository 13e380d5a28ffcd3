import assert from 'node:assert/strict';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import { logLines } from './log-lines';

const common = { id: 'e7', seq: 1, at: 412, scope: 's1' } as const;
const MESSAGE: MessageEvent = {
  ...common,
  kind: 'message',
  flow: 'preconfigured-regroup-request.client-server',
  from: { party: 'client-1', id: 'sip:ana@primary.example' },
  to: { party: 'primary-server', id: 'sip:server@primary.example' },
  body: {},
  raw: 'POST /\r\n\r\n{}',
  schemaErrors: [],
  writtenBy: 'harness',
  wire: {},
};

describe('the log of a run', () => {
  it('has a line for each message', () => {
    assert.deepEqual(logLines(MESSAGE, 'PGR_A', 'lines'), [
      '    0.412 s  PGR_A  step 2, preconfigured regroup request from client-1 to primary-server  [e7, 12 bytes]',
    ]);
  });

  it('has the bytes below it where they are wanted, with nothing in them that moves a cursor', () => {
    assert.deepEqual(logLines({ ...MESSAGE, raw: 'a\u001b[2J\nb' }, '', 'bytes').slice(1), [
      '              | a\\u001b[2J',
      '              | b',
    ]);
  });

  it('says what is not valid, by which Call-ID the other side knows it, and what was refused', () => {
    const [line] = logLines(
      {
        ...MESSAGE,
        schemaErrors: [{ path: '/groups', expected: 'a list', found: '7' }],
        raw: 'A: b\r\nCall-ID: x@y',
      },
      '',
      'lines',
    );
    assert.match(line ?? '', /\[e7, 18 bytes, Call-ID x@y\]; not valid: \/groups expected a list, found 7$/);
    const refused = { ...common, kind: 'delivery', message: 'e6', by: 'partner-server', detail: '403' } as const;
    assert.match(
      logLines({ ...refused, outcome: 'refused' }, '', 'lines').join(),
      / e6 refused at partner-server: 403$/,
    );
  });

  it('leaves out what goes without saying', () => {
    const arrived: TraceEvent = {
      ...common,
      kind: 'delivery',
      message: 'e6',
      by: 'client-1',
      outcome: 'arrived',
      detail: '',
    };
    assert.deepEqual(logLines(arrived, '', 'bytes'), []);
  });
});
