// What is changed in final responses of stage 3, and for what they answer.

import { canonicalId } from '../../../../procedure/identities';
import type { Answer } from '../../flows/encode/draft';
import { header } from '../../flows/headers';
import { headersOf } from '../../stack/message/message';
import type { Alteration } from '../alteration';
import { namesUsers, type Action } from './changes';

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
export const answersTo =
  (flow: string) =>
  ({ answers }: Answer): boolean =>
    answers.flows.some((one) => one === flow);

/** The only user of the features whom nobody provisions. */
export const isOfStranger = ({ answers }: Answer): boolean => answers.from.startsWith('sip:finn.');

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

/** Changes what is answered for a regroup that another server asked to join. */
export function ofPartners(change: (answer: Answer) => Answer): Alteration {
  const known = new Set<string>();
  return {
    refusal(request) {
      const [, of] = REGROUP_ID.exec(request.body.toString('utf8')) ?? [];
      if (of !== undefined && /server/.test(headersOf(request, 'P-Asserted-Identity').join()))
        known.add(canonicalId(of));
      return undefined;
    },
    answer: (it) => (known.has(it.answers.subject ?? '') ? change(it) : it),
  };
}
