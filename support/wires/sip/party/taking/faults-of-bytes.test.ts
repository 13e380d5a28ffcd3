import assert from 'node:assert/strict';
import { parse } from '../../stack/message/parse';
import type { SipRequest, SipResponse } from '../../stack/message/message';
import { createDialogNumbers } from './dialog-numbers';
import { faultsOfResponse } from './faults-of-bytes';

const COMMON = 'Via: SIP/2.0/TCP a.example;branch=z9hG4bK1\r\nFrom: <sip:a@a.example>;tag=1\r\nCall-ID: c\r\n';

function responseWith(to: string): SipResponse {
  const text = `SIP/2.0 200 OK\r\n${COMMON}To: ${to}\r\nCSeq: 1 MESSAGE\r\nContent-Length: 0\r\n\r\n`;
  const { message } = parse(Buffer.from(text), 'lenient');
  assert.ok(message?.kind === 'response');
  return message;
}

function notify(number: number, to = '<sip:b@b.example>;tag=2'): SipRequest {
  const text = `NOTIFY sip:b@b.example SIP/2.0\r\n${COMMON}To: ${to}\r\nCSeq: ${number} NOTIFY\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n`;
  const { message } = parse(Buffer.from(text), 'lenient');
  assert.ok(message?.kind === 'request');
  return message;
}

describe('what is not valid SIP', () => {
  it('is a final response without a tag in To', () => {
    assert.deepEqual(faultsOfResponse(responseWith('<sip:b@b.example>;tag=2')), []);
    const [fault, ...others] = faultsOfResponse(responseWith('<sip:b@b.example>'));
    assert.deepEqual([fault?.path, others], ['/To', []]);
  });

  it('is a request with the number of the one before in its dialog', () => {
    const numbers = createDialogNumbers();
    const faults = (number: number, to?: string) => numbers.faultsOf(notify(number, to)).map(({ path }) => path);
    assert.deepEqual(
      [faults(1), faults(2), faults(2), faults(1), faults(3)],
      [[], [], ['/CSeq'], [], []],
      'overtaken: 1',
    );
    assert.deepEqual(faults(1, '<sip:b@b.example>;tag=3'), [], 'another dialog');
    assert.deepEqual([faults(1, '<sip:b@b.example>'), faults(1, '<sip:b@b.example>')], [[], []], 'no dialog');
  });
});
