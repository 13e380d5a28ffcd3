// What a served party hears and says, for the tests of its page.

import type { ControlEvent, MessageEvent } from '../../evidence/trace';
import type { ServedParty } from '../page/served-head';

export const aServed: ServedParty = {
  role: 'primary-server',
  suite: { name: 'mcx-conformance', version: '0.1.0' },
  choice: { id: 'no-request-return', says: 'sends no request return' },
  wire: 'http-json',
  address: 'http://127.0.0.1:1',
  control: 'http://127.0.0.1:1',
};

/** @param at its place, and its time in milliseconds */
export function servedMessage(
  at: number,
  body: Readonly<Record<string, unknown>> = {},
  over: Partial<MessageEvent> = {},
): MessageEvent {
  const nobody = { party: null, id: '' };
  return {
    kind: 'message',
    id: `e${at}`,
    seq: at,
    at,
    scope: null,
    from: nobody,
    to: nobody,
    flow: 'preconfigured-regroup-request.client-server',
    body,
    raw: JSON.stringify(body),
    schemaErrors: [],
    writtenBy: 'implementation',
    wire: {},
    ...over,
  };
}

export const aControl = (at: number, scope: string): ControlEvent => ({
  kind: 'control',
  id: `e${at}`,
  seq: at,
  at,
  scope: null,
  party: 'primary-server',
  command: { command: 'provision', scope },
  answer: { status: 'done' },
});
