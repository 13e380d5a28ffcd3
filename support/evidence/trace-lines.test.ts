import assert from 'node:assert/strict';
import { validate } from '../schema/validate';
import type { ControlEvent, DeliveryEvent, MessageEvent, TraceEvent } from './trace';
import { eventsFrom, inLines } from './trace-lines';

const SCOPE = 'x1';
const body = { from: 'sip:ana.x1@a.example', to: 'sip:server@a.example', text: 'é "' };

const message = (seq: number, more: Partial<MessageEvent> = {}): MessageEvent => ({
  kind: 'message',
  scope: SCOPE,
  flow: 'log-off-request.client-server',
  from: { id: body.from, party: 'client-1' },
  to: { id: body.to, party: 'primary-server' },
  body,
  raw: JSON.stringify(body),
  schemaErrors: [],
  writtenBy: 'harness',
  wire: { to: 'http://127.0.0.1:12345', link: 'memory' },
  id: `0-e${seq}`,
  seq,
  at: seq / 2,
  ...more,
});

const delivery = (seq: number, of: string, more: Partial<DeliveryEvent> = {}): DeliveryEvent => ({
  kind: 'delivery',
  scope: SCOPE,
  message: of,
  by: 'primary-server',
  outcome: 'arrived',
  detail: '',
  id: `0-e${seq}`,
  seq,
  at: seq / 2,
  ...more,
});

const SYSTEMS = [{ name: 'primary', serverId: 'sip:server@a.example', gmsId: 'sip:gms@a.example' }];
const provision = (seq: number, more: Partial<ControlEvent> = {}): ControlEvent => ({
  kind: 'control',
  scope: SCOPE,
  party: 'primary-server',
  command: { command: 'provision', scope: SCOPE, systems: SYSTEMS, users: [], groups: [] },
  answer: { status: 'done' },
  id: `0-e${seq}`,
  seq,
  at: seq / 2,
  ...more,
});

const again = (events: readonly TraceEvent[], scope?: string): readonly TraceEvent[] =>
  eventsFrom(
    inLines(events, scope)
      .split('\n')
      .map((line) => JSON.parse(line) as object),
    scope ?? null,
  );

describe('the lines of a trace', () => {
  const plain = [provision(1), provision(2), message(3), message(4), delivery(5, '0-e4')];

  it('are without what a reader can tell', () => {
    const [, told, , sent, arrived] = inLines(plain, SCOPE).split('\n');
    assert.deepEqual(JSON.parse(told ?? ''), {
      kind: 'control',
      party: 'primary-server',
      command: { ...provision(2).command, systems: '0-e1' },
      id: '0-e2',
      at: 1,
    });
    assert.deepEqual(JSON.parse(sent ?? ''), {
      kind: 'message',
      flow: 'log-off-request.client-server',
      from: { party: 'client-1' },
      to: { party: 'primary-server' },
      body,
      wire: '0-e3',
      id: '0-e4',
      at: 2,
    });
    assert.deepEqual(JSON.parse(arrived ?? ''), { kind: 'delivery', message: '0-e4', id: '0-e5', at: 2.5 });
  });

  const OTHERS: readonly (readonly [string, readonly TraceEvent[]])[] = [
    ['say the least', plain],
    ['have bytes that say more than the body', [message(1, { raw: `${JSON.stringify(body)} ` })]],
    ['have another sender than the body says', [message(1, { from: { id: 'sip:bob@a.example', party: null } })]],
    ['break a schema', [message(1, { schemaErrors: [{ path: '/to', expected: 'a text', found: '1' }] })]],
    ['are of a product', [message(1, { writtenBy: 'implementation' }), message(2, { wire: { to: 'here' } })]],
    ['have a place that is not the number of the id', [message(7, { id: '0-e3' }), delivery(8, '0-e3', { id: 't8' })]],
    ['belong to no scenario', [message(1), message(2, { scope: null }), delivery(3, '0-e2', { scope: null })]],
    ['belong to another scenario', [message(1), message(2, { scope: 'x2' })]],
    ['were not taken', [message(1), delivery(2, '0-e1', { outcome: 'refused', detail: '404', by: 'client-1' })]],
    ['were answered otherwise', [provision(1), provision(2, { answer: { status: 'done', because: 'asked' } })]],
    ['are told as something else', [provision(1, { command: { command: 'hello', systems: SYSTEMS } })]],
  ];
  for (const [which, events] of OTHERS)
    it(`give back events that ${which}, each a line as its schema has it`, () => {
      assert.deepEqual(again(events, SCOPE), events);
      assert.deepEqual(again(events), events);
      for (const line of inLines(events, SCOPE).split('\n'))
        assert.deepEqual(validate('report/event.schema.json', JSON.parse(line)), []);
    });

  it('can be read without the others where they are of no scenario, or of another', () => {
    const strays = [message(1), message(2, { scope: null }), message(3, { scope: 'x2' })];
    const [, ...alone] = inLines(strays, SCOPE).split('\n');
    for (const [at, line] of alone.entries())
      assert.deepEqual(eventsFrom([JSON.parse(line) as object], null), [strays[at + 1]]);
  });

  it('are refused where they refer to what is not before them', () => {
    const lines = inLines(plain, SCOPE).split('\n');
    for (const line of [lines[1], lines[3], lines[4]])
      assert.throws(() => eventsFrom([JSON.parse(line ?? '') as object], SCOPE), RangeError);
  });
});
