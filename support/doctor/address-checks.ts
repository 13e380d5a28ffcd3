// Whether what stands at an address takes information flows as the adapter http-json says: it must be able to refuse.
// Unaware of control and of what the flows mean.

import { asksForCredentials } from '../wires/http-json/client/challenge';
import type { HttpReply } from '../wires/http-json/client/http-client';
import type { Probe } from '../wires/http-json/client/probe';
import { kindOf, type EntityKind, type Role } from '../procedure/roles';
import { bad, ok, type Diagnosis } from '../ports/diagnosis';

type Unread = Exclude<HttpReply, { readonly kind: 'answered' }>;
export type Answered = Extract<HttpReply, { readonly kind: 'answered' }>;

/** A flow that an entity of this kind has to know. */
const KNOWN_FLOW: Readonly<Record<Exclude<EntityKind, 'gateway'>, string>> = {
  server: 'preconfigured-regroup-request.client-server',
  client: 'preconfigured-regroup-request.server-client',
  gms: 'get-group-configuration-request.server-gms',
};

const UNKNOWN_FLOW = 'no-such-flow.client-server';

export interface Examined {
  readonly diagnoses: readonly Diagnosis[];
  /** Undefined where nothing was answered. */
  readonly answered: Answered | undefined;
}

export async function examineAddress(role: Role, address: string, probe: Probe): Promise<Examined> {
  const what = `${role} address`;
  const key = `roles.${role}.address`;
  const nobody = await probe.connect(address);
  if (nobody !== undefined) return only(bad(what, `${nobody}; start the product, or mend ${key}`));
  const base = address.replace(/\/+$/, '');
  const kind = kindOf(role);
  const known = KNOWN_FLOW[kind === 'gateway' ? 'server' : kind];
  const invalid = await probe.post(`${base}/flows/${known}`, {});
  if (invalid.kind !== 'answered') return only(unanswered(what, address, invalid, key));
  const stranger = await probe.post(`${base}/flows/${UNKNOWN_FLOW}`, {});
  return {
    answered: invalid,
    diagnoses: [
      ok(what, `${address} answers`),
      toInvalid(role, address, known, invalid),
      ...(isProblem(invalid) ? [toUnknown(role, stranger)] : []),
    ],
  };
}

const only = (diagnosis: Diagnosis): Examined => ({ diagnoses: [diagnosis], answered: undefined });

export const unanswered = (what: string, address: string, { kind, problem }: Unread, key: string): Diagnosis =>
  bad(
    what,
    kind === 'unreadable'
      ? `${new URL(address).host} takes the connection and answers what cannot be read (${problem}); see what listens there, or mend ${key}`
      : `${new URL(address).host} takes the connection and then answers nothing (${problem}); see whether the product hangs, or mend ${key}`,
  );

function toInvalid(role: Role, address: string, flow: string, reply: Answered): Diagnosis {
  const what = `${role} refuses an invalid message`;
  if (reply.status === 403 || asksForCredentials(reply))
    return bad(
      what,
      `it asks for credentials (${saidBy(reply)}); name their environment variable in roles.${role}.headers of the target file`,
    );
  if (isProblem(reply)) return ok(what, String(reply.status));
  const expected = `expected 400 with a problem document to an empty ${flow}, found ${saidBy(reply)}`;
  if (reply.status < 300 && !isWebPage(reply))
    return bad(what, `${expected}; hold what arrives against the schemas of schemas/flows before it is taken`);
  return bad(
    what,
    `a web server answers at ${address}, but not as docs/http-json.md says: ${expected}; mend roles.${role}.address, or serve POST /flows/<flow> there`,
  );
}

function toUnknown(role: Role, reply: HttpReply): Diagnosis {
  const what = `${role} refuses an unknown flow`;
  const found = reply.kind === 'answered' ? saidBy(reply) : reply.problem;
  if (reply.kind === 'answered' && reply.status === 404) return ok(what, found);
  return bad(
    what,
    `expected 404 to POST /flows/${UNKNOWN_FLOW}, found ${found}; answer 404 to a flow that is not known`,
  );
}

/** The wire's refusals are JSON; a page made for people comes from something else. */
const isProblem = ({ status, contentType }: Answered): boolean =>
  status >= 400 && status < 500 && /^application\/(problem\+)?json\b/i.test(contentType);

const isWebPage = ({ contentType }: Answered): boolean => /^text\/html\b/i.test(contentType);

export const saidBy = ({ status, contentType }: Answered): string =>
  `${status} ${contentType === '' ? 'without a content type' : contentType}`;
