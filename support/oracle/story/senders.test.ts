import assert from 'node:assert/strict';
import { handedOn, benTold } from '../../clauses/24.379-16/testing/requests';
import { traceOf } from '../../clauses/24.379-16/testing/messages';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import { abilitiesOf, EVERY_ABILITY } from '../../ports/abilities';
import { bySender } from './senders';

const abilities = abilitiesOf({ abilities: EVERY_ABILITY });
const onSip = { ...abilities, assertsWhoRemoves: false };
const PRIMARY = { id: 'sip:server@primary.example', party: 'primary-server' } as const;
const PARTNER = { id: 'sip:server@partner.example', party: 'partner-server' } as const;

/** Ben, whom the partner serves, is told of a removal in the name of somebody. */
const told = (from: MessageEvent['from'], isProduct: (party: string | null) => boolean): readonly TraceEvent[] =>
  traceOf(...benTold, handedOn, { action: 'remove', from: 'primary', to: 'ben' }).map((event) => {
    if (event.kind !== 'message') return event;
    const named = event.flow === 'preconfigured-regroup-cancel-request.server-client' ? { ...event, from } : event;
    return isProduct(named.from.party) || named.from === from ? { ...named, writtenBy: 'implementation' } : named;
  });
const sender = (events: readonly TraceEvent[]) =>
  events.findLast((event): event is MessageEvent => event.kind === 'message')?.from;

describe('who sent a removal that a client got', () => {
  const partner = (party: string | null): boolean => party === PARTNER.party;

  it('is the server of the client, whichever server that the removal came by it asserts', () => {
    assert.deepEqual(sender(bySender(told(PRIMARY, partner), onSip)), PARTNER);
    assert.deepEqual(sender(bySender(told({ id: 'sip:server@third.example', party: null }, partner), onSip)), PARTNER);
    assert.deepEqual(sender(bySender(told(PARTNER, partner), onSip)), PARTNER);
  });

  it('is whom it asserts where that is how a wire tells who sends', () => {
    assert.deepEqual(sender(bySender(told(PRIMARY, partner), abilities)), PRIMARY);
  });

  it('is the product where the server of the client is played', () => {
    assert.deepEqual(
      sender(
        bySender(
          told(PRIMARY, (party) => party === PRIMARY.party),
          onSip,
        ),
      ),
      PRIMARY,
    );
  });

  it('is whom the client answers, whichever server that the removal came by it asserts', () => {
    const answered = (to: MessageEvent['to']): readonly TraceEvent[] =>
      told(PARTNER, partner).map((event) =>
        event.kind === 'message' && event.from === PARTNER
          ? { ...event, flow: 'preconfigured-regroup-cancel-response.client-server', from: event.to, to }
          : event,
      );
    const receiver = (events: readonly TraceEvent[]) =>
      events.findLast((event): event is MessageEvent => event.kind === 'message')?.to;
    assert.deepEqual(receiver(bySender(answered(PRIMARY), onSip)), PARTNER);
    assert.deepEqual(receiver(bySender(answered(PRIMARY), abilities)), PRIMARY);
  });
});
