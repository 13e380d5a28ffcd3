import assert from 'node:assert/strict';
import type { PartyName } from '../../procedure/roles';
import { conforming } from '../testing/conforming';
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
  });

  it('is what two products send each other through the harness', () => {
    const { isHidden } = tapped('client-1', 'primary-server');
    assert.equal(isHidden('client-1', 'primary-server'), false);
    assert.equal(isHidden('primary-server', 'partner-server'), true);
  });

  it('is not what a product sends another that has no tap, though the harness saw a message arrive at it', () => {
    const message = events.find((event) => event.kind === 'message' && event.to.party === 'primary-server');
    assert.ok(message);
    const { isHidden } = readLinks([
      { kind: 'tapped', id: 'e0', seq: 0, at: 0, scope: 's1', parties: ['client-1', 'primary-server'] },
      ...events,
      { kind: 'delivery', id: 'x', seq: 999, at: 0, scope: 's1', message: message.id, by: 'primary-server', outcome: 'arrived', detail: '' }, // prettier-ignore
    ]);
    assert.equal(isHidden('primary-server', 'partner-server'), true);
  });
});
