// What a request or a response came to, as information flows. Types, and the short forms of a refusal.

import type { FlowId } from '../../../../procedure/flows';
import type { FlowBodies } from '../../../../procedure/generated/flow-bodies';
import type { SchemaError } from '../../../../procedure/schema-error';
import type { Outcome } from '../../mapping/final-responses';
import type { Header } from '../../stack/message/message';
import { header } from '../headers';
import type { Copy, CopyKey } from '../copied';
import type { Settling } from '../sets';

/** A flow with those of its elements that the wire carries. */
export type DecodedFlow = {
  readonly [F in FlowId]: { readonly flow: F; readonly body: Partial<FlowBodies[F]> & Between };
}[FlowId];

export interface Between {
  readonly from: string;
  readonly to: string;
}

export interface Understood {
  readonly kind: 'flows';
  /** Several where one publication adds and removes; none where it says nothing new. */
  readonly flows: readonly DecodedFlow[];
  /** Why the request does not fit the XSDs and header rules of this wire; empty if it does. */
  readonly strict: readonly SchemaError[];
  /** What could not be understood. */
  readonly problems: readonly SchemaError[];
  /** What stands once the request is accepted. */
  readonly settles: readonly Settling[];
  /** What is handed on of it. */
  readonly copies?: readonly [CopyKey, Copy];
  /** What it is, where it is worth keeping and none of the flows. */
  readonly aside?: Aside;
  /** It ends a subscription: by what cause, and whether whoever subscribed is not to come again. */
  readonly ended?: Ended;
}

export interface Ended {
  readonly cause: string;
  readonly forGood: boolean;
}

export interface Aside {
  readonly says: string;
  readonly from: string;
}

export interface Refused {
  readonly kind: 'refused';
  readonly status: number;
  readonly headers: readonly Header[];
  /** For the trace: what was expected, and what was found. */
  readonly reason: string;
}

export type DecodedRequest = Understood | Refused;

export type DecodedResponse =
  | {
      readonly kind: 'flow';
      readonly flow: DecodedFlow;
      /** What the response can mean, where it answers for a regroup. */
      readonly outcomes: readonly Outcome[];
      readonly strict: readonly SchemaError[];
    }
  /** The request arrived, and nobody of the procedure has said anything. */
  | { readonly kind: 'taken' }
  | {
      readonly kind: 'failure';
      readonly detail: string;
      /** It says that it has what was asked for, and what it has cannot be read: that is its writer's own. */
      readonly unread?: true;
    };

export const refused = (status: number, reason: string, ...headers: readonly Header[]): Refused => ({
  kind: 'refused',
  status,
  headers,
  reason,
});

export const notHere = (uri: string): Refused =>
  refused(404, `expected a Request-URI that is served here, found ${uri.slice(0, 200)}`);

export const eventUnknown = (found: string | undefined, ...known: readonly string[]): Refused =>
  refused(
    489,
    `expected the event ${known.join(' or ')}, found ${found?.slice(0, 80) ?? 'none'}`,
    header('Allow-Events', known.join(', ')),
  );
