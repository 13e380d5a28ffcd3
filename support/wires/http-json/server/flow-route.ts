// Where a party receives information flows: POST /flows/{flow}. 204 says taken, a problem says why not.
// Unaware of what a flow means and of whether it fits its schema: that the receiver says.

import type { IncomingHttpHeaders } from 'node:http';
import { FLOWS, isFlowId, type FlowId } from '../../../procedure/flows';
import type { Receiver, WireVerdict } from '../../../ports/adapter';
import type { SchemaError } from '../../../procedure/schema-error';
import { likelyMeant } from '../../../verdict/nearest';
import { shortened } from '../../../schema/shortened';
import { validateFlow } from '../../../schema/validate';
import type { Route } from './http-server';
import { problem, tooMuch } from './problem';
import { FLOWS_PATH, refusedAs } from './refused-message';

export const MESSAGE_ID = 'mcx-message-id';
const LONGEST_ID = 200;

export function flowRoute(receiver: Receiver): Route {
  return {
    method: 'POST',
    path: `${FLOWS_PATH}{flow}`,
    matches: (path) => path.startsWith(FLOWS_PATH),
    isFull: (headers) => receiver.isFull?.(idIn(headers)),
    async handle({ path, headers, text, json, faults, wire }) {
      const flow = path.slice(FLOWS_PATH.length);
      const refused = (status: number, title: string, detail: string) => {
        receiver.onMalformed({ raw: text, problem: detail, wire, refused: refusedAs(status, path, text) });
        return problem(status, title, detail);
      };
      if (!isFlowId(flow)) return refused(404, 'Unknown information flow', unknown(flow));
      if (!isObject(json)) return refused(400, 'Not a message', `expected a JSON object, found ${shortened(json)}`);
      const message = { flow, body: json, raw: text, messageId: idIn(headers), wire };
      const reception = await receiver.onMessage(
        faults.length === 0 ? message : { ...message, verdict: toldBeside(faults, flow, json) },
      );
      if (reception.accepted) return { status: 204 };
      if (reception.beyondLimits) return tooMuch(reception.problem);
      return problem(statusOf(reception), 'Refused by the receiver', reception.problem, reception.errors);
    },
  };
}

/** RFC 9110 15.6.1, 15.5.10 and 15.5.5: none is for longer than the one request. */
const UNWILLING = [500, 409, 404] as const;

const statusOf = ({ unwilling }: { readonly unwilling?: number }): number =>
  unwilling === undefined ? 400 : (UNWILLING[unwilling % UNWILLING.length] ?? UNWILLING[0]);

/** What can be read is taken, and its sender is told of. */
function toldBeside(faults: readonly SchemaError[], flow: FlowId, json: unknown): WireVerdict {
  const errors = validateFlow(flow, json);
  return { errors: [...faults, ...errors], understood: errors.length === 0 };
}

function idIn({ [MESSAGE_ID]: id }: IncomingHttpHeaders): string | undefined {
  return typeof id === 'string' && id.length <= LONGEST_ID ? id : undefined;
}

function unknown(flow: string): string {
  const meant = likelyMeant(flow, [...FLOWS.keys()]);
  return `there is no information flow ${shortened(flow)}${meant === undefined ? '' : `; did you mean ${meant}?`}`;
}

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);
