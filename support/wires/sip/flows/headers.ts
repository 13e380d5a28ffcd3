// The headers by which MC service requests find their service and tell who sends them: written, and held against the rules.

import type { SchemaError } from '../../../procedure/schema-error';
import { SERVICES, type ServiceName } from '../bodies/services';
import { parseAddresses } from '../stack/message/address';
import { headerOf, headersOf, type Header, type SipMessage, type SipRequest } from '../stack/message/message';
import { writeUri } from '../stack/message/uri';
import type { FlowContext } from './context';
import { bareUri } from './directory';

/** The whole range that stage 3 allows for the time of a publication: for good, or not any more. */
export const FOR_GOOD = '4294967295';
export const NOT_ANY_MORE = '0';

export const header = (name: string, value: string): Header => ({ name, value });

const serviceTags = (service: ServiceName): readonly Header[] =>
  SERVICES[service].acceptContact.map((value) => header('Accept-Contact', value));

export function ofUser(mcServiceId: string, { service, identityMode, directory }: FlowContext): readonly Header[] {
  const kind = identityMode === 'preferred' ? 'Preferred' : 'Asserted';
  return [
    ...serviceTags(service),
    header(`P-${kind}-Identity`, `<${directory.publicIdentityOf(mcServiceId)}>`),
    header(`P-${kind}-Service`, SERVICES[service].icsi),
  ];
}

export const asserting = (id: string): readonly Header[] => [header('P-Asserted-Identity', `<${id}>`)];

export const ofEntity = (id: string, { service }: FlowContext): readonly Header[] => [
  ...serviceTags(service),
  ...asserting(id),
];

/** A server at the owner of a group, or at the management server of groups: it names the service as clients do. */
export const ofService = (id: string, { service }: Pick<FlowContext, 'service'>): readonly Header[] => [
  ...asserting(id),
  header('P-Asserted-Service', SERVICES[service].icsi),
];

const IDENTITIES = ['P-Asserted-Identity', 'P-Preferred-Identity', 'From'] as const;

/** Who sends, by the most trusted header that tells it. */
export const senderOf = (request: SipRequest): string | undefined => sendersOf(request)[0];

/** By each header that tells it, the most trusted first. Beside a SIP URI there may be a tel URI, in either order (RFC 3325 9.1). */
export const sendersOf = (request: SipRequest): readonly string[] =>
  IDENTITIES.flatMap((name) => {
    const addresses = headersOf(request, name).flatMap((value) => {
      const read = parseAddresses(value);
      return read.ok ? read.value : [];
    });
    const identityAddress = addresses.find(({ uri }) => uri.scheme !== 'tel') ?? addresses[0];
    return identityAddress ? [bareUri(writeUri(identityAddress.uri))] : [];
  });

export function addressIn(message: SipMessage, name: 'From' | 'To' | 'Contact'): string | undefined {
  const addresses = parseAddresses(headerOf(message, name) ?? '');
  const [first] = addresses.ok ? addresses.value : [];
  return first && bareUri(writeUri(first.uri));
}

/** By whom it is sent, where it names a service: of each other request its sender is asked for alone. */
export type Sender = 'client' | 'entity' | 'entity for its service';

/**
 * What the headers of a request that a service routes lack. Order and parameters beside do not matter. Preferences of contact are
 * asked of MESSAGE alone: no other request of stage 3 names them.
 */
export function headerFaults(
  request: SipRequest,
  from: Sender,
  { service, identityMode }: FlowContext,
): readonly SchemaError[] {
  const faults: SchemaError[] = [];
  const missing = (name: string, expected: string) =>
    faults.push({ path: `/${name}`, expected, found: headersOf(request, name).join(', ').slice(0, 200) || 'none' });
  const accepts = withoutSpace(headersOf(request, 'Accept-Contact').join(',')).toLowerCase();
  if (request.start.method === 'MESSAGE')
    for (const tag of SERVICES[service].featureTags)
      if (!mentionsTag(accepts, tag.toLowerCase())) missing('Accept-Contact', tag);

  const ofClient = from === 'client';
  // What a client prefers its core asserts in its stead, and it may leave even the preference to its core.
  const isLeftToCore = ofClient && identityMode === 'preferred';
  const kinds = ofClient ? ['Preferred', 'Asserted'] : ['Asserted'];
  const none = kinds.every((kind) => headerOf(request, `P-${kind}-Identity`) === undefined);
  if (none && !isLeftToCore) missing('P-Asserted-Identity', 'the identity of the sender');
  // The documents of groups are those of MCPTT for every service (TS 24.481 6.3.13.1).
  // A URN has its scheme, its namespace and this part of it without case (RFC 8141 3.1, RFC 6050 4.1).
  const icsis = [SERVICES[service].icsi, ...(request.start.method === 'SUBSCRIBE' ? [SERVICES.mcptt.icsi] : [])];
  const values = kinds
    .flatMap((kind) => headersOf(request, `P-${kind}-Service`))
    .flatMap((value) => value.toLowerCase().split(/\s*,\s*/));
  if (from !== 'entity' && !icsis.some((icsi) => values.includes(icsi)))
    missing(`P-${isLeftToCore ? 'Preferred' : 'Asserted'}-Service`, SERVICES[service].icsi);
  return faults;
}

/** Between the parts of a value there may be any (RFC 3261 25.1); within quotes it is theirs. */
const withoutSpace = (value: string): string => value.replace(/("(?:\\[^]|[^"\\])*")|\s+/g, '$1');

function mentionsTag(accepts: string, tag: string): boolean {
  const at = accepts.indexOf(tag);
  return at !== -1 && !/[\w-]/.test(accepts.charAt(at + tag.length));
}
