import assert from 'node:assert/strict';
import type { MessageEvent } from '../../evidence/trace';
import { labelOf } from './evidence-labels';

const MESSAGE: MessageEvent = {
  kind: 'message',
  id: 'e1',
  seq: 1,
  at: 1,
  scope: 's1',
  flow: 'preconfigured-regroup-request.server-server',
  from: { party: 'primary-server', id: 'sip:primary' },
  to: { party: null, id: 'sip:stranger' },
  body: {},
  raw: '{}',
  schemaErrors: [],
  writtenBy: 'implementation',
  wire: {},
};

describe('the label of an event', () => {
  it('names the flow, its step and who it is between, by identity where the party is not known', () => {
    assert.equal(labelOf(MESSAGE), 'step 5, preconfigured regroup request from primary-server to sip:stranger');
  });

  it('names a flow that is no step of the clause', () => {
    const flow = 'log-off-request.client-server';
    assert.equal(labelOf({ ...MESSAGE, flow }), 'log off request from primary-server to sip:stranger');
  });

  it('says in which words an answer refused', () => {
    const wire = { status: '480 Temporarily Unavailable', advice: 'Reason: SIP;cause=480' };
    assert.equal(
      labelOf({ ...MESSAGE, flow: 'preconfigured-regroup-reject.server-server', wire }),
      'preconfigured regroup reject (480 Temporarily Unavailable, Reason: SIP;cause=480) from primary-server to sip:stranger',
    );
  });

  it('says how long it was quiet', () => {
    const settled = {
      kind: 'settled',
      id: 'e2',
      seq: 2,
      at: 2,
      scope: 's1',
      by: 'quiet-window',
      waitedMs: 150,
    } as const;
    assert.equal(labelOf(settled), 'everything was quiet after 150 ms (quiet-window)');
  });
});
