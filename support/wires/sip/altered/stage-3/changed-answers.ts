// What is changed in final responses of stage 3, and for what they answer.

import { canonicalId } from '../../../../procedure/identities';
import type { Answer } from '../../flows/encode/draft';
import { header } from '../../flows/headers';
import { headersOf, withHeaders, type SipRequest } from '../../stack/message/message';
import type { Alteration } from '../alteration';
import { isOn, namesUsers, on, type Action, type Change } from './changes';

export const answering =
  (from: number, change: (answer: Answer) => Answer, is: (answer: Answer) => boolean = () => true) =>
  (answer: Answer): Answer =>
    answer.status === from && is(answer) ? change(answer) : answer;

export const as =
  (status: number) =>
  (answer: Answer): Answer => ({ ...answer, status, headers: [] });
export const warned =
  (code: number) =>
  ({ headers }: Answer): boolean =>
    headers.some(({ value }) => value.includes(`"${code}`));
export const warning =
  (code: number) =>
  (answer: Answer): Answer => ({
    ...answer,
    headers: [header('Warning', `399 server.example "${code} something else"`)],
  });
/** With the same Warning of another kind than the miscellaneous. */
export const ofKind =
  (kind: number) =>
  (answer: Answer): Answer => ({
    ...answer,
    headers: answer.headers.map((one) =>
      one.name === 'Warning' ? { ...one, value: one.value.replace(/^399/, String(kind)) } : one,
    ),
  });
export const answersTo =
  (flow: string) =>
  ({ answers }: Answer): boolean =>
    answers.flows.some((one) => one === flow);

/** The only user of the features whom nobody provisions. */
export const isOfStranger = ({ answers }: Answer): boolean => answers.from?.startsWith('sip:finn.') === true;

export const CREATES = 'preconfigured-regroup-request.client-server';
export const REMOVES = 'preconfigured-regroup-cancel-request.client-server';
export const HANDS_ON = 'preconfigured-regroup-request.server-server';
export const HANDS_ON_REMOVAL = 'preconfigured-regroup-cancel-request.server-server';

export const refusesAsClient = (action: Action, status: number): Alteration => ({
  refusal: ({ start, body }) => (start.method === 'MESSAGE' && body.includes(`>${action}</`) ? status : undefined),
});

export const refusesNaming = (action: Action): Alteration => ({
  refusal: (request) =>
    request.start.method === 'MESSAGE' && request.body.includes(`>${action}</`) && namesUsers(request)
      ? 480
      : undefined,
});

export const REGROUP_ID = /<mcptt-regroup-uri>([^<]+)</;

interface Regroups {
  readonly learn: (request: SipRequest) => undefined;
  readonly has: (of: string | undefined) => boolean;
}

const isOfServer = (request: SipRequest): boolean => /server/.test(headersOf(request, 'P-Asserted-Identity').join());

/** The regroups that such requests were about. */
function regroupsOf(is: (request: SipRequest) => boolean): Regroups {
  const known = new Set<string>();
  return {
    has: (of) => of !== undefined && known.has(canonicalId(of)),
    learn(request) {
      const of = regroupIn(request);
      if (of !== undefined && is(request)) known.add(canonicalId(of));
      return undefined;
    },
  };
}

const regroupIn = ({ body }: SipRequest): string | undefined => REGROUP_ID.exec(body.toString('utf8'))?.[1];

/** Changes what is answered for a regroup that another server asked to join. */
export function ofPartners(change: (answer: Answer) => Answer): Alteration {
  const { learn, has } = regroupsOf(isOfServer);
  return { refusal: learn, answer: (it) => (has(it.answers.subject) ? change(it) : it) };
}

/** Changes what asks the server that controls a regroup, and had asked for its groups, to remove it. */
export function toController(change: Change): Alteration {
  const { learn, has } = regroupsOf((it) => isOfServer(it) && it.body.includes('>create</') && !namesUsers(it));
  return { refusal: learn, request: on('remove', change, (it) => isOn.C(it) && has(regroupIn(it))) };
}

/** Hands on, to other servers, the asserted identity of the user who asked. */
export function assertsWhoAsked(action: Action): Alteration {
  const users = new Map<string, readonly string[]>();
  const keyOf = (request: SipRequest): string => canonicalId(regroupIn(request) ?? '');
  return {
    refusal(request) {
      if (!isOfServer(request)) users.set(keyOf(request), headersOf(request, 'P-Asserted-Identity'));
      return undefined;
    },
    request: on(
      action,
      (it) => withHeaders(it, 'P-Asserted-Identity', users.get(keyOf(it)) ?? headersOf(it, 'P-Asserted-Identity')),
      isOn.C,
    ),
  };
}

/** Answers so, and does nothing, when another server asks to remove a regroup that was made for a client. */
export function answersOtherServers(status: number): Alteration {
  const { learn, has } = regroupsOf((request) => request.body.includes('>create</') && !isOfServer(request));
  return {
    refusal(request) {
      learn(request);
      const isAsked = request.body.includes('>remove</') && isOfServer(request) && !namesUsers(request);
      return isAsked && has(regroupIn(request)) ? status : undefined;
    },
  };
}
