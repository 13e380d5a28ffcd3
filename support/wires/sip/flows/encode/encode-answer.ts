// The final responses that stand for information flows. Which request each belongs to is told by its correlation.

import type { FlowBody } from '../../../../procedure/flows';
import type { FlowBodies } from '../../../../procedure/generated/flow-bodies';
import { groupDocument } from '../../bodies/group-document';
import type { FinalResponse, Outcome, Procedure, SipFunction } from '../../mapping/final-responses';
import { responseFor, warningHeader } from '../../mapping/outcome';
import { bareUri } from '../directory';
import type { FlowContext } from '../context';
import type { AnswerFlow } from '../carriage';
import { answerTo } from '../correlation';
import { partOf, type Answer, type Encoded } from './draft';
import { documentOf } from '../group-configuration';
import { asserting, header } from '../headers';

export type Encoder<F extends keyof FlowBodies> = (body: FlowBodies[F], context: FlowContext) => Encoded;

const ACCEPTED = { status: 200 };
/** Service authorization failed. */
const NO_SERVICE = { status: 403, warning: 101 };
const REFUSED = { status: 403 };

const decided = (procedure: Procedure, by: SipFunction, outcome: Outcome): StatusAndWarning =>
  responseFor(procedure, by, outcome) ?? REFUSED;

type StatusAndWarning = Pick<FinalResponse, 'status' | 'warning'>;

function says(flow: AnswerFlow, body: FlowBody, { status, warning }: StatusAndWarning): Answer {
  const headers = warning === undefined ? [] : [header('Warning', warningHeader(warning, hostOf(body.from)))];
  return { kind: 'answer', answers: answerTo(flow, body), status, headers };
}

const hostOf = (identity: string): string =>
  bareUri(identity)
    .replace(/^.*[@:]/, '')
    .replaceAll(/[^\w.-]/g, '') || 'mc';

const always =
  <F extends AnswerFlow>(flow: F): Encoder<F> =>
  (body) =>
    says(flow, body, ACCEPTED);

const byResult =
  (flow: AnswerFlow, failure: StatusAndWarning): ((body: FlowBody & { result: 'success' | 'failure' }) => Encoded) =>
  (body) =>
    says(flow, body, body.result === 'success' ? ACCEPTED : failure);

const UNKNOWN_REGROUP = decided('remove', 'controlling', 'unknown-regroup');
const MAY_NOT_REMOVE = decided('remove', 'originating', 'not-authorized');
const IDENTITY_IN_USE = decided('create', 'controlling', 'identity-in-use');

/** MCVideo and MCData know no emergency that forbids a removal (TS 24.281 21.2.3.2, TS 24.282 23.2.3.2): there it is unknown by now. */
const keptBy = (service: FlowContext['service']): StatusAndWarning =>
  decided('remove', 'controlling', service === 'mcptt' ? 'emergency' : 'unknown-regroup');

function whyNotRemoved(cause: string | undefined, { service }: FlowContext): StatusAndWarning {
  if (cause === 'emergency') return keptBy(service);
  return cause === 'not-authorized' ? MAY_NOT_REMOVE : UNKNOWN_REGROUP;
}

/** What a played server says of its refusal beside; an element that stage 2 does not list. */
const causeOf = ({ cause }: FlowBody & { readonly cause?: string }): string | undefined => cause;

export const ANSWERS: { readonly [F in AnswerFlow]: Encoder<F> } = {
  'preconfigured-regroup-response.client-server': () => ({
    kind: 'nothing',
    why: 'the 200 of a client is that of its stack, given when the request came; step 9 has no message of its own',
  }),
  'preconfigured-regroup-response.server-server': always('preconfigured-regroup-response.server-server'),
  'preconfigured-regroup-response.server-client': always('preconfigured-regroup-response.server-client'),
  'preconfigured-regroup-request-return.server-client': (body) =>
    body.authorizationResult === 'failure'
      ? says(
          'preconfigured-regroup-request-return.server-client',
          body,
          decided('create', 'originating', 'not-authorized'),
        )
      : {
          kind: 'nothing',
          why: 'an authorized request has one final response, which tells what became of the regroup',
        },
  'preconfigured-regroup-reject.server-client': (body, { refusals }) =>
    says(
      'preconfigured-regroup-reject.server-client',
      body,
      causeOf(body) === 'identity-in-use' ? IDENTITY_IN_USE : refusalOf(body.reason, refusals),
    ),
  'preconfigured-regroup-reject.server-server': (body) =>
    says('preconfigured-regroup-reject.server-server', body, partnerRefusal(body.reason)),
  'preconfigured-regroup-cancel-response.client-server': always('preconfigured-regroup-cancel-response.client-server'),
  // Between servers a removal of what is not known is accepted all the same (TS 24.379 16.2.4.2).
  'preconfigured-regroup-cancel-response.server-server': (body, { service }) =>
    says(
      'preconfigured-regroup-cancel-response.server-server',
      body,
      causeOf(body) === 'emergency' ? keptBy(service) : ACCEPTED,
    ),
  'preconfigured-regroup-cancel-response.server-client': (body, context) => {
    const flow = 'preconfigured-regroup-cancel-response.server-client';
    if (body.result === 'failure') return says(flow, body, whyNotRemoved(causeOf(body), context));
    return { ...says(flow, body, ACCEPTED), headers: asserting(body.from) };
  },
  'group-affiliation-response.server-client': byResult('group-affiliation-response.server-client', REFUSED),
  'group-affiliation-response.server-server': byResult('group-affiliation-response.server-server', REFUSED),
  'group-de-affiliation-response.server-client': byResult('group-de-affiliation-response.server-client', REFUSED),
  'group-de-affiliation-response.server-server': byResult('group-de-affiliation-response.server-server', REFUSED),
  'service-authorization-response.server-client': byResult('service-authorization-response.server-client', NO_SERVICE),
  'log-off-response.server-client': always('log-off-response.server-client'),
  'subscribe-group-configuration-response.gms-server': always('subscribe-group-configuration-response.gms-server'),
  'subscribe-group-dynamic-data-response.server-gms': always('subscribe-group-dynamic-data-response.server-gms'),
  'get-group-configuration-response.gms-server': (body, context) => {
    const { groupConfiguration } = body;
    const flow = 'get-group-configuration-response.gms-server';
    if (!groupConfiguration) return says(flow, body, { status: 404 });
    const part = partOf(groupDocument, documentOf(groupConfiguration, context.service), context);
    return { ...says(flow, body, ACCEPTED), part };
  },
};

type Reason = FlowBodies['preconfigured-regroup-reject.server-client']['reason'];

function refusalOf(reason: Reason, refusals: FlowContext['refusals']): StatusAndWarning {
  if (reason === 'partner-system-unavailable') return decided('create', 'controlling', 'partner-refused');
  const by = refusals === 'warned' ? 'non-controlling' : 'controlling';
  return decided('create', by, 'group-already-regrouped');
}

const partnerRefusal = (reason: Reason): StatusAndWarning =>
  reason === 'group-already-regrouped'
    ? decided('create', 'non-controlling', 'group-already-regrouped')
    : decided('create', 'controlling', 'cannot-control');
