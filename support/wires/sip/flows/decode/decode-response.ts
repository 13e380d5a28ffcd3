// A final response as the flow that it stands for. It tells little by itself: the rest is that of the request it answers.

import type { FlowBody, FlowId } from '../../../../procedure/flows';
import type { FlowBodies } from '../../../../procedure/generated/flow-bodies';
import type { SchemaError } from '../../../../procedure/schema-error';
import type { Outcome } from '../../mapping/final-responses';
import { outcomesOf, warningNumbers } from '../../mapping/outcome';
import type { AnswerFlow, RequestFlow } from '../carriage';
import type { DecodedFlow, DecodedResponse } from './decoded';

export interface FinalAnswer {
  readonly status: number;
  /** Values of the Warning header. */
  readonly warnings: readonly string[];
  /** What it says of what to do instead: header fields as they stand there. */
  readonly advice?: readonly string[];
}

type Rest = Readonly<Record<string, unknown>>;

const flow = (
  id: AnswerFlow,
  request: FlowBody,
  rest: Rest = {},
  outcomes: readonly Outcome[] = [],
  strict: readonly SchemaError[] = [],
): DecodedResponse => ({
  kind: 'flow',
  // Each caller names the elements of the flow that it names.
  flow: { flow: id, body: { from: request.to, to: request.from, ...rest } } as DecodedFlow,
  outcomes,
  strict,
});

const TRANSPORT = [408, 500, 503];

export function decodeResponse<F extends RequestFlow>(
  request: { readonly flow: F; readonly body: FlowBodies[F] },
  answer: FinalAnswer,
): DecodedResponse {
  if (TRANSPORT.includes(answer.status)) return failure(answer);
  return (DECODERS[request.flow] as Decode<FlowId>)(request.body, answer);
}

type Decode<F extends FlowId> = (request: FlowBodies[F], answer: FinalAnswer) => DecodedResponse;

const accepted = ({ status }: FinalAnswer): boolean => status >= 200 && status < 300;
const taken = (answer: FinalAnswer): DecodedResponse => (accepted(answer) ? { kind: 'taken' } : failure(answer));

function failure({ status, warnings, advice = [] }: FinalAnswer): DecodedResponse {
  const more = [...warnings, ...advice].map((text) => `, ${text}`).join('');
  return {
    kind: 'failure',
    detail: `expected a final response of the procedure, found ${status}${more.slice(0, 300)}`,
  };
}

const numbersIn = ({ warnings }: FinalAnswer): readonly number[] => warnings.flatMap(warningNumbers);

const outcomesAt = (procedure: 'create' | 'remove', answer: FinalAnswer): readonly Outcome[] =>
  outcomesOf({ procedure, status: answer.status, warnings: numbersIn(answer) });

const REJECTIONS: readonly Outcome[] = [
  'group-already-regrouped',
  'identity-in-use',
  'partner-refused',
  'cannot-control',
];

const has = (outcomes: readonly Outcome[], ...wanted: readonly Outcome[]): boolean =>
  wanted.some((one) => outcomes.includes(one));

/** What can mean several things gives no reason. */
const reasonOf = (outcomes: readonly Outcome[]): Rest =>
  outcomes.length === 1 && outcomes[0] === 'group-already-regrouped' ? { reason: 'group-already-regrouped' } : {};

const user = ({ mcServiceId }: { readonly mcServiceId?: string }): Rest =>
  mcServiceId === undefined ? {} : { mcServiceId };
const regrouped = ({ regroupGroupId }: { readonly regroupGroupId?: string }): Rest =>
  regroupGroupId === undefined ? {} : { regroupGroupId };

/** Between servers the request did not name its requester. */
const aboutRegroup = (
  request: { readonly mcServiceId?: string; readonly regroupGroupId?: string },
  end: string,
): Rest => ({ ...(end === 'server-server' ? {} : user(request)), ...regrouped(request) });

type Create = FlowBodies[`preconfigured-regroup-request.${'client' | 'server'}-server`];

function created(by: 'client' | 'server') {
  const end = by === 'client' ? 'server-client' : 'server-server';
  return (request: Create, answer: FinalAnswer): DecodedResponse => {
    const outcomes = outcomesAt('create', answer);
    const about = aboutRegroup(request, end);
    if (has(outcomes, 'accepted')) return flow(`preconfigured-regroup-response.${end}`, request, about, outcomes);
    if (by === 'client' && has(outcomes, 'not-authorized')) {
      const flowBody = { ...user(request), authorizationResult: 'failure' };
      return flow('preconfigured-regroup-request-return.server-client', request, flowBody, outcomes);
    }
    if (has(outcomes, ...REJECTIONS)) {
      const flowBody = { ...about, ...reasonOf(outcomes) };
      return flow(`preconfigured-regroup-reject.${end}`, request, flowBody, outcomes);
    }
    return failure(answer);
  };
}

type Cancel = FlowBodies['preconfigured-regroup-cancel-request.server-server'];

function removed(end: 'client-server' | 'server-client' | 'server-server') {
  return (request: Cancel, answer: FinalAnswer): DecodedResponse => {
    const outcomes = outcomesAt('remove', answer);
    const about = aboutRegroup(request, end);
    if (end === 'client-server')
      return has(outcomes, 'accepted')
        ? flow('preconfigured-regroup-cancel-response.client-server', request, about, outcomes)
        : failure(answer);
    if (!has(outcomes, 'accepted', 'not-authorized', 'unknown-regroup', 'emergency')) return failure(answer);
    const result = has(outcomes, 'accepted') ? 'success' : 'failure';
    // Whoever handed it on tells its client the same.
    const cause = end === 'server-server' && outcomes.includes('emergency') ? { cause: 'emergency' } : {};
    return flow(`preconfigured-regroup-cancel-response.${end}`, request, { ...about, result, ...cause }, outcomes);
  };
}

type Affiliation = FlowBodies['group-affiliation-request.client-server'];

/** A final response lists no groups: those of the request are meant. */
const affiliation =
  (id: Extract<AnswerFlow, `group-${string}affiliation-${string}`>) =>
  (request: Affiliation, answer: FinalAnswer): DecodedResponse =>
    accepted(answer) || answer.status === 403
      ? flow(id, request, { ...user(request), result: accepted(answer) ? 'success' : 'failure' })
      : failure(answer);

const DECODERS: { readonly [F in RequestFlow]: Decode<F> } = {
  'preconfigured-regroup-request.client-server': created('client'),
  'preconfigured-regroup-request.server-server': created('server'),
  'preconfigured-regroup-request.server-client': (_, answer) => taken(answer),
  'preconfigured-regroup-cancel-request.client-server': removed('server-client'),
  'preconfigured-regroup-cancel-request.server-server': removed('server-server'),
  'preconfigured-regroup-cancel-request.server-client': removed('client-server'),
  'group-affiliation-request.client-server': affiliation('group-affiliation-response.server-client'),
  'group-affiliation-request.server-server': affiliation('group-affiliation-response.server-server'),
  'group-de-affiliation-request.client-server': affiliation('group-de-affiliation-response.server-client'),
  'group-de-affiliation-request.server-server': affiliation('group-de-affiliation-response.server-server'),
  'service-authorization-request.client-server': (request, answer) =>
    accepted(answer) || answer.status === 403
      ? flow('service-authorization-response.server-client', request, {
          ...user(request),
          result: accepted(answer) ? 'success' : 'failure',
        })
      : failure(answer),
  'log-off-request.client-server': (request, answer) =>
    accepted(answer) ? flow('log-off-response.server-client', request, user(request)) : failure(answer),
  'subscribe-group-configuration-request.server-gms': (request, answer) =>
    accepted(answer)
      ? flow('subscribe-group-configuration-response.gms-server', request, {
          mcServiceGroupIdList: request.mcServiceGroupIdList,
        })
      : failure(answer),
  'subscribe-group-dynamic-data-request.gms-server': (request, answer) =>
    accepted(answer)
      ? flow('subscribe-group-dynamic-data-response.server-gms', request, {
          mcServiceGroupIdList: request.mcServiceGroupIdList,
        })
      : failure(answer),
  'notify-group-configuration-request.gms-server': (_, answer) => taken(answer),
  // A client that has not subscribed answers so by RFC 6665 4.1.3, and has been told all the same.
  'notify-group-configuration-request.gms-client': (_, answer) =>
    answer.status === 481 ? { kind: 'taken' } : taken(answer),
  'notify-group-dynamic-data-request.server-gms': (_, answer) => taken(answer),
  // By HTTP: the response has a document, which decode-http reads.
  'get-group-configuration-request.server-gms': (_, answer) => taken(answer),
  'group-information-notify-request.gms-gms': (_, answer) => taken(answer),
};
