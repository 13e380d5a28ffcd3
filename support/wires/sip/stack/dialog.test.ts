import assert from 'node:assert/strict';
import { dialogFrom, isFrom, isWithin, nextRequest } from './dialog';
import { headerOf, headersOf, withHeader, withoutHeader, type SipRequest } from './message/message';
import { parse } from './message/parse';
import { sample } from './testing/sample';

const CONTACT = 'Contact: <sip:al@192.0.2.1:5070>';

function subscribe(...more: readonly string[]): SipRequest {
  const { message } = parse(
    sample({ start: 'SUBSCRIBE sip:bo@192.0.2.2 SIP/2.0', headers: { CSeq: '7 SUBSCRIBE' }, more }),
  );
  assert.ok(message?.kind === 'request');
  return message;
}

describe('a dialog', () => {
  it('sends where the subscriber is to be reached, on the route that was recorded, counting up', () => {
    const request = subscribe(CONTACT, 'Record-Route: <sip:192.0.2.7;lr>', 'Record-Route: <sip:192.0.2.8;lr>');
    const dialog = dialogFrom(request, 'ours');
    assert.ok(dialog);
    const [first, following] = nextRequest(dialog, 'NOTIFY', []);
    const [second] = nextRequest(following, 'NOTIFY', [], Buffer.from('state'));
    assert.equal(first.start.uri, 'sip:al@192.0.2.1:5070');
    assert.deepEqual([headerOf(first, 'CSeq'), headerOf(second, 'CSeq')], ['1 NOTIFY', '2 NOTIFY']);
    assert.equal(headerOf(first, 'To'), headerOf(request, 'From'));
    assert.match(headerOf(first, 'From') ?? '', /;tag=ours$/);
    assert.deepEqual(headersOf(first, 'Route'), ['<sip:192.0.2.7;lr>', '<sip:192.0.2.8;lr>']);
    assert.ok(isFrom(dialog, first) && !isFrom(dialog, withHeader(first, 'Call-ID', 'another')));
  });

  it('knows the requests that are within it', () => {
    const request = subscribe(CONTACT);
    const dialog = dialogFrom(request, 'ours');
    assert.ok(dialog);
    const refresh = withHeader(request, 'To', `${headerOf(request, 'To') ?? ''};tag=ours`);
    assert.ok(isWithin(dialog, refresh));
    assert.ok(!isWithin(dialog, request));
    assert.ok(!isWithin(dialog, withHeader(refresh, 'Call-ID', 'another')));
    assert.ok(!isWithin(dialog, withHeader(refresh, 'From', '<sip:al@h>;tag=another')));
  });

  it('is none without a place to send to', () => {
    assert.equal(dialogFrom(subscribe(), 'ours'), undefined);
    assert.equal(dialogFrom(withoutHeader(subscribe(CONTACT), 'From'), 'ours'), undefined);
  });
});
