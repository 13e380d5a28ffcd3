import assert from 'node:assert/strict';
import type { MessageEvent } from '../evidence/trace';
import type { PartyName } from '../procedure/roles';
import { leftWaiting } from './left-waiting';

const message = (flow: string, from: PartyName, to: PartyName): MessageEvent =>
  ({ flow, from: { id: from, party: from }, to: { id: to, party: to } }) as MessageEvent; // all that is read of it

const [PRODUCT, OURS] = ['primary-server', 'partner-server'] as const;
const asks = message('group-affiliation-request.server-server', OURS, PRODUCT);
const answers = message('group-affiliation-response.server-server', PRODUCT, OURS);

describe('a product that leaves a played party waiting', () => {
  const waiting = (...messages: readonly MessageEvent[]) => [
    ...leftWaiting({ messages }, (party) => party === PRODUCT),
  ];

  it('is one that does not answer, and is told with what it did not answer', () => {
    assert.deepEqual(waiting(asks), [[PRODUCT, 'left group-affiliation-request.server-server unanswered']]);
    assert.deepEqual(waiting(asks, answers, asks).length, 1);
  });

  it('is none that has answered, or was answered itself', () => {
    assert.deepEqual(waiting(asks, answers), []);
    const [asksUs, oursAnswers] = [message(asks.flow, PRODUCT, OURS), message(answers.flow, OURS, PRODUCT)];
    assert.deepEqual(waiting(asksUs, oursAnswers), []);
  });
});
