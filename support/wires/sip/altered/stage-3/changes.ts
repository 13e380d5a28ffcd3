// What is changed in a request of stage 3: header fields, elements of its bodies, and on which leg (TS 24.379 16.2).

import { headersOf, withHeaders, withoutHeader, type SipRequest } from '../../stack/message/message';
import { withParts, withText } from '../alteration';

export type Change = (request: SipRequest) => SipRequest;
export type Action = 'create' | 'remove';

export const on =
  (action: Action, change: Change, is: (request: SipRequest) => boolean = () => true): Change =>
  (request) =>
    request.start.method === 'MESSAGE' && request.body.includes(`>${action}</`) && is(request)
      ? change(request)
      : request;

/** A server is known by a name that no user has. */
const toServer = ({ start }: SipRequest): boolean => /server/.test(start.uri);
export const toUser = (request: SipRequest): boolean => !toServer(request);

export const withoutContact =
  (tag: string): Change =>
  (request) =>
    withHeaders(
      request,
      'Accept-Contact',
      headersOf(request, 'Accept-Contact').filter((value) => !value.includes(tag)),
    );
export const unbinding =
  (tag: string): Change =>
  (request) =>
    withHeaders(
      request,
      'Accept-Contact',
      headersOf(request, 'Accept-Contact').map((value) =>
        value.includes(tag) ? value.replace(';explicit', '') : value,
      ),
    );
const CONTACTS = ['Accept-Contact', 'Reject-Contact'] as const;
const withContactsOf =
  (other: SipRequest): Change =>
  (request) =>
    CONTACTS.reduce((it, name) => withHeaders(it, name, headersOf(other, name)), request);
/** In each request that copies any: those of the first creation, or in a removal those of the latest. */
export function withContactsOfCreation(action: Action, is: (request: SipRequest) => boolean): Change {
  let creation: SipRequest | undefined;
  const kept = on(
    'create',
    (it) => {
      creation = action === 'create' ? (creation ?? it) : it;
      return it;
    },
    is,
  );
  const change = on(
    action,
    (it) => (creation && headersOf(it, 'Reject-Contact').length > 0 ? withContactsOf(creation)(it) : it),
    is,
  );
  return (request) => change(kept(request));
}
export const FEATURE = '+g.3gpp.mcptt';
export const ICSI = 'g.3gpp.icsi-ref';
export const without =
  (name: string): Change =>
  (request) =>
    withoutHeader(request, name);
export const text =
  (pattern: RegExp, by: string): Change =>
  (request) =>
    withText(request, (body) => body.replace(pattern, by));

const withoutPart =
  (kind: string): Change =>
  (request) =>
    withParts(request, (parts) => parts.filter((part) => !part.includes(kind)));
export const withoutInfo = withoutPart('-info+xml');
export const withoutClient = text(/<mcptt-client-id[^]*<\/mcptt-client-id>/, '');
export const withoutExtensions = text(/<anyExt>[^]*?<\/anyExt>/, '');
export const withAnotherClient = text(/urn:uuid:[\da-f]{8}/, 'urn:uuid:00000000');
export const withAnotherPreconfigured = text(/(<preconfigured-group>sip:)/, '$1not-');
export const withoutFirstGroup = text(/<group>[^<]*<\/group>/, '');
export const withAGroupTwice = text(/(<group>[^<]*<\/group>)/, '$1$1');
export const withMoreGroups = text(/(<groups-for-regroup>)/, '$1<group>sip:one-more@primary.example</group>');
export const leaking = text(
  /(<regroup-action>)/,
  '<users-for-regroup><user>sip:somebody@partner.example</user></users-for-regroup>$1',
);
export const listing = text(
  /(<regroup-action>)/,
  '<groups-for-regroup><group>sip:fire-1@primary.example</group></groups-for-regroup>$1',
);
export const ofAnotherRegroup = text(/<mcptt-regroup-uri>(sip:)/, '<mcptt-regroup-uri>$1not-');
/** The identity of the regroup is what the first element of such a name holds. */
export const withTextOf =
  (name: string): Change =>
  (request) =>
    withText(request, (body) => {
      const [, id = ''] = new RegExp(`<${name}>([^<]*)<`).exec(body) ?? [];
      return body.replace(/(<mcptt-regroup-uri>)sip:[^<]*/, `$1${id}`);
    });
export const namingAnother = text(/<user>[^<]*<\/user>/, '<user>sip:somebody@partner.example</user>');
export const namingTheLast = text(/(<users-for-regroup>).*(<user>[^<]*<\/user><\/users-for-regroup>)/s, '$1$2');
export const namingAllButTheLast = text(/<user>[^<]*<\/user>(<\/users-for-regroup>)/, '$1');
export const namingTwice = text(/<user>[^<]*<\/user>/, '$&$&');
/** Of MCVideo, beside a regroup body of MCPTT. */
export const ofAnotherService = text(/mcpttinfo(?=[\s>])/g, 'mcvideoinfo');
export const namingNobody = text(/<users-for-regroup>.*<\/users-for-regroup>/s, '');
export const assertsNobody = without('P-Asserted-Identity');
export const assertsSomebody: Change = (request) =>
  withHeaders(request, 'P-Asserted-Identity', ['<sip:somebody@elsewhere.example>']);
export const assertsServerOf =
  (system: string): Change =>
  (request) =>
    withHeaders(request, 'P-Asserted-Identity', [`<sip:mcx-server@${system}.example>`]);
export const withoutTag: Change = (request) =>
  withHeaders(
    request,
    'From',
    headersOf(request, 'From').map((value) => value.replace(/;tag=[^;]*/, '')),
  );
export const toAnother: Change = (request) => ({
  ...request,
  start: { ...request.start, uri: request.start.uri.replace(/sip:[^@]*@/, 'sip:nobody-there@') },
});

export const namesUsers = ({ body }: SipRequest): boolean => body.includes('<users-for-regroup>');
export const isOn = {
  C: (it: SipRequest): boolean => toServer(it) && !namesUsers(it),
  D: (it: SipRequest): boolean => toServer(it) && namesUsers(it),
  E: toUser,
} as const;
