// Other spellings of right messages of stage 3 (TS 24.379 16.2), and freedoms of its answers.

import type { Role } from '../../../../procedure/roles';
import { header } from '../../flows/headers';
import { headersOf, withHeaders } from '../../stack/message/message';
import { withParts, withText, type Alteration } from '../alteration';
import type { Variant } from '../variants';
import { assertsServerOf, on, toUser, type Change } from './changes';
import { answering, warned } from './changed-answers';

const variant = (
  role: Role,
  id: string,
  shows: string,
  freedom: string,
  says: string,
  alteration: Alteration,
): Variant => ({ id, role, shows, freedom, says, alteration });

const folded: Change = (request) => {
  const all = headersOf(request, 'Accept-Contact').join(',\r\n ');
  return all === '' ? request : withHeaders(request, 'Accept-Contact', [all.replace('\r\n', '')]);
};
const shuffled: Change = (request) =>
  withHeaders(
    request,
    'Accept-Contact',
    headersOf(request, 'Accept-Contact')
      .toReversed()
      .map((value) => value.replace(';require;explicit', ';EXPLICIT;Require').replace(/([;=])/g, ' $1 ')),
  );
const withoutPreconfiguredGroup =
  (left: '' | '<preconfig-group-id/>'): Change =>
  (request) =>
    withText(request, (text) => text.replace(/<preconfig-group-id>.*<\/preconfig-group-id>/s, left));
/** The elements of each body with a prefix. */
const prefixed: Change = (request) =>
  withText(request, (body) =>
    body
      .replace(
        /<(\/?)(mcptt[\w-]*|preconfig[\w-]*|groups-for-regroup|users-for-regroup|group|user|regroup-action)\b/g,
        '<$1x:$2',
      )
      .replaceAll(' xmlns=', ' xmlns:x='),
  );
const reversedGroups: Change = (request) =>
  withText(request, (body) =>
    body.replace(/(?:<group>[^<]*<\/group>)+/, (groups) =>
      (groups.match(/<group>[^<]*<\/group>/g) ?? []).toReversed().join(''),
    ),
  );
const inTransferEncoding: Change = (request) =>
  withParts(request, (parts) =>
    parts.map((part) => {
      const [, fields = '', content = ''] = /^(\r\n[^]*?)\r\n\r\n([^]*)$/.exec(part) ?? [];
      if (fields === '') return part;
      const encoded = Buffer.from(content.replace(/\r\n$/, '')).toString('base64');
      return `${fields}\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}\r\n`;
    }),
  );

/** A member of its own groups whom a server names to another counts as affiliated from then on (TS 24.379 16.2.2.4, 9.3.1.2). */
function tellsOfWhomItNames(): Alteration {
  const named = new Map<string, readonly string[]>();
  return {
    request(request) {
      const body = request.body.toString('utf8');
      const [, regroup] = /<mcptt-regroup-uri>([^<]+)</.exec(body) ?? [];
      const users = [...body.matchAll(/<user>([^<]*)</g)].map(([, user = '']) => user);
      if (regroup !== undefined && users.length > 0) named.set(regroup, users);
      const [, group = ''] = /<presence [^>]*entity="([^"]*)"/.exec(body) ?? [];
      return withText(request, (told) =>
        told.replace(/<tuple id="([^"]*)">[^]*?<\/tuple>/, (tuple, user: string) =>
          [user, ...(named.get(group) ?? [])].map((one) => tuple.replace(`"${user}"`, `"${one}"`)).join(''),
        ),
      );
    },
  };
}

const both = (change: Change): Alteration => ({ request: (it) => on('remove', change)(on('create', change)(it)) });

const SPELLINGS: readonly (readonly [id: string, says: string, change: Change])[] = [
  ['joins-its-preferences', 'writes all its contact preferences in one field', folded],
  [
    'turns-its-preferences',
    'writes its contact preferences in another order, in capitals and with white space',
    shuffled,
  ],
  ['prefixes-its-elements', 'writes the elements of its bodies with a prefix', prefixed],
  ['turns-its-groups', 'lists the groups in another order', reversedGroups],
  ['encodes-its-parts', 'encodes the parts of its body for the transfer', inTransferEncoding],
];

export const VARIANTS_OF_STAGE_3: readonly Variant[] = [
  ...SPELLINGS.flatMap(([id, says, change]) => [
    variant('partner-server', `partner-${id}`, 'GR-16.2.2.4-3e.1', 'M-12', says, both(change)),
    variant('primary-server', `primary-${id}`, 'GR-16.2.3.1-4f', 'M-12', says, both(change)),
    variant('client-1', `client-1-${id}`, 'GR-16.2.1.1-7d', 'M-12', says, both(change)),
  ]),
  variant(
    'partner-server',
    'asserts-who-removed-towards-clients',
    'GR-16.2.2.5-3g',
    'M-13',
    'asserts towards its clients the server that a removal came from',
    { request: on('remove', assertsServerOf('primary'), toUser) },
  ),
  variant(
    'partner-server',
    'tells-of-whom-it-names',
    'STEP-6-c',
    'M-14',
    'reports members of its own groups as affiliated whom it has named to the server that serves them',
    tellsOfWhomItNames(),
  ),
  variant(
    'partner-server',
    'warns-in-its-own-words',
    'GR-16.2.4.1-2a.1',
    'M-09',
    'words its Warning otherwise, without a host',
    {
      answer: answering(
        403,
        (it) => ({ ...it, headers: [header('Warning', '399 - "148 one group is taken"')] }),
        warned(148),
      ),
    },
  ),
  variant(
    'primary-server',
    'tells-the-client-why',
    'GR-16.2.3.1-7a',
    'M-10',
    'hands the refusal of a partner on to the client',
    {
      answer: answering(480, (it) => ({
        ...it,
        status: 403,
        headers: [header('Warning', '399 a.example "148 group is regrouped"')],
      })),
    },
  ),
  variant(
    'primary-server',
    'warns-of-more-where-a-removal-was-refused',
    'GR-16.2.2.3-fail-2',
    'M-09',
    'puts a Warning of its own before that of the controlling function which refused a removal, and words that one otherwise',
    {
      answer: answering(
        403,
        (it) => ({
          ...it,
          headers: [
            header('Warning', '399 server.example "999 the removal has failed"'),
            header('Warning', '399 - "169 there is an emergency"'),
          ],
        }),
        warned(169),
      ),
    },
  ),
  variant(
    'client-1',
    'removes-by-the-regroup-group-alone',
    'GR-16.2.3.2-5a.5',
    'M-03',
    'has no element for the preconfigured group in a removal',
    { request: on('remove', withoutPreconfiguredGroup('')) },
  ),
  variant(
    'client-1',
    'names-no-preconfigured-group-in-removals',
    'GR-16.2.3.2-5a.5',
    'M-03',
    'names no preconfigured group in a removal',
    { request: on('remove', withoutPreconfiguredGroup('<preconfig-group-id/>')) },
  ),
];
