// What a trace shows of each regroup, told in the same words for a walk and for a scenario of the suite, so that the two can be
// compared: what its requester was told, what came between which steps, who holds it at the end. It judges nothing.

import { stepOf } from '../../clauses/figures';
import type { MessageEvent, TraceEvent } from '../../evidence/trace';
import type { FlowId } from '../../procedure/flows';

const TOLD: Partial<Record<FlowId, (body: MessageEvent['body']) => string>> = {
  'preconfigured-regroup-request-return.server-client': ({ authorizationResult }) =>
    authorizationResult === 'success' ? 'authorized' : 'not authorized',
  'preconfigured-regroup-reject.server-client': () => 'rejected',
  'preconfigured-regroup-response.server-client': () => 'formed',
  'preconfigured-regroup-cancel-response.server-client': ({ result }) => `cancellation ${String(result)}`,
};

/** A regroup that somebody asked for. */
interface Asked {
  readonly request: MessageEvent;
  readonly id: unknown;
  /** What its requester was sent, in order. */
  readonly answers: readonly MessageEvent[];
  readonly groups: readonly string[];
}

/** One signature for each regroup that somebody asked for once the preconditions were reached, in that order. */
export function signaturesOf(traced: readonly TraceEvent[]): readonly string[] {
  const events = afterTheStimulus(traced);
  const all = events.flatMap((event) =>
    event.kind === 'message' && event.flow === 'preconfigured-regroup-request.client-server'
      ? [askedFor(event, events)]
      : [],
  );
  return all.map((one) => signatureOf(one, all, events));
}

function afterTheStimulus(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const from = events.findIndex((event) => event.kind === 'phase' && event.phase === 'stimulus');
  const to = events.findIndex((event) => event.kind === 'phase' && event.phase === 'postamble');
  return from === -1 ? [] : events.slice(from, to === -1 ? undefined : to);
}

function askedFor(request: MessageEvent, events: readonly TraceEvent[]): Asked {
  const answers = events.filter(
    (event): event is MessageEvent =>
      event.kind === 'message' && event.seq > request.seq && event.to.id === request.from.id && event.flow in TOLD,
  );
  const named = answers.map(({ body }) => body['regroupGroupId']).find((one) => one !== undefined);
  const id = named ?? request.body['regroupGroupId'];
  const ours = answers.filter(({ body }) => [id, undefined].includes(body['regroupGroupId'] as string | undefined));
  const groups = (request.body['mcServiceGroupIdList'] ?? []) as readonly string[]; // by its schema
  return { request, id, answers: ours, groups };
}

function signatureOf(one: Asked, all: readonly Asked[], events: readonly TraceEvent[]): string {
  const { request, id, answers } = one;
  const lost = new Set(
    events.flatMap((event) => (event.kind === 'delivery' && event.outcome === 'undeliverable' ? [event.message] : [])),
  );
  const between = new Set<string>();
  const holders = new Set<string>();
  let moment = 'before it is authorized';
  for (const event of events) {
    if (event.kind === 'message' && event.body['regroupGroupId'] === id) {
      moment = MOMENTS[event.flow] ?? moment;
      if (lost.has(event.id)) between.add(`${stepOf(event.flow) ?? event.flow} lost`);
    }
    if (event.kind !== 'control') continue;
    const act = event.command['act'] as { readonly kind?: string; readonly regroupGroupId?: string } | undefined;
    const isOurs = act?.regroupGroupId === undefined || act.regroupGroupId === id;
    if (act?.kind !== undefined && act.kind !== 'initiate-regroup' && isOurs) between.add(`${act.kind} ${moment}`);
    const ids = event.answer['regroupGroupIds'];
    if (Array.isArray(ids) && ids.includes(id)) holders.add(event.party === request.to.party ? 'primary' : 'partner');
  }
  return [
    answers.map(({ flow, body }) => TOLD[flow]?.(body) ?? '').join(', ') || 'no answer',
    ...(all.some((other) => crosses(one, other)) ? ['crosses another of its groups'] : []),
    ...between,
    `held by ${[...holders].sort().join(', ') || 'nobody'}`,
  ].join('; ');
}

const MOMENTS: Partial<Record<FlowId, string>> = {
  'preconfigured-regroup-request-return.server-client': 'while it is formed',
  'preconfigured-regroup-response.server-client': 'once it is formed',
  'preconfigured-regroup-reject.server-client': 'once it is rejected',
};

/** Both share a group, and neither had its end when the other was asked for. */
function crosses(one: Asked, other: Asked): boolean {
  if (one === other || !one.groups.some((group) => other.groups.includes(group))) return false;
  const endOf = ({ answers }: Asked): number => answers.at(-1)?.seq ?? Infinity;
  return endOf(one) > other.request.seq && endOf(other) > one.request.seq;
}
