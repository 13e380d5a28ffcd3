// Publications and registrations of users as flows: service authorization, log-off, and the changes of affiliation.

import { canonicalId } from '../../../../procedure/identities';
import type { SchemaError } from '../../../../procedure/schema-error';
import { info, type Info } from '../../bodies/info';
import { pocSettings } from '../../bodies/poc-settings';
import { presence, type Presence } from '../../bodies/presence';
import { SERVICES } from '../../bodies/services';
import { headerOf, type SipRequest } from '../../stack/message/message';
import { numberOf } from '../../stack/message/typed';
import type { Listening } from '../context';
import { eventUnknown, notHere, refused, type DecodedFlow, type DecodedRequest, type Refused } from './decoded';
import { domainOf } from '../directory';
import { endsOf, partyAt, type Ends } from '../ends';
import { addressIn, FOR_GOOD, header, headerFaults } from '../headers';
import { contentOf, eventOf, type Content } from './read-content';
import { changeOf, joined, publicationsTo, published, type SetKey, type Settling } from '../sets';
import { originalOf } from '../third-party';

export function decodePublish(request: SipRequest, context: Listening): DecodedRequest {
  const ends = endsOf(request, context);
  if (ends.kind === 'refused') return ends;
  if (ends.sender === 'gms') return refused(403, `expected a client or server as sender, found ${ends.from}`);
  const event = eventOf(request);
  if (event !== 'poc-settings' && event !== 'presence') return eventUnknown(event, 'poc-settings', 'presence');
  const expires = expiryOf(request);
  if (typeof expires === 'object') return expires;
  const content = contentOf(request, context, context.library);
  const faults = headerFaults(request, ends.sender === 'client' ? 'client' : 'entity for its service', context);
  if (event === 'presence') return affiliation(content, ends, expires, faults, context);
  if (ends.sender !== 'client') return refused(403, `expected a user as publisher of its settings, found ${ends.from}`);
  if (expires === 'gone') return logOff(ends, content, faults);
  content.read(pocSettings);
  return authorization(content, ends, faults, context);
}

function authorization(
  content: Content,
  ends: Pick<Ends, 'from' | 'to'>,
  faults: readonly SchemaError[],
  context: Listening,
): DecodedRequest {
  const about = content.read(info);
  const clientId = about?.clientId;
  const key = clientsOf(ends);
  const settles = clientId === undefined ? [] : [{ ...key, members: joined(context.standing(key), [clientId]) }];
  return { ...understood([authorized(about, ends)], content, faults), settles };
}

/** The clients by which a user has asked a server for service. */
const clientsOf = ({ from, to }: Pick<Ends, 'from' | 'to'>): SetKey => ({ from, to, of: 'clients' });

/** The user is whom the token names, where a token names anyone. */
function authorized(about: Info | undefined, { from, to }: Pick<Ends, 'from' | 'to'>): DecodedFlow {
  const token = about?.accessToken;
  const mcServiceId = token !== undefined && /^(sips?|tel):\S+$/.test(token) ? token : from;
  return { flow: 'service-authorization-request.client-server', body: { from, to, mcServiceId } };
}

const logOff = (
  { from, to }: Pick<Ends, 'from' | 'to'>,
  content: Content,
  faults: readonly SchemaError[],
): DecodedRequest => ({
  ...understood([{ flow: 'log-off-request.client-server', body: { from, to, mcServiceId: from } }], content, faults),
  settles: [{ ...clientsOf({ from, to }), members: [] }],
});

function affiliation(
  content: Content,
  { from, to, sender }: Ends,
  expires: 'for-good' | 'gone',
  faults: readonly SchemaError[],
  context: Listening,
): DecodedRequest {
  const about = content.read(info);
  const served = about?.requestUri;
  const presenceDocument = content.read(presence);
  const publication = publicationOf(presenceDocument, to, context);
  // Whoever serves the user publishes so to the owner of a group (TS 24.379 9.2.2.2.6); nobody else may for him (9.2.2.2.3).
  if (about?.callingUserId !== undefined && sender !== 'server')
    return refused(
      403,
      `expected the server that serves ${about.callingUserId} to assert its own identity, one that systems or sip.psis of the target ` +
        `file names, found ${isSame(from, about.callingUserId) ? 'that of this user' : from}`,
    );
  if (sender === 'server' && served !== undefined && about?.callingUserId !== undefined) {
    const flow = `group-${expires === 'gone' ? 'de-affiliation' : 'affiliation'}-request.server-server` as const;
    const body = { from, to, mcServiceId: about.callingUserId, mcServiceGroupIdList: [served] };
    return {
      ...understood([{ flow, body }], content, [...faults, ...publication.faults]),
      settles: publication.settles,
    };
  }
  // Of whom is served here nobody but he himself changes what he is affiliated to (TS 24.379 9.2.2.2.3, item 4).
  if (sender === 'client' && served !== undefined && !isSame(served, from))
    return refused(403, `expected a user to publish for itself, found ${from} publishing for ${served.slice(0, 200)}`);
  // The whole set of a user: what a client publishes, and is understood of a server too.
  const mcServiceId = served ?? presenceDocument?.entity;
  if (mcServiceId === undefined || !presenceDocument)
    return refused(400, 'expected the served user and its presence, found neither or one');
  const key: SetKey = { from, to, of: mcServiceId };
  const affiliations = presenceDocument.tuples.flatMap((tuple) => tuple.affiliations);
  const members = expires === 'gone' ? [] : affiliations.flatMap(({ group }) => group ?? []);
  const { added, removed } = changeOf(context.standing(key), members);
  const between = { from, to, mcServiceId };
  const end = sender === 'client' ? 'client-server' : 'server-server';
  // Who tells nothing new asks for it once more.
  const wanted = added.length > 0 || removed.length > 0 ? added : members;
  const flows: DecodedFlow[] = [];
  if (removed.length > 0)
    flows.push({ flow: `group-de-affiliation-request.${end}`, body: { ...between, mcServiceGroupIdList: removed } });
  if (wanted.length > 0)
    flows.push({ flow: `group-affiliation-request.${end}`, body: { ...between, mcServiceGroupIdList: wanted } });
  const { strict, problems } = content;
  const settles = [{ ...key, members }, ...publication.settles];
  const known = context.standing(clientsOf({ from, to }));
  const clients = known.length > 0 ? known : [about?.clientId ?? []].flat();
  const ofClient = sender === 'client' ? faultsOfClient(about, presenceDocument, from, clients) : [];
  return {
    kind: 'flows',
    flows,
    strict: [...strict, ...faults, ...ofClient, ...publication.faults],
    problems,
    settles,
  };
}

const isSame = (one: string, other: string): boolean => canonicalId(one) === canonicalId(other);

/** Each publication has a value of its own, by which what comes of it is known again (TS 24.379 9.2.1.2, item 6; 9.2.2.2.6). */
function publicationOf(
  document: Presence | undefined,
  server: string,
  { standing }: Listening,
): { readonly faults: readonly SchemaError[]; readonly settles: readonly Settling[] } {
  if (document === undefined) return { faults: [], settles: [] };
  const { publicationId: id } = document;
  const isNew = id !== undefined && !standing(publicationsTo(server)).includes(id);
  const fault = { path: '/presence/p-id', expected: 'a value that no other publication has', found: id ?? 'none' };
  return {
    faults: isNew ? [] : [fault],
    settles: id === undefined ? [] : [published(server, [id])],
  };
}

/** What a client tells of itself beside the groups (TS 24.379 9.2.1.2, items 2 and 6; 9.3.1). */
function faultsOfClient(
  about: Info | undefined,
  { entity, tuples }: Presence,
  user: string,
  clients: readonly string[],
): readonly SchemaError[] {
  const fault = (path: string, expected: string, found: string): SchemaError => ({ path, expected, found });
  const affiliations = tuples.flatMap((tuple) => tuple.affiliations);
  return [
    ...(about?.requestUri === undefined ? [fault('/request-uri', `the user, ${user}`, 'none')] : []),
    ...(isSame(entity, user) ? [] : [fault('/presence/@entity', `the user, ${user}`, entity)]),
    ...tuples.flatMap(({ id }) =>
      clients.length === 0 || clients.some((client) => isSame(id, client))
        ? []
        : [fault('/presence/tuple/@id', `the client of the user, ${clients.join(' or ')}`, id)],
    ),
    ...(['status', 'expires'] as const).flatMap((name) => {
      const found = affiliations.map((one) => one[name]).find((value) => value !== undefined);
      return found === undefined
        ? []
        : [fault(`/presence/tuple/status/affiliation/@${name}`, 'no such attribute', found)];
    }),
  ];
}

/**
 * With a token it is service authorization; without the tag of the service, or with its time over, log-off. Of a third-party
 * registration the time is its own, and all else the original's.
 */
export function decodeRegister(request: SipRequest, context: Listening): DecodedRequest {
  const user = addressIn(request, 'To');
  if (user === undefined || !/^(sips?|tel):/.test(user))
    return refused(400, `expected a user in To by a SIP or tel URI, found ${user?.slice(0, 200) ?? 'none'}`);
  const to = registrarOf(request.start.uri, user, context);
  if (to === undefined) return notHere(request.start.uri);
  const ends = { from: partyAt(user, context).from, to };
  const original = originalOf(request);
  const content = contentOf(original ?? request, context, context.library);
  const contact = headerOf(original ?? request, 'Contact') ?? '';
  const ofContact = /;\s*expires\s*=\s*(\d+)/i.exec(headerOf(request, 'Contact') ?? '')?.[1];
  const time = ofContact ?? headerOf(request, 'Expires');
  const [tag = ''] = SERVICES[context.service].featureTags;
  const gone = time?.trim() === '0' || !contact.toLowerCase().includes(tag);
  if (gone) return logOff(ends, content, []);
  return content.has(info) ? authorization(content, ends, [], context) : understood([], content, []);
}

/** Whom a REGISTER is for: the domain of its user or of the server (RFC 3261 10.2), or the server by an identity of its own. */
function registrarOf(uri: string, user: string, context: Listening): string | undefined {
  const named = partyAt(uri, context);
  if (named.sender === 'server') return named.from;
  const { listener } = context;
  if (listener.kind !== 'server' || uri.includes('@')) return undefined;
  return [user, listener.id].map(domainOf).includes(domainOf(uri) ?? '') ? listener.id : undefined;
}

const understood = (flows: readonly DecodedFlow[], { strict, problems }: Content, faults: readonly SchemaError[]) =>
  ({ kind: 'flows', flows, strict: [...strict, ...faults], problems, settles: [] }) satisfies DecodedRequest;

function expiryOf(request: SipRequest): 'for-good' | 'gone' | Refused {
  const seconds = numberOf(request, 'Expires');
  if (seconds === 0) return 'gone';
  if (seconds === Number(FOR_GOOD)) return 'for-good';
  const found = headerOf(request, 'Expires')?.slice(0, 40) ?? 'none';
  return refused(423, `expected Expires ${FOR_GOOD} or 0, found ${found}`, header('Min-Expires', FOR_GOOD));
}
