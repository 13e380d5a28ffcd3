import assert from 'node:assert/strict';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import type { PartyName } from '../../procedure/roles';
import { conforming } from '../../clauses/23.280-10.15.3.3.1/testing/conforming';
import { readLinks } from './links';

const PRODUCTS: readonly PartyName[] = ['client-1', 'primary-server', 'partner-server'];

/** The trace as it is where these are products: nothing of theirs was written by the harness. */
const events = conforming().events.map((event) =>
  event.kind === 'message' && event.from.party !== null && PRODUCTS.includes(event.from.party)
    ? { ...event, writtenBy: 'implementation' as const }
    : event,
);

const tapped = (...parties: readonly PartyName[]) =>
  readLinks([{ kind: 'tapped', id: 'e0', seq: 0, at: 0, scope: 's1', parties }, ...events]);

describe('what can be seen', () => {
  it('is not what two products send each other', () => {
    const { isHidden } = readLinks(events);
    assert.equal(isHidden('client-1', 'primary-server'), true);
    assert.equal(isHidden('primary-server', 'primary-bystanders'), false);
    assert.equal(isHidden('primary-gms', 'second-partner-gms'), false, 'nobody else plays it, be it silent');
  });

  it('is what two products send each other through the harness', () => {
    const { isHidden } = tapped('client-1', 'primary-server');
    assert.equal(isHidden('client-1', 'primary-server'), false);
    assert.equal(isHidden('primary-server', 'partner-server'), true);
  });

  it('is not what two roles of one product say inside it, beside what another product sends them', () => {
    const set = (...parties: readonly PartyName[]): TraceEvent => ({
      kind: 'tapped',
      id: 'e0',
      seq: 0,
      at: 0,
      scope: 's1',
      parties,
    });
    const sets = [set('client-1', 'partner-server'), set('primary-server', 'partner-server')];
    const { isHidden } = readLinks([...sets, ...events]);
    assert.equal(isHidden('client-1', 'primary-server'), true);
    assert.equal(isHidden('client-1', 'partner-server'), false);
    assert.equal(isHidden('primary-server', 'partner-server'), false);
  });

  it('is not what a product sends another that has no tap, though the harness saw a message arrive at it', () => {
    const message = events.find((event) => event.kind === 'message' && event.to.party === 'primary-server');
    assert.ok(message);
    const { isHidden } = readLinks([
      { kind: 'tapped', id: 'e0', seq: 0, at: 0, scope: 's1', parties: ['client-1', 'primary-server'] },
      ...events,
      {
        kind: 'delivery',
        id: 'x',
        seq: 999,
        at: 0,
        scope: 's1',
        message: message.id,
        by: 'primary-server',
        outcome: 'arrived',
        detail: '',
      },
    ]);
    assert.equal(isHidden('primary-server', 'partner-server'), true);
  });

  const message = (from: PartyName | null, to: PartyName | null, writtenBy: MessageEvent['writtenBy']): TraceEvent => ({
    kind: 'message',
    scope: 's1',
    id: 'e1',
    seq: 1,
    at: 1,
    flow: 'log-off-request.client-server',
    body: {},
    raw: '',
    wire: {},
    schemaErrors: [],
    from: { id: 'a', party: from },
    to: { id: 'b', party: to },
    writtenBy,
  });
  const control = (party: PartyName): TraceEvent => ({
    kind: 'control',
    scope: 's1',
    id: 'e1',
    seq: 1,
    at: 1,
    party,
    command: { command: 'activate' },
    answer: { status: 'done' },
  });
  const delivery = (by: PartyName, outcome: 'arrived' | 'refused'): TraceEvent => ({
    kind: 'delivery',
    scope: 's1',
    id: 'e2',
    seq: 2,
    at: 2,
    message: 'e1',
    by,
    outcome,
    detail: '',
  });

  it('is what reached a party that is played, and not what it refused to take', () => {
    const sent = message('client-1', 'primary-server', 'implementation');
    assert.equal(readLinks([sent]).isHidden('client-1', 'primary-server'), true);
    const { isHidden } = readLinks([sent, delivery('primary-server', 'arrived')]);
    assert.equal(isHidden('client-1', 'primary-server'), false);
    assert.equal(readLinks([sent, delivery('primary-server', 'refused')]).isHidden('client-1', 'primary-server'), true);
  });

  it('is what the harness wrote, and not what it wrote in nobody’s name', () => {
    assert.equal(readLinks([message('client-1', null, 'harness')]).isHidden('client-1', 'client-2'), false);
    assert.equal(readLinks([message(null, 'client-1', 'harness')]).isHidden('client-1', 'client-2'), true);
  });

  it('is what passes a gateway of ours: from server to server of another MC system', () => {
    const { isHidden } = readLinks([control('gateway')]);
    assert.equal(isHidden('primary-server', 'partner-server'), false);
    for (const [one, other] of [
      ['client-1', 'partner-server'],
      ['primary-server', 'client-2'],
      ['client-1', 'client-2'],
      ['primary-server', 'primary-server'],
    ] as const)
      assert.equal(isHidden(one, other), true, `${one} ${other}`);
    assert.equal(readLinks([control('primary-server')]).isHidden('primary-server', 'partner-server'), true);
  });

  it('leaves a server asked unseen where somebody who may ask it is a product too, and there', () => {
    const asked = (...parties: readonly PartyName[]) => readLinks(parties.map(control)).isAskedUnseen;
    assert.equal(asked('primary-server', 'client-1'), true);
    assert.equal(asked('primary-server', 'partner-server'), true);
    assert.equal(asked('primary-server'), false);
    assert.equal(asked('primary-server', 'primary-gms'), false);
    assert.equal(asked('client-1', 'client-2'), false);
    assert.equal(asked('primary-server', 'partner-server', 'gateway'), false);
    const seen = message('client-1', 'primary-server', 'harness');
    assert.equal(readLinks([seen]).isAskedUnseen, false);
    assert.equal(readLinks([seen, control('client-2')]).isAskedUnseen, true);
    assert.equal(readLinks([message('client-1', 'primary-server', 'implementation')]).isAskedUnseen, true);
  });
});
