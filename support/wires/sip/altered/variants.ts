// Variants that exist on SIP alone: each takes a freedom that SIP, MIME or XML gives. No check may accuse it.

import type { Role } from '../../../procedure/roles';
import { headersOf, withHeaderOnTop, withHeaders } from '../stack/message/message';
import { tagOf, toOf } from '../stack/message/typed';
import { toCreation, withParts, withText, withValues, type Alteration } from './alteration';

export interface Variant {
  readonly id: string;
  readonly role: Role;
  /** The statement that is met all the same. */
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

export const VARIANTS_OF_SIP: readonly Variant[] = [
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
    id: 'names-users-for-the-partner',
    role: 'primary-server',
    freedom: 'WIRE-1',
    says: 'tells a partner, beside the groups, a user whom the partner serves, as between a controlling and a participating function',
    shows: 'STEP-5-b',
    alteration: {
      request: everywhere((text) =>
        // To members nothing of who asked travels on.
        /client-id/.test(text)
          ? text.replace(
              '<regroup-action>',
              '<users-for-regroup><user>sip:ben@partner.example</user></users-for-regroup><regroup-action>',
            )
          : text,
      ),
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
