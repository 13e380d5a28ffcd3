// Variants that exist on SIP alone: each takes a freedom that SIP, MIME or XML gives. No check may accuse it.

import type { Role } from '../../../procedure/roles';
import { headersOf, withHeaderOnTop, withHeaders, type SipRequest } from '../stack/message/message';
import { tagOf, toOf } from '../stack/message/typed';
import { toCreation, withParts, withText, withValues, type Alteration } from './alteration';

export interface Variant {
  readonly id: string;
  readonly role: Role;
  /** The statement that is met all the same, or the interpretation that gives the freedom. */
  readonly freedom: string;
  readonly says: string;
  /** It is tried in scenarios that show this. */
  readonly shows: string;
  readonly alteration: Alteration;
}

const SHORT: Readonly<Record<string, string>> = {
  From: 'f',
  To: 't',
  'Call-ID': 'i',
  'Content-Type': 'c',
  'Content-Length': 'l',
  'Accept-Contact': 'a',
};

const everywhere = (change: (text: string) => string) => toCreation((it) => withText(it, change));

/** Identities in bodies, each written otherwise. */
const identities = (change: (identity: string) => string) => (request: SipRequest) =>
  withText(request, (text) => text.replace(/sip:[\w.-]+@[\w.-]+/g, change));

/** Roles that send identities in bodies, and what shows that they were understood. */
const NAMING: readonly (readonly [role: Role, shows: string])[] = [
  ['client-1', 'STEP-2-a'],
  ['client-2', 'STEP-8-a'],
  ['primary-server', 'STEP-5-b'],
  ['partner-server', 'STEP-7-a'],
  ['primary-gms', 'PRE-4'],
  ['partner-gms', 'PRE-4'],
];

const inCapitals = NAMING.map(([role, shows]): Variant => ({
  id: `${role}-writes-hosts-in-capitals`,
  role,
  freedom: 'WIRE-1',
  says: 'writes the hosts of the identities in its bodies in capitals',
  shows,
  alteration: { request: identities((identity) => identity.replace(/@.*/, (host) => host.toUpperCase())) },
}));

const withUriParameters = NAMING.map(([role, shows]): Variant => ({
  id: `${role}-adds-uri-parameters`,
  role,
  freedom: 'A-40',
  says: 'gives the identities in its bodies parameters that tell no two identities apart',
  shows,
  alteration: { request: identities((identity) => `${identity};gr=urn:uuid:1;lr`) },
}));

/** In header fields, not in bodies. */
const saysHowToGetThere = (['primary-server', 'partner-server'] as const).map((role): Variant => ({
  id: `${role}-says-how-to-get-there`,
  role,
  freedom: 'A-40',
  says: 'puts the transport and lr behind the identities of its Request-URI and of P-Asserted-Identity',
  shows: 'STEP-7-a',
  alteration: {
    request(it) {
      if (it.start.method !== 'MESSAGE') return it;
      const asserting = withValues('P-Asserted-Identity', (value) => value.replace('>', ';transport=tcp;lr>'))(it);
      return { ...asserting, start: { ...asserting.start, uri: `${asserting.start.uri};transport=tcp;lr` } };
    },
  },
}));

/** Whoever subscribed is to come again, and is told nothing more until then. */
function deactivating(): Alteration {
  const ended = new Set<string>();
  const dialogOf = (it: SipRequest): string => headersOf(it, 'Call-ID').join();
  return {
    withholds: (it) => ended.has(dialogOf(it)),
    request(it) {
      if (it.start.method !== 'NOTIFY') return it;
      ended.add(dialogOf(it));
      return withHeaders(it, 'Subscription-State', ['terminated;reason=deactivated']);
    },
  };
}

/** The first of each dialog says nothing, as RFC 5875 lets it where nothing has changed. */
function namingNothingAtFirst(): Alteration {
  const begun = new Set<string>();
  return {
    request(it) {
      const dialog = headersOf(it, 'Call-ID').join();
      if (it.start.method !== 'NOTIFY' || begun.has(dialog)) return it;
      begun.add(dialog);
      return withText(it, (text) => text.replace(/<document [^>]*\/>/g, ''));
    },
  };
}

export const VARIANTS_OF_SIP: readonly Variant[] = [
  ...inCapitals,
  ...withUriParameters,
  ...saysHowToGetThere,
  ...(['primary-gms', 'partner-gms'] as const).map((role): Variant => ({
    id: `${role}-has-subscriptions-asked-for-again`,
    role,
    freedom: 'PRE-4',
    says: 'ends a subscription for which whoever subscribed is to ask again',
    shows: 'PRE-4',
    alteration: deactivating(),
  })),
  {
    id: 'indents-keywords',
    role: 'client-1',
    freedom: 'A-45',
    says: 'puts white space around the words and identities of its regroup body',
    shows: 'STEP-2-a',
    alteration: { request: everywhere((text) => text.replace(/>(create|remove|sip:[^<]*)</g, '>\n    $1\n  <')) },
  },
  {
    id: 'indents-keywords-to-others',
    role: 'primary-server',
    freedom: 'A-45',
    says: 'puts white space around the words and identities of its regroup body',
    shows: 'STEP-5-b',
    alteration: { request: everywhere((text) => text.replace(/>(create|remove|sip:[^<]*)</g, '>\n    $1\n  <')) },
  },
  ...(['client-1', 'primary-server', 'partner-server'] as const).map((role) => ({
    id: `${role}-breaks-lines-of-bodies-with-lf`,
    role,
    freedom: 'WIRE-1',
    says: 'ends the lines within the parts of a multipart body with LF alone',
    shows: 'WIRE-1',
    alteration: { request: (it: SipRequest) => withText(it, (text) => text.replace(/\?><(?=\w)/g, '?>\n<')) },
  })),
  {
    id: 'declares-another-encoding',
    role: 'primary-server',
    freedom: 'A-46',
    says: 'declares an encoding of which it uses only what is the same in UTF-8',
    shows: 'STEP-5-b',
    alteration: { request: everywhere((text) => declared(text, 'ISO-8859-1')) },
  },
  {
    id: 'puts-the-regroup-body-first',
    role: 'client-1',
    freedom: 'WIRE-1',
    says: 'puts the parts of its body in another order',
    shows: 'STEP-2-a',
    alteration: { request: toCreation((it) => withParts(it, (parts) => parts.toReversed())) },
  },
  {
    id: 'writes-short-names',
    role: 'client-1',
    freedom: 'WIRE-1',
    says: 'writes the short names of headers',
    shows: 'STEP-2-a',
    alteration: {
      request: (it) => ({ ...it, headers: it.headers.map((one) => ({ ...one, name: SHORT[one.name] ?? one.name })) }),
    },
  },
  {
    id: 'folds-its-headers',
    role: 'client-1',
    freedom: 'WIRE-1',
    says: 'folds headers over several lines',
    shows: 'STEP-2-a',
    alteration: { request: toCreation(withValues('Accept-Contact', (value) => value.replaceAll(';', '\r\n ;'))) },
  },
  {
    id: 'has-a-telephone-number-too',
    role: 'client-1',
    freedom: 'WIRE-1',
    says: 'is asserted by a telephone number and by a SIP URI, in this order',
    shows: 'STEP-2-a',
    alteration: { request: withValues('P-Asserted-Identity', (value) => `<tel:+15550100>, ${value}`) },
  },
  {
    id: 'sends-more-than-is-asked',
    role: 'primary-server',
    freedom: 'WIRE-1',
    says: 'sends a part and headers that nobody specified beside those that are',
    shows: 'STEP-5-b',
    alteration: {
      request: toCreation((it) =>
        withParts(withHeaderOnTop(it, 'X-Made-By', 'us'), (parts) => [
          ...parts,
          '\r\nContent-Type: text/plain\r\nContent-ID: <more@primary.example>\r\n\r\nmore\r\n',
        ]),
      ),
    },
  },
  {
    id: 'writes-parameters-in-another-order',
    role: 'primary-server',
    freedom: 'WIRE-1',
    says: 'writes the parameters of a header in another order, in one line for all of them, with escapes in lower case',
    shows: 'STEP-5-b',
    alteration: {
      request: toCreation((it) => {
        const turned = headersOf(it, 'Accept-Contact').map((value) => {
          const [star, ...parameters] = value.split(';');
          return [star, ...parameters.toReversed()].join(';').replace(/%3A/g, '%3a');
        });
        return withHeaders(it, 'Accept-Contact', [turned.join(', ')]);
      }),
    },
  },
  {
    id: 'names-its-namespaces',
    role: 'partner-server',
    freedom: 'WIRE-1',
    says: 'writes the regroup body with a prefix for its namespace and an XML declaration',
    shows: 'STEP-7-a',
    alteration: { request: everywhere(prefixed) },
  },
  {
    id: 'calls-its-answers-otherwise',
    role: 'partner-server',
    freedom: 'WIRE-1',
    says: 'gives its final responses reason phrases of its own, in another script',
    shows: 'STEP-11-a',
    alteration: { answer: (answer) => ({ ...answer, reason: 'καλώς' }) },
  },
  {
    id: 'encodes-its-parts',
    role: 'partner-server',
    freedom: 'WIRE-1',
    says: 'sends the parts of its body in base64',
    shows: 'STEP-7-a',
    alteration: { request: toCreation((it) => withParts(it, (parts) => parts.map(inBase64))) },
  },
  {
    id: 'lists-members-of-the-groups-it-hosts',
    role: 'partner-server',
    freedom: 'STEP-10-c',
    says: 'lists at the regroup group the members of the groups that it hosts, and of the others none whom it serves',
    shows: 'STEP-10-a',
    alteration: {
      request: (it) =>
        it.start.method === 'NOTIFY' && /<presence[^>]*entity="sip:joint/.test(it.body.toString('utf8'))
          ? withText(it, (text) => text.replace(/<tuple id="sip:dan\b.*?<\/tuple>/gs, ''))
          : it,
    },
  },
  {
    id: 'ends-affiliations-soon',
    role: 'primary-server',
    freedom: 'WIRE-1',
    says: 'tells in dynamic data of affiliations that end tomorrow, by the clock of another place, and says nothing of their status',
    shows: 'STEP-10-a',
    alteration: {
      request: (it) =>
        it.start.method === 'NOTIFY'
          ? withText(it, (text) =>
              text
                .replace(
                  / expires="[^"]*"/g,
                  ` expires="${new Date(Date.now() + 86_400_000).toISOString().slice(0, 19)}+02:00"`,
                )
                .replaceAll(' status="affiliated"', ''),
            )
          : it,
    },
  },
  ...(['primary-gms', 'partner-gms'] as const).map((role): Variant => ({
    id: `${role}-names-no-document-at-first`,
    role,
    freedom: 'WIRE-1',
    says: 'names no document in the first notification of a subscription, nor anything else of its own scenario',
    shows: 'PRE-4',
    alteration: namingNothingAtFirst(),
  })),
  {
    id: 'takes-no-notification-unasked',
    role: 'client-2',
    freedom: 'WIRE-1',
    says: 'answers 481 to notifications of what it did not subscribe to',
    shows: 'STEP-8-a',
    alteration: {
      refusal: (it) => (it.start.method === 'NOTIFY' && tagOf(toOf(it)) === undefined ? 481 : undefined),
    },
  },
  {
    id: 'gives-a-display-name',
    role: 'primary-server',
    freedom: 'WIRE-1',
    says: 'gives itself a display name, with a comma in it',
    shows: 'STEP-7-a',
    alteration: { request: withValues('P-Asserted-Identity', (value) => `"Server, primary" ${value}`) },
  },
];

const declared = (text: string, encoding: string): string =>
  text.replace(/(?:<\?xml[^>]*\?>\s*)?(<mcpttregroup )/, `<?xml version="1.0" encoding="${encoding}"?>$1`);

function prefixed(text: string): string {
  const at = text.indexOf('<mcpttregroup ');
  if (at < 0) return text;
  const end = text.indexOf('</mcpttregroup>') + '</mcpttregroup>'.length;
  const body = text
    .slice(at, end)
    .replace(/<(\/?)(\w)/g, '<$1r:$2')
    .replace(' xmlns=', ' xmlns:r=');
  return `${text.slice(0, at).replace(/<\?xml[^>]*\?>\s*$/, '')}<?xml version="1.0" encoding="UTF-8"?>${body}${text.slice(end)}`;
}

function inBase64(part: string): string {
  const [head = '', ...rest] = part.split('\r\n\r\n');
  const body = Buffer.from(rest.join('\r\n\r\n').replace(/\r\n$/, '')).toString('base64');
  return `${head}\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`;
}
