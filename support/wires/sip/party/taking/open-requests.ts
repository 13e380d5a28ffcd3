// The requests that wait for their final response, and which of them a response is meant for that cannot be read, or names another
// transaction: by what is left of it that tells. It is no answer for that; what it says is told to whoever wrote it.

import type { OutboundMessage } from '../../../../ports/adapter';
import type { SipRequest } from '../../stack/message/message';
import { callIdOf, cseqOf, topVia } from '../../stack/message/typed';
import { branchOf } from '../../stack/message/via';
import { placeText, type Hop } from '../../stack/place';
import type { Received } from '../../stack/transport/transports';

export type Asked = Pick<OutboundMessage, 'flow' | 'body'>;

export interface OpenRequest {
  readonly asked: Asked;
  /** What is wrong with the answer that came, where one came that is none. */
  unread: string | undefined;
}

export interface OpenRequests {
  add(request: SipRequest, hop: Hop, asked: Asked): OpenRequest;
  remove(request: OpenRequest): void;
  /** The request that a final response is meant for, once; undefined where the bytes are none, or nothing tells. */
  meantBy(received: Pick<Received, 'bytes' | 'remote' | 'transport'>): OpenRequest | undefined;
}

interface Waiting extends OpenRequest {
  readonly branch: string | undefined;
  readonly callId: string | undefined;
  readonly number: number | undefined;
  readonly to: string;
}

const RESPONSE = /^\s*SIP\/\S+\s+(\S*)/i;
const PROVISIONAL = /^1\d\d$/;
const CALL_ID = /^(?:Call-ID|i)[ \t]*:\s*(\S+)/im;
const NUMBER = /^CSeq[ \t]*:\s*(\d+)/im;
/** Of a head that cannot be read: nothing that tells stands further back. */
const MOST_BYTES = 65_536;

export function createOpenRequests(): OpenRequests {
  const open = new Set<Waiting>();
  return {
    add(request, hop, asked) {
      const via = topVia(request);
      const waiting: Waiting = {
        branch: via && branchOf(via),
        callId: callIdOf(request),
        number: cseqOf(request)?.number,
        to: placeOf(hop),
        asked,
        unread: undefined,
      };
      open.add(waiting);
      return waiting;
    },
    remove(request) {
      for (const waiting of open) if (waiting === request) open.delete(waiting);
    },
    meantBy(received) {
      const waiting = meant([...open], received);
      if (waiting) open.delete(waiting);
      return waiting;
    },
  };
}

function meant(
  open: readonly Waiting[],
  { bytes, remote, transport }: Pick<Received, 'bytes' | 'remote' | 'transport'>,
): Waiting | undefined {
  const head = bytes.toString('latin1', 0, MOST_BYTES);
  const status = RESPONSE.exec(head)?.[1];
  if (status === undefined || PROVISIONAL.test(status)) return undefined;
  const ofBranch = open.find(({ branch }) => branch !== undefined && head.includes(branch));
  if (ofBranch) return ofBranch;
  const callId = CALL_ID.exec(head)?.[1];
  const number = NUMBER.exec(head)?.[1];
  if (callId !== undefined)
    return open.find((one) => one.callId === callId && (number === undefined || one.number === Number(number)));
  const there = open.filter(({ to }) => to === placeOf({ transport, ...remote }));
  return there.length === 1 ? there[0] : undefined;
}

const placeOf = (hop: Hop): string => `${hop.transport} ${placeText(hop)}`;
