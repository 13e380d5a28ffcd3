// What can be told of a message that was refused before it was read: the flow that its path names, and of its text who it says
// that it is from. Unaware of what was wrong with it.

import { isFlowId } from '../../../procedure/flows';
import type { RefusedMessage } from '../../../ports/adapter';

export const FLOWS_PATH = '/flows/';

const FROM = /"from"\s*:\s*"([^"\\]{1,500})"/;

/** @param readable its body as far as it can be read */
export function refusedAs(status: number, path: string, readable: string): RefusedMessage {
  const flow = path.startsWith(FLOWS_PATH) ? path.slice(FLOWS_PATH.length) : '';
  const from = FROM.exec(readable)?.[1];
  return { answer: String(status), readable, ...(isFlowId(flow) && { flow }), ...(from !== undefined && { from }) };
}
