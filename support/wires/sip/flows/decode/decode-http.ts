// XCAP as flows: the group document that is fetched from a group management server, or put there by another.

import { canonicalId } from '../../../../procedure/identities';
import type { SchemaError } from '../../../../procedure/schema-error';
import { groupDocument, type GroupDocument } from '../../bodies/group-document';
import { readBody } from '../../bodies/read-body';
import type { FlowBodies } from '../../../../procedure/generated/flow-bodies';
import type { FlowContext, Listening } from '../context';
import type { DecodedRequest, DecodedResponse, Refused } from './decoded';
import { refused } from './decoded';
import { partyAt } from '../ends';
import { configurationOf } from '../group-configuration';
import { header } from '../headers';
import { groupAt } from '../xcap';

export interface HttpRequest {
  readonly method: string;
  /** The path, or the whole URL. */
  readonly target: string;
  /** Who asks, as X-3GPP-Asserted-Identity or X-3GPP-Intended-Identity says. */
  readonly sender: string | undefined;
  readonly body: Uint8Array;
}

export function decodeHttpRequest(request: HttpRequest, context: Listening): DecodedRequest {
  const { listener } = context;
  const { method, target, sender } = request;
  const mcServiceGroupId = groupAt(target);
  if (listener.kind !== 'gms' || mcServiceGroupId === undefined) return notFound(target);
  if (sender === undefined) return refused(403, 'expected X-3GPP-Asserted-Identity, found none');
  const { from } = partyAt(sender, context);
  const to = listener.id;
  if (method === 'GET' || method === 'HEAD') {
    const flow = 'get-group-configuration-request.server-gms';
    const body = { from, to, mcServiceGroupId };
    return { kind: 'flows', flows: [{ flow, body }], strict: [], problems: [], settles: [] };
  }
  if (method !== 'PUT')
    return refused(405, `expected GET, HEAD or PUT, found ${method.slice(0, 40)}`, header('Allow', 'GET, HEAD, PUT'));
  const { value, strict, problems } = readBody(context.library, groupDocument, request.body, context);
  if (!value) return refused(409, 'expected the document of a group, found what does not read as one');
  const flow = 'group-information-notify-request.gms-gms';
  const body = { from, to, groupConfigurations: [configurationOf(value)] };
  return {
    kind: 'flows',
    flows: [{ flow, body }],
    strict: [...strict, ...otherGroup(value, mcServiceGroupId)],
    problems,
    settles: [],
  };
}

const notFound = (target: string): Refused =>
  refused(404, `expected the place of a group document, found ${target.slice(0, 200)}`);

export interface HttpAnswer {
  readonly status: number;
  /** Header fields that say what to do instead. */
  readonly advice?: readonly string[];
  readonly body: Uint8Array;
}

export function decodeHttpResponse(
  request: FlowBodies['get-group-configuration-request.server-gms'],
  { status, advice = [], body }: HttpAnswer,
  context: FlowContext & Pick<Listening, 'library'>,
): DecodedResponse {
  const { from, to, mcServiceGroupId } = request;
  const flow = 'get-group-configuration-response.gms-server';
  const common = { from: to, to: from, mcServiceGroupId };
  if (status === 404 || status === 403) return { kind: 'flow', flow: { flow, body: common }, outcomes: [], strict: [] };
  if (status !== 200)
    return { kind: 'failure', detail: `expected 200, 403 or 404, found ${[status, ...advice].join(', ')}` };
  const { value, strict } = readBody(context.library, groupDocument, body, context);
  const detail = 'expected the document of a group, found what does not read as one';
  if (!value)
    return {
      kind: 'failure',
      detail: [detail, ...strict.slice(0, 1).map((one) => `expected ${one.expected}, found ${one.found}`)].join(': '),
      unread: true,
    };
  return {
    kind: 'flow',
    flow: { flow, body: { ...common, groupConfiguration: configurationOf(value) } },
    outcomes: [],
    strict: [...strict, ...otherGroup(value, mcServiceGroupId)],
  };
}

const otherGroup = ({ uri }: GroupDocument, expected: string): readonly SchemaError[] =>
  canonicalId(uri) === canonicalId(expected)
    ? []
    : [{ path: '/group/list-service/@uri', expected, found: uri.slice(0, 200) }];
