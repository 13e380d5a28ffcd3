import assert from 'node:assert/strict';
import { createRecorder } from '../../evidence/recorder';
import type { TraceEvent } from '../../evidence/trace';
import type { DeliveryOutcome, InboundMessage, OutboundMessage } from '../../ports/adapter';
import { createActivity } from '../host/activity';
import { tapOf, tappedIn, tappedTogether } from './tap';

const SCOPE = 'k3f9';
const PRODUCT = 'http://127.0.0.1:9';
const FIXTURE = { scope: SCOPE, systems: [], users: [], groups: [], multicastIn: [], gateway: false };
const MESSAGE: InboundMessage = {
  flow: 'log-off-request.client-server',
  body: { from: `sip:ana.${SCOPE}@primary.example`, to: 'sip:mcx-server@primary.example' },
  raw: `{"from": "sip:ana.${SCOPE}@primary.example"}`,
  messageId: 'the product calls it so',
  wire: {},
};

function tapped(outcome: DeliveryOutcome) {
  const recorder = createRecorder(() => 0);
  recorder.open(FIXTURE);
  const activity = createActivity();
  const passed: OutboundMessage[] = [];
  const receiver = tapOf('primary-server', PRODUCT, {
    recorder,
    activity,
    products: () => [],
    signal: new AbortController().signal,
    prepare(message) {
      assert.equal(activity.isIdle(), false);
      passed.push(message);
      return { carried: true, raw: '', body: message.body, leave: () => Promise.resolve(outcome) };
    },
  });
  const seen = () => recorder.events(SCOPE).filter(({ kind }) => kind !== 'fixture');
  return { receiver, activity, passed, seen };
}

const kinds = (events: readonly TraceEvent[]): readonly string[] =>
  events.map((event) => (event.kind === 'delivery' ? event.outcome : event.kind));

describe('a tap between two products', () => {
  it('passes a message on as it is, and records it as the implementation wrote it', async () => {
    const { receiver, activity, passed, seen } = tapped({ outcome: 'accepted', detail: '204' });
    assert.deepEqual(await receiver.onMessage(MESSAGE), { accepted: true });
    const { flow, body, messageId } = MESSAGE;
    assert.deepEqual(passed, [{ flow, by: 'primary-server', body, messageId, address: PRODUCT }]);
    const [message] = seen();
    assert.ok(message?.kind === 'message');
    assert.deepEqual([message.writtenBy, message.raw], ['implementation', MESSAGE.raw]);
    assert.deepEqual(kinds(seen()), ['message', 'arrived', 'accepted']);
    assert.ok(activity.isIdle());
  });

  it('passes on what breaks its schema, for the product to refuse', async () => {
    const { receiver, passed, seen } = tapped({ outcome: 'refused', detail: '400 no' });
    const answer = await receiver.onMessage({ ...MESSAGE, body: { from: 7 } });
    assert.deepEqual(answer, { accepted: false, problem: '400 no' });
    assert.equal(passed.length, 1);
    const [message] = seen();
    assert.ok(message?.kind === 'message' && message.schemaErrors.length > 0);
    assert.deepEqual(kinds(seen()), ['message', 'arrived', 'refused']);
  });

  it('records what is no message', () => {
    const { receiver, seen } = tapped({ outcome: 'accepted', detail: '' });
    receiver.onMalformed({ raw: MESSAGE.raw, problem: 'broken off', wire: {} });
    assert.deepEqual(kinds(seen()), ['malformed']);
  });

  const at = (port: number, control: boolean) => {
    const address = `http://127.0.0.1:${port}`;
    return { underTest: true as const, address, ...(control && { control: address }) };
  };

  it('stands where control tells two products where they are', () => {
    const roles = { 'client-1': at(1, true), 'primary-server': at(2, true), 'partner-gms': at(3, false) };
    assert.deepEqual(tappedIn({ roles }), ['client-1', 'primary-server']);
  });

  it('sees what each role of one product and those of others send each other, and nothing that passes inside one', () => {
    const box = { ...at(1, true), control: 'http://127.0.0.1:9' };
    const one = { 'primary-server': box, 'primary-gms': { ...box, address: 'http://127.0.0.1:2' } };
    assert.deepEqual(tappedIn({ roles: one }), []);
    const two = { ...one, 'partner-server': at(3, true) };
    assert.deepEqual(tappedTogether({ roles: two }), [
      ['primary-server', 'partner-server'],
      ['primary-gms', 'partner-server'],
    ]);
    assert.deepEqual(tappedIn({ roles: two }), ['primary-server', 'partner-server', 'primary-gms']);
  });

  it('stands nowhere else', () => {
    assert.deepEqual(tappedIn({ roles: { 'client-1': at(1, true), 'partner-gms': at(3, false) } }), []);
    assert.deepEqual(tappedIn({ roles: { 'client-1': { underTest: true, builtIn: 'x' } } }), []);
  });
});
