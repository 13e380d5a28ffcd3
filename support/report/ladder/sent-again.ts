// What left once more, or was changed by the weather of the target file: from what sockets carried (a run with --capture), and
// from what was challenged. A repeated datagram is the same bytes between the same two addresses. Pure.

import type { MessageEvent, TraceEvent, TransmissionEvent } from '../../evidence/trace';
import { FLOWS } from '../../procedure/flows';
import type { PartyName } from '../../procedure/roles';
import type { Again } from './model';

export interface SentAgain extends Pick<Again, 'id' | 'of' | 'message' | 'name' | 'raw'> {
  /** Milliseconds since the run started. */
  readonly at: number;
  readonly from: PartyName | null;
  readonly to: PartyName | null;
}

export function sentAgain(events: readonly TraceEvent[]): readonly SentAgain[] {
  const datagrams = events.filter(isDatagram);
  const messages = events.filter((event) => event.kind === 'message');
  const byId = new Map(messages.map((message) => [message.id, message]));
  const challenged = events.flatMap((event) => {
    const message = event.kind === 'resent' ? byId.get(event.message) : undefined;
    return event.kind === 'resent' && message
      ? [{ ...ofMessage(message), id: event.id, of: 'sent again, challenged' as const, at: event.at, raw: event.raw }]
      : [];
  });
  return [...challenged, ...repeated(datagrams, messages)].toSorted((one, other) => one.at - other.at);
}

const isDatagram = (event: TraceEvent): event is TransmissionEvent =>
  event.kind === 'transmission' && event.transport === 'udp' && event.protocol === 'sip';

function repeated(datagrams: readonly TransmissionEvent[], messages: readonly MessageEvent[]): readonly SentAgain[] {
  if (datagrams.length === 0) return [];
  const byBytes = new Map(messages.map((message) => [message.raw, message]));
  const read = datagrams.map((datagram) => ({ datagram, raw: textOf(datagram) }));
  // An answer is no message of the trace: whose it is the address tells, which a message had before.
  const hosts = new Map<string, PartyName | null>();
  for (const { datagram, raw } of read) {
    const message = byBytes.get(raw);
    if (message === undefined) continue;
    hosts.set(datagram.source, message.from.party);
    hosts.set(datagram.destination, message.to.party);
  }
  const seen = new Set<string>();
  return read.flatMap(({ datagram: { id, at, source, destination, bytes, weather }, raw }) => {
    const key = `${source} ${destination} ${bytes}`;
    const of = weather ?? (seen.has(key) ? 'sent again' : undefined);
    seen.add(key);
    if (of === undefined) return [];
    const message = byBytes.get(raw);
    const [name = ''] = raw.split('\r\n', 1);
    const own =
      message === undefined
        ? { message, name, from: hosts.get(source) ?? null, to: hosts.get(destination) ?? null }
        : ofMessage(message);
    return [{ id, at, of, raw, ...own }];
  });
}

const ofMessage = ({ id, flow, from, to }: MessageEvent) => ({
  message: id,
  name: FLOWS.get(flow)?.name ?? flow,
  from: from.party,
  to: to.party,
});

const textOf = ({ bytes }: TransmissionEvent): string => Buffer.from(bytes, 'base64').toString('utf8');
