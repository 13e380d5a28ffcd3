// Mutants that exist on SIP alone: each breaks on the wire what the built-in party has right, and names the requirement that
// has to fail it.

import type { Role } from '../../../procedure/roles';
import type { Answer } from '../flows/encode/draft';
import { header } from '../flows/headers';
import { withHeader, withoutHeader, type SipRequest } from '../stack/message/message';
import type { McServiceName } from '../target';
import { toCreation, withParts, withText, type Alteration } from './alteration';
import { toUser } from './stage-3/changes';

export interface Mutant {
  readonly id: string;
  readonly role: Role;
  readonly requirement: string;
  readonly says: string;
  /** In which it is tried, where it is no defect of another. */
  readonly service?: McServiceName;
  readonly alteration: Alteration;
}

const refusing =
  (change: (answer: Answer) => Answer) =>
  (answer: Answer): Answer =>
    answer.status === 403 || answer.status === 480 ? change(answer) : answer;

const element = (name: string): RegExp => new RegExp(`\\s*<${name}>.*</${name}>`, 's');

const PUBLICATION_ID = /(<(?:\w+:)?p-id\b[^>]*>)([^<]*)(<\/(?:\w+:)?p-id>)/;
/** Publishes under the value of the first publication of the scenario, which stands in every identity. */
function asTheFirst(): (text: string) => string {
  const first = new Map<string, string>();
  return (text) => {
    const scenario = /entity="[^".]*(\.[^"@]*)@/.exec(text)?.[1] ?? '';
    const id = first.get(scenario) ?? PUBLICATION_ID.exec(text)?.[2] ?? '';
    first.set(scenario, id);
    return text.replace(PUBLICATION_ID, `$1${id}$3`);
  };
}

const affiliating =
  (change: (text: string) => string) =>
  (request: SipRequest): SipRequest =>
    request.start.method === 'PUBLISH' && request.body.includes('<presence') ? withText(request, change) : request;

export const MUTANTS_OF_SIP: readonly Mutant[] = [
  {
    id: 'names-no-service',
    role: 'client-1',
    requirement: 'WIRE-1',
    says: 'sends its request without the feature tag and the service by which a core finds the application server',
    alteration: {
      request: toCreation((it) => withoutHeader(withoutHeader(it, 'Accept-Contact'), 'P-Asserted-Service')),
    },
  },
  {
    id: 'spells-a-namespace-of-its-own',
    role: 'client-1',
    requirement: 'WIRE-1',
    says: 'writes the regroup body in a namespace that nobody specified',
    alteration: {
      request: toCreation((it) =>
        withText(it, (text) => text.replace('urn:3gpp:ns:preconfiguredRegroup:1.0', 'urn:example:regroup')),
      ),
    },
  },
  {
    id: 'calls-its-body-xml',
    role: 'client-1',
    requirement: 'WIRE-1',
    says: 'gives its regroup body a media type that tells nothing of it',
    alteration: {
      request: toCreation((it) =>
        withText(it, (text) => text.replace(/application\/vnd\.3gpp\.mc\w+-regroup\+xml/, 'application/xml')),
      ),
    },
  },
  {
    id: 'closes-no-boundary',
    role: 'client-1',
    requirement: 'WIRE-1',
    says: 'ends its multipart body without the closing boundary',
    alteration: { request: toCreation((it) => withText(it, (text) => text.replace(/--\s*$/, ''))) },
  },
  ...(['primary-server', 'partner-server'] as const).map((role) => ({
    id: `${role}-asks-clients-at-a-host`,
    role,
    requirement: 'WIRE-1',
    says: 'has a host as Request-URI in what it sends to a client, and no identity of a user',
    alteration: {
      request: (it: SipRequest) =>
        it.start.method === 'MESSAGE' && toUser(it)
          ? { ...it, start: { ...it.start, uri: it.start.uri.replace(/^sip:[^@]*@/, 'sip:') } }
          : it,
    },
  })),
  ...(['primary-server', 'partner-server'] as const).map((role) => ({
    id: `${role}-asks-clients-by-a-capital`,
    role,
    requirement: 'WIRE-1',
    says: 'writes the name of a user with a capital in the Request-URI of what it sends to a client, which is another user then',
    alteration: {
      request: (it: SipRequest) =>
        it.start.method === 'MESSAGE' && toUser(it)
          ? { ...it, start: { ...it.start, uri: it.start.uri.replace(/:\w/, (letter) => letter.toUpperCase()) } }
          : it,
    },
  })),
  ...(['client-1', 'primary-server', 'partner-server'] as const).map((role) => ({
    id: `${role}-ends-lines-of-parts-with-lf`,
    role,
    requirement: 'WIRE-1',
    says: 'ends the boundaries and the headers of the parts of a multipart body with LF alone',
    alteration: { request: (it: SipRequest) => withText(it, (text) => text.replaceAll('\r\n', '\n')) },
  })),
  {
    id: 'writes-elements-in-another-order',
    role: 'primary-server',
    requirement: 'WIRE-1',
    says: 'writes the elements of the regroup body in another order than the schema has',
    alteration: {
      request: toCreation((it) =>
        withText(it, (text) => {
          const action = element('regroup-action').exec(text)?.[0] ?? '';
          return text.replace(action, '').replace(/(<mcpttregroup-Params>)/, `$1${action}`);
        }),
      ),
    },
  },
  {
    id: 'asserts-nobody',
    role: 'primary-server',
    requirement: 'WIRE-1',
    says: 'asks others without asserting its own identity',
    alteration: { request: toCreation((it) => withoutHeader(it, 'P-Asserted-Identity')) },
  },
  {
    id: 'asks-under-no-identity',
    role: 'client-1',
    requirement: 'WIRE-1',
    says: 'has a word in place of the identity of its user wherever its request says who sends it',
    alteration: {
      request: toCreation((it) =>
        ['P-Asserted-Identity', 'P-Preferred-Identity'].reduce(
          (request, name) => withoutHeader(request, name),
          withHeader(it, 'From', '<ana>;tag=x1'),
        ),
      ),
    },
  },
  {
    id: 'asserts-another',
    role: 'primary-server',
    requirement: 'WIRE-1',
    says: 'asserts the identity of a server that nobody knows when it asks a partner',
    alteration: {
      request: toCreation((it) => withHeader(it, 'P-Asserted-Identity', '<sip:somebody@primary.example>')),
    },
  },
  {
    id: 'names-no-service-to-owners',
    role: 'partner-server',
    requirement: 'WIRE-1',
    says: 'publishes an affiliation to the owner of the group without naming the service',
    alteration: { request: (it) => (it.start.method === 'PUBLISH' ? withoutHeader(it, 'P-Asserted-Service') : it) },
  },
  {
    id: 'tells-of-affiliations-without-end',
    role: 'primary-server',
    requirement: 'WIRE-1',
    says: 'does not say in dynamic data when an affiliation ends',
    alteration: {
      request: (it) =>
        it.start.method === 'NOTIFY' ? withText(it, (text) => text.replace(/ expires="[^"]*"/g, '')) : it,
    },
  },
  {
    id: 'publishes-as-somebody',
    role: 'partner-server',
    requirement: 'WIRE-1',
    says: 'publishes an affiliation to the owner of the group under the identity of somebody whom nobody knows',
    alteration: {
      request: (it) =>
        it.start.method === 'PUBLISH' ? withHeader(it, 'P-Asserted-Identity', '<sip:somebody@elsewhere.example>') : it,
    },
  },
  ...(['primary-server', 'partner-server'] as const).map((role): Mutant => ({
    id: `${role}-publishes-as-its-user`,
    role,
    requirement: 'WIRE-1',
    says: 'publishes an affiliation to the owner of the group under the identity of the user',
    alteration: {
      request(it) {
        const [, user] = /calling-user-id[^>]*>\s*<mc\w+URI>([^<]*)</.exec(it.body.toString('utf8')) ?? [];
        const isForUser = it.start.method === 'PUBLISH' && user !== undefined;
        return isForUser ? withHeader(it, 'P-Asserted-Identity', `<${user}>`) : it;
      },
    },
  })),
  {
    id: 'publishes-for-another',
    role: 'client-2',
    requirement: 'WIRE-1',
    says: 'names another user than its own as the one whom its affiliations are of',
    alteration: { request: affiliating((text) => text.replace(/(<mcpttURI>sip:)/, '$1not-')) },
  },
  {
    id: 'publishes-the-presence-of-another',
    role: 'client-2',
    requirement: 'WIRE-1',
    says: 'publishes its affiliations as the presence of another user',
    alteration: { request: affiliating((text) => text.replace(/entity="sip:/, 'entity="sip:not-')) },
  },
  ...(['client-2', 'partner-server'] as const).flatMap((role): readonly Mutant[] => [
    {
      id: `${role}-publishes-without-a-value-of-its-own`,
      role,
      requirement: 'WIRE-1',
      says: 'leaves out what tells one publication of affiliations from another',
      alteration: { request: affiliating((text) => text.replace(PUBLICATION_ID, '')) },
    },
    {
      id: `${role}-publishes-with-one-value`,
      role,
      requirement: 'WIRE-1',
      says: 'gives each of its publications of affiliations the same value',
      alteration: { request: affiliating(asTheFirst()) },
    },
  ]),
  {
    id: 'publishes-a-status',
    role: 'client-1',
    requirement: 'WIRE-1',
    says: 'says itself that its user is affiliated, where its server is to find out',
    alteration: { request: affiliating((text) => text.replace(/ group="/g, ' status="affiliated" group="')) },
  },
  {
    id: 'tells-clients-half',
    role: 'partner-server',
    requirement: 'STEP-7-b',
    says: 'tells clients the regroup group alone, without the preconfigured group and the groups that are listed',
    alteration: {
      request: toCreation((it) =>
        withText(it, (text) =>
          text
            .replace(element('preconfig-group-id'), '<preconfig-group-id/>')
            .replace(element('groups-for-regroup'), ''),
        ),
      ),
    },
  },
  {
    id: 'defines-an-entity',
    role: 'primary-server',
    requirement: 'WIRE-1',
    says: 'puts a document type with an entity of its own before the regroup body',
    alteration: {
      request: toCreation((it) =>
        withText(it, (text) =>
          text.replace('<mcpttregroup ', '<!DOCTYPE mcpttregroup [<!ENTITY a "a">]><mcpttregroup '),
        ),
      ),
    },
  },
  {
    id: 'rejects-as-busy',
    role: 'partner-server',
    requirement: 'STEP-6-e',
    says: 'refuses a regroup with 486, which tells the primary server nothing of groups',
    alteration: { answer: refusing((answer) => ({ ...answer, status: 486, headers: [] })) },
  },
  {
    id: 'warns-of-something-else',
    role: 'partner-server',
    requirement: 'STEP-6-e',
    says: 'refuses a regrouped group with the warning that the requester is not authorized',
    alteration: {
      answer: refusing((answer) => ({
        ...answer,
        status: 403,
        headers: [header('Warning', '399 partner.example "160 user not authorised to request creation of a regroup"')],
      })),
    },
  },
  {
    id: 'asks-at-another-address',
    role: 'partner-server',
    requirement: 'WIRE-1',
    says: 'asks a member under the identity of a user whom nobody knows',
    alteration: {
      request: toCreation((it) => ({ ...it, start: { ...it.start, uri: it.start.uri.replace('sip:', 'sip:not-') } })),
    },
  },
  {
    id: 'refuses-to-be-asked',
    role: 'client-2',
    requirement: 'STEP-8-a',
    says: 'answers 480 to the request to regroup',
    alteration: {
      refusal: ({ start, body }) => (start.method === 'MESSAGE' && body.includes('>create</') ? 480 : undefined),
    },
  },
  {
    id: 'partner-server-promises-more-than-it-sends',
    role: 'partner-server',
    requirement: 'WIRE-1',
    says: 'answers a MESSAGE with a Content-Length of more bytes than it sends, and leaves the connection open',
    alteration: {
      response: (it, { start }) => (start.method === 'MESSAGE' ? withHeader(it, 'Content-Length', '9') : it),
    },
  },
  {
    id: 'swaps-the-media-types',
    role: 'partner-server',
    requirement: 'WIRE-1',
    says: 'gives each part of its body the media type of the other',
    alteration: {
      request: toCreation((it) =>
        withParts(it, (parts) => {
          const types = parts.map((part) => /Content-Type: [^\r]+/.exec(part)?.[0] ?? '').toReversed();
          return parts.map((part, at) => part.replace(/Content-Type: [^\r]+/, types[at] ?? ''));
        }),
      ),
    },
  },
];
