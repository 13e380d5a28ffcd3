// A message alone, for tests of what reads messages without a scenario around them.

import type { FlowId } from '../../../procedure/flows';
import type { Message } from '../../../oracle/story/message';
import { FLOW } from './flow-names';

/** @param body what it says, of whatever type */
export const oneMessage = (
  body: Readonly<Record<string, unknown>> = {},
  { flow = FLOW.step2, ...change }: Partial<Message> & { readonly flow?: FlowId } = {},
): Message => ({
  kind: 'message',
  scope: 't1',
  id: 'e1',
  seq: 1,
  at: 1,
  raw: '',
  wire: {},
  schemaErrors: [],
  from: { id: 'sip:one@x', party: null },
  to: { id: 'sip:other@x', party: null },
  writtenBy: 'harness',
  flow,
  body,
  ...change,
});
