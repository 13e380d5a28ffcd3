import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SipRequest } from '../../stack/message/message';
import { grantedTime } from './granted-time';

const asking = (method: string, fields: Readonly<Record<string, string>>): SipRequest => ({
  kind: 'request',
  start: { method, uri: 'sip:x@x', version: 'SIP/2.0' },
  headers: Object.entries(fields).map(([name, value]) => ({ name, value })),
  body: Buffer.alloc(0),
});

describe('the time for which a party takes something', () => {
  it('is what was asked, never more', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('SUBSCRIBE', 'PUBLISH', 'REGISTER'),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }).map(String),
        (method, time) => grantedTime(asking(method, { Contact: '<sip:x@x>', Expires: time })) === time,
      ),
    );
  });

  it('is that of the contact, where it is registered with one', () => {
    const fields = { Contact: '<sip:x@x> ; +g.3gpp.mcptt ; Expires = 60', Expires: '600' };
    assert.equal(grantedTime(asking('REGISTER', fields)), '60');
    assert.equal(grantedTime(asking('SUBSCRIBE', fields)), '600');
  });

  it('is some time where none was asked, for with none it would be over', () => {
    for (const method of ['SUBSCRIBE', 'REGISTER']) assert.equal(grantedTime(asking(method, {})), '3600');
  });
});
