import assert from 'node:assert/strict';
import type { TraceEvent } from '../evidence/trace';
import { createAwaiting } from './awaiting';

const FLOW = 'subscribe-group-dynamic-data-response.server-gms';
const GMS = 'sip:gms@primary.example';
const AWAITED = { by: 'primary-gms', from: 'primary-server', id: GMS, groups: ['sip:fire-1@primary.example'] } as const;

/** What is asked of patience where the two are one product, or where they are not, and whether what was sent is enough. */
async function waitedFor(isOneProduct: boolean, ...groups: readonly string[]) {
  const product = { kind: 'one-product', parties: [AWAITED.by, AWAITED.from] };
  const message = { kind: 'message', flow: FLOW, to: { id: GMS }, body: { mcServiceGroupIdList: groups } };
  const events = [
    ...(isOneProduct ? [product] : []),
    ...(groups.length > 0 ? [message] : []),
  ] as unknown as TraceEvent[]; // all that is read of them
  const asked: string[] = [];
  const awaiting = createAwaiting(() => events, {
    restart: () => undefined,
    hush: () => Promise.resolve(void asked.push('quiet')),
    until: (condition) => Promise.resolve(void asked.push(condition() ? 'enough' : 'not enough')),
  });
  await awaiting.untilSent(FLOW, [AWAITED]);
  return asked;
}

describe('waiting for messages', () => {
  it('is over when everybody was sent one that speaks of all groups', async () => {
    assert.deepEqual(await waitedFor(false), ['not enough']);
    assert.deepEqual(await waitedFor(false, 'sip:fire-2@primary.example'), ['not enough']);
    assert.deepEqual(await waitedFor(false, 'sip:fire-1@primary.example'), ['enough']);
  });

  it('waits for none within one product, and lets that come to rest instead', async () => {
    assert.deepEqual(await waitedFor(true), ['enough', 'quiet']);
  });
});
