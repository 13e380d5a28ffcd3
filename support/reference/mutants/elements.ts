// Flows and values that several mutants use, and what can be wrong with any element.

import type { FlowBody, FlowId } from '../../procedure/flows';
import { altering, type Rewrite } from '../rewrite';

export const RETURN = 'preconfigured-regroup-request-return.server-client';
export const REJECT = 'preconfigured-regroup-reject.server-client';
export const REFUSAL = 'preconfigured-regroup-reject.server-server';
export const CANCEL = 'preconfigured-regroup-cancel-request.server-server';
export const CANCEL_AT_CLIENT = 'preconfigured-regroup-cancel-request.server-client';
export const SERVICE_REQUEST = 'service-authorization-request.client-server';
export const SERVICE = 'service-authorization-response.server-client';
export const AFFILIATED = 'group-affiliation-response.server-client';
export const STEP_2 = 'preconfigured-regroup-request.client-server';
export const STEP_5 = 'preconfigured-regroup-request.server-server';
export const STEP_7 = 'preconfigured-regroup-request.server-client';
export const STEP_9 = 'preconfigured-regroup-response.client-server';
export const STEP_10 = 'notify-group-dynamic-data-request.server-gms';
export const STEP_11 = 'preconfigured-regroup-response.server-server';
export const STEP_12 = 'preconfigured-regroup-response.server-client';

/** Another valid identity of the same scope. */
export const otherThan = (id: string): string => id.replace(/^sip:/, 'sip:not-');

/** Says another valid identity in the place of the one that an element has. */
export const renaming =
  <F extends FlowId>(flow: F, element: keyof FlowBody<F> & string) =>
  (): Rewrite =>
    altering(flow, (body) => {
      const id: unknown = body[element];
      return typeof id === 'string' ? { ...body, [element]: otherThan(id) } : { ...body };
    });

/** Regroup group and configuration group in each other's place. */
export const swapped = <B extends { readonly regroupGroupId: string; readonly preconfiguredGroupId: string }>(
  body: B,
): B => ({ ...body, regroupGroupId: body.preconfiguredGroupId, preconfiguredGroupId: body.regroupGroupId });
