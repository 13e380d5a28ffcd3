// Names the events that decided a check, so that a reader need not open the trace to know which message is meant.

import { stepOf } from '../../clauses/figures';
import { refusalWords } from '../../evidence/refusal-words';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import { FLOWS } from '../../procedure/flows';

/** An event's id with what it was, or undefined where the event is not at hand. */
export type EvidenceLabel = (id: string) => string | undefined;

export function labelOf(event: TraceEvent): string {
  switch (event.kind) {
    case 'message':
      return `${flowName(event.flow)}${refusal(event)} from ${event.from.party ?? event.from.id} to ${event.to.party ?? event.to.id}`;
    case 'control':
      return `control command ${event.command.command} to ${event.party}, answered ${event.answer.status}`;
    case 'delivery':
      return `${event.message} ${event.outcome} at ${event.by}`;
    case 'resent':
      return `${event.message} sent again by ${event.by}, since it was challenged`;
    case 'not-carried':
      return `${flowName(event.flow)} of ${event.party}, which this wire does not carry: ${event.why}`;
    case 'malformed':
      return `bytes at ${event.party} that are no information flow: ${event.problem}`;
    case 'aside':
      return `${event.says}, taken by ${event.party}`;
    case 'settled':
      return `everything was quiet after ${event.waitedMs} ms (${event.by})`;
    case 'phase':
      return `${event.phase}: ${event.text}`;
    case 'tapped':
      return `what ${event.parties.join(', ')} send each other is passed on by the harness`;
    case 'one-product':
      return `${event.parties.join(' and ')} are one product: what passes between them stays inside it`;
    case 'transmission':
      return `${event.protocol} from ${event.source} to ${event.destination}`;
    case 'key-log':
      return 'what opens the TLS records of the run';
    case 'fixture':
      return 'the facts that the scenario declares';
  }
}

function refusal(message: MessageEvent): string {
  const words = refusalWords(message);
  return words === undefined ? '' : ` (${words})`;
}

function flowName(id: MessageEvent['flow']): string {
  const flow = FLOWS.get(id);
  if (flow === undefined) return id;
  const step = stepOf(id);
  return step === undefined ? flow.name : `step ${step}, ${flow.name}`;
}
