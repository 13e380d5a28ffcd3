// Mutants and variants of what stage 3 says of each leg (TS 24.379 16.2): header fields, bodies and final responses that are lost,
// changed or too many; and other spellings of right ones. Each exists on SIP alone.

import { canonicalId } from '../../../procedure/identities';
import type { Role } from '../../../procedure/roles';
import type { Answer } from '../flows/encode/draft';
import { header } from '../flows/headers';
import { headersOf, withBody, withHeaders, withoutHeader, type SipRequest } from '../stack/message/message';
import { withParts, withText, type Alteration } from './alteration';
import type { Mutant } from './mutants';
import type { Variant } from './variants';

type Change = (request: SipRequest) => SipRequest;
type Action = 'create' | 'remove';

const on =
  (action: Action, change: Change, is: (request: SipRequest) => boolean = () => true): Change =>
  (request) =>
    request.start.method === 'MESSAGE' && request.body.includes(`>${action}</`) && is(request)
      ? change(request)
      : request;

/** A server is known by a name that no user has. */
const toServer = ({ start }: SipRequest): boolean => /server/.test(start.uri);
const toUser = (request: SipRequest): boolean => !toServer(request);

const withoutContact =
  (tag: string): Change =>
  (request) =>
    withHeaders(
      request,
      'Accept-Contact',
      headersOf(request, 'Accept-Contact').filter((value) => !value.includes(tag)),
    );
const unbinding =
  (tag: string): Change =>
  (request) =>
    withHeaders(
      request,
      'Accept-Contact',
      headersOf(request, 'Accept-Contact').map((value) =>
        value.includes(tag) ? value.replace(';explicit', '') : value,
      ),
    );
const FEATURE = '+g.3gpp.mcptt';
const ICSI = 'g.3gpp.icsi-ref';
const without =
  (name: string): Change =>
  (request) =>
    withoutHeader(request, name);
const text =
  (pattern: RegExp, by: string): Change =>
  (request) =>
    withText(request, (body) => body.replace(pattern, by));

const withoutPart =
  (kind: string): Change =>
  (request) =>
    withParts(request, (parts) => parts.filter((part) => !part.includes(kind)));
const withoutInfo = withoutPart('-info+xml');
const withoutClient = text(/<mcptt-client-id[^]*<\/mcptt-client-id>/, '');
const withoutExtensions = text(/<anyExt>[^]*?<\/anyExt>/, '');
const withAnotherClient = text(/urn:uuid:[\da-f]{8}/, 'urn:uuid:00000000');
const withAnotherPreconfigured = text(/(<preconfigured-group>sip:)/, '$1not-');
const withoutFirstGroup = text(/<group>[^<]*<\/group>/, '');
const withMoreGroups = text(/(<groups-for-regroup>)/, '$1<group>sip:one-more@primary.example</group>');
const leaking = text(
  /(<regroup-action>)/,
  '<users-for-regroup><user>sip:somebody@partner.example</user></users-for-regroup>$1',
);
const listing = text(
  /(<regroup-action>)/,
  '<groups-for-regroup><group>sip:fire-1@primary.example</group></groups-for-regroup>$1',
);
const ofAnotherRegroup = text(/<mcptt-regroup-uri>(sip:)/, '<mcptt-regroup-uri>$1not-');
/** The identity of the regroup is what the first element of such a name holds. */
const withTextOf =
  (name: string): Change =>
  (request) =>
    withText(request, (body) => {
      const [, id = ''] = new RegExp(`<${name}>([^<]*)<`).exec(body) ?? [];
      return body.replace(/(<mcptt-regroup-uri>)sip:[^<]*/, `$1${id}`);
    });
const namingAnother = text(/<user>[^<]*<\/user>/, '<user>sip:somebody@partner.example</user>');
const namingTheLast = text(/(<users-for-regroup>).*(<user>[^<]*<\/user><\/users-for-regroup>)/s, '$1$2');
const namingAllButTheLast = text(/<user>[^<]*<\/user>(<\/users-for-regroup>)/, '$1');
const namingTwice = text(/<user>[^<]*<\/user>/, '$&$&');
/** Of MCVideo, beside a regroup body of MCPTT. */
const ofAnotherService = text(/mcpttinfo(?=[\s>])/g, 'mcvideoinfo');
const namingNobody = text(/<users-for-regroup>.*<\/users-for-regroup>/s, '');
const assertsNobody = without('P-Asserted-Identity');
const assertsSomebody: Change = (request) =>
  withHeaders(request, 'P-Asserted-Identity', ['<sip:somebody@elsewhere.example>']);
const assertsServerOf =
  (system: string): Change =>
  (request) =>
    withHeaders(request, 'P-Asserted-Identity', [`<sip:mcx-server@${system}.example>`]);
const withoutTag: Change = (request) =>
  withHeaders(
    request,
    'From',
    headersOf(request, 'From').map((value) => value.replace(/;tag=[^;]*/, '')),
  );
const toAnother: Change = (request) => ({
  ...request,
  start: { ...request.start, uri: request.start.uri.replace(/sip:[^@]*@/, 'sip:nobody-there@') },
});

const mutant =
  (role: Role, what: string, leg: string) =>
  (id: string, requirement: string, says: string, alteration: Alteration): Mutant => ({
    id: `${role === 'client-1' ? '' : `${role.replace('-server', '')}-`}${id}`,
    role,
    requirement: `GR-${requirement}`,
    says: `${says} in ${what} on leg ${leg}`,
    alteration,
  });

const ofClient = (
  action: Action,
  section: string,
  items: Readonly<Record<'tag' | 'icsi' | 'service' | 'info' | 'client', string>> & { readonly uri?: string },
) => {
  const verb = action === 'create' ? 'creates' : 'removes';
  const one = mutant('client-1', `a ${action === 'create' ? 'creation' : 'removal'}`, 'A');
  const request = (change: Change): Alteration => ({ request: on(action, change) });
  return [
    one(
      `${verb}-without-feature-tag`,
      `${section}-${items.tag}`,
      'leaves the feature tag out',
      request(withoutContact(FEATURE)),
    ),
    one(
      `${verb}-with-optional-feature-tag`,
      `${section}-${items.tag}`,
      'does not ask for the feature tag explicitly',
      request(unbinding(FEATURE)),
    ),
    one(
      `${verb}-without-icsi`,
      `${section}-${items.icsi}`,
      'leaves the ICSI out of Accept-Contact',
      request(withoutContact(ICSI)),
    ),
    one(
      `${verb}-with-optional-icsi`,
      `${section}-${items.icsi}`,
      'does not ask for the ICSI explicitly',
      request(unbinding(ICSI)),
    ),
    one(
      `${verb}-without-service`,
      `${section}-${items.service}`,
      'names no service',
      request(without('P-Asserted-Service')),
    ),
    one(`${verb}-without-information`, `${section}-${items.info}`, 'has no information body', request(withoutInfo)),
    one(`${verb}-without-client`, `${section}-${items.client}`, 'names no client', request(withoutClient)),
    ...(items.uri === undefined
      ? []
      : [one(`${verb}-at-nobody`, `${section}-${items.uri}`, 'addresses nobody who is there', request(toAnother))]),
  ];
};

interface CopyItems {
  readonly message: string;
  readonly uri?: string;
  readonly contacts: string;
  readonly info: string;
  /** Of the regroup body what a creation has; of a removal the preconfigured group alone. */
  readonly regroup: string;
  readonly asserts?: string;
}

const namesUsers = ({ body }: SipRequest): boolean => body.includes('<users-for-regroup>');
const isOn = {
  C: (it: SipRequest): boolean => toServer(it) && !namesUsers(it),
  D: (it: SipRequest): boolean => toServer(it) && namesUsers(it),
  E: toUser,
} as const;

/** What a function can get wrong of what it copies. */
function ofCopies(
  role: Role,
  action: Action,
  leg: 'C' | 'D' | 'E',
  section: string,
  items: CopyItems,
): readonly Mutant[] {
  const name = `${{ C: 'hands-on', D: 'names-to-server', E: 'tells' }[leg]}-${action === 'create' ? 'creation' : 'removal'}`;
  const one = mutant(role, action === 'create' ? 'a creation' : 'a removal', leg);
  const request = (change: Change): Alteration => ({ request: on(action, change, isOn[leg]) });
  const { message, uri, contacts, info, regroup, asserts } = items;
  return [
    one(
      `${name}-without-max-forwards`,
      `${section}-${message}`,
      'has no Max-Forwards',
      request(without('Max-Forwards')),
    ),
    one(`${name}-without-from-tag`, `${section}-${message}`, 'has no tag in From', request(withoutTag)),
    ...(uri === undefined
      ? []
      : [one(`${name}-at-nobody`, `${section}-${uri}`, 'addresses nobody who is there', request(toAnother))]),
    one(
      `${name}-without-contacts`,
      `${section}-${contacts}`,
      'copies no Accept-Contact',
      request(without('Accept-Contact')),
    ),
    one(
      `${name}-without-icsi`,
      `${section}-${contacts}`,
      'copies one Accept-Contact alone',
      request(withoutContact(ICSI)),
    ),
    one(`${name}-without-information`, `${section}-${info}`, 'copies no information body', request(withoutInfo)),
    one(`${name}-with-another-client`, `${section}-${info}`, 'changes the client', request(withAnotherClient)),
    one(`${name}-without-client`, `${section}-${info}`, 'copies no client', request(withoutClient)),
    one(`${name}-with-client-alone`, `${section}-${info}`, 'copies the client alone', request(withoutExtensions)),
    one(
      `${name}-with-another-preconfigured`,
      `${section}-${regroup}`,
      'changes the preconfigured group',
      request(withAnotherPreconfigured),
    ),
    ...(action === 'create'
      ? [
          one(
            `${name}-without-rejections`,
            `${section}-${contacts}`,
            'copies no Reject-Contact',
            request(without('Reject-Contact')),
          ),
          one(`${name}-with-one-group-less`, `${section}-${regroup}`, 'leaves out a group', request(withoutFirstGroup)),
          one(`${name}-with-one-group-more`, `${section}-${regroup}`, 'adds a group', request(withMoreGroups)),
        ]
      : []),
    ...(asserts === undefined
      ? []
      : [one(`${name}-asserting-nobody`, `${section}-${asserts}`, 'asserts no identity', request(assertsNobody))]),
  ];
}

const toClients = (role: Role): readonly Mutant[] => {
  const creation = mutant(role, 'a creation', 'E');
  const removal = mutant(role, 'a removal', 'E');
  return [
    ...ofCopies(role, 'create', 'E', '16.2.2.4', {
      message: '3a',
      contacts: '3b',
      info: '3d',
      regroup: '3e.1',
      asserts: '3f',
    }),
    ...ofCopies(role, 'remove', 'E', '16.2.2.5', {
      message: '3a',
      uri: '3c',
      contacts: '3b',
      info: '3d',
      regroup: '3e.1',
      asserts: '3f',
    }),
    removal('tells-clients-of-another-removal', '16.2.2.5-3g', 'names another regroup', {
      request: on('remove', ofAnotherRegroup, toUser),
    }),
    creation('tells-clients-asserting-somebody', '16.2.2.4-3f', 'asserts an identity that nobody has', {
      request: on('create', assertsSomebody, toUser),
    }),
    removal('tells-clients-of-removals-asserting-somebody', '16.2.2.5-3f', 'asserts an identity that nobody has', {
      request: on('remove', assertsSomebody, toUser),
    }),
    removal('tells-clients-of-removals-asserting-another', '16.2.2.5-3f', 'asserts a server that it did not come by', {
      request: on('remove', assertsServerOf('third'), toUser),
    }),
    creation('tells-clients-of-other-users', '16.2.2.4-3e.2', 'names another user', {
      request: on('create', leaking, toUser),
    }),
    removal('tells-clients-whom-it-removes', '16.2.2.5-3e.2', 'names another user', {
      request: on('remove', leaking, toUser),
    }),
    removal('tells-clients-what-it-removes', '16.2.2.5-3e.2', 'lists groups', {
      request: on('remove', listing, toUser),
    }),
  ];
};

const answering =
  (from: number, change: (answer: Answer) => Answer, is: (answer: Answer) => boolean = () => true) =>
  (answer: Answer): Answer =>
    answer.status === from && is(answer) ? change(answer) : answer;

const as =
  (status: number) =>
  (answer: Answer): Answer => ({ ...answer, status, headers: [] });
const warned =
  (code: number) =>
  ({ headers }: Answer): boolean =>
    headers.some(({ value }) => value.includes(`"${code}`));
const warning =
  (code: number) =>
  (answer: Answer): Answer => ({
    ...answer,
    headers: [header('Warning', `399 server.example "${code} something else"`)],
  });
const answersTo =
  (flow: string) =>
  ({ answers }: Answer): boolean =>
    answers.flows.some((one) => one === flow);

/** The only user of the features whom nobody provisions. */
const isOfStranger = ({ answers }: Answer): boolean => answers.from.startsWith('sip:finn.');

const CREATES = 'preconfigured-regroup-request.client-server';
const REMOVES = 'preconfigured-regroup-cancel-request.client-server';
const HANDS_ON = 'preconfigured-regroup-request.server-server';
const HANDS_ON_REMOVAL = 'preconfigured-regroup-cancel-request.server-server';

const answer = (role: Role, id: string, requirement: string, says: string, change: Alteration['answer']): Mutant => ({
  id,
  role,
  requirement: `GR-${requirement}`,
  says,
  alteration: { ...(change && { answer: change }) },
});

const refusesAsClient = (action: Action, status: number): Alteration => ({
  refusal: ({ start, body }) => (start.method === 'MESSAGE' && body.includes(`>${action}</`) ? status : undefined),
});

const refusesNaming = (action: Action): Alteration => ({
  refusal: (request) =>
    request.start.method === 'MESSAGE' && request.body.includes(`>${action}</`) && namesUsers(request)
      ? 480
      : undefined,
});

const REGROUP_ID = /<mcptt-regroup-uri>([^<]+)</;

/** All that names users of a regroup, but for the first: what comes later is for newcomers. */
function afterTheFirst(change: Change): Alteration {
  const known = new Set<string>();
  return {
    request: on(
      'create',
      (request) => {
        const [, of = ''] = REGROUP_ID.exec(request.body.toString('utf8')) ?? [];
        if (known.has(of)) return change(request);
        known.add(of);
        return request;
      },
      isOn.D,
    ),
  };
}

/** Changes what is answered for a regroup that another server asked to join. */
function ofPartners(change: (answer: Answer) => Answer): Alteration {
  const known = new Set<string>();
  return {
    refusal(request) {
      const [, of] = REGROUP_ID.exec(request.body.toString('utf8')) ?? [];
      if (of !== undefined && /server/.test(headersOf(request, 'P-Asserted-Identity').join()))
        known.add(canonicalId(of));
      return undefined;
    },
    answer: (it) => (known.has(it.answers.subject ?? '') ? change(it) : it),
  };
}

function forNewcomers(role: Role): readonly Mutant[] {
  const one = mutant(role, 'a creation for who came later', 'D');
  return [
    one(
      'names-newcomers-without-contacts',
      '16.2.4.3-3',
      'copies no Accept-Contact',
      afterTheFirst(without('Accept-Contact')),
    ),
    one(
      'names-newcomers-without-max-forwards',
      '16.2.4.3-2',
      'has no Max-Forwards',
      afterTheFirst(without('Max-Forwards')),
    ),
    one('names-newcomers-at-nobody', '16.2.4.3-4', 'addresses nobody who is there', afterTheFirst(toAnother)),
    one('names-newcomers-without-information', '16.2.4.3-5', 'copies no information body', afterTheFirst(withoutInfo)),
    one('names-newcomers-with-one-group-less', '16.2.4.3-6', 'leaves out a group', afterTheFirst(withoutFirstGroup)),
    one('names-newcomers-alone', '16.2.4.3-7', 'names nobody but the newcomer', afterTheFirst(namingTheLast)),
    one('names-newcomers-asserting-nobody', '16.2.4.3-8', 'asserts no identity', afterTheFirst(assertsNobody)),
    one('names-no-newcomers', '16.2.4.3-9', 'leaves the newcomer out', afterTheFirst(namingAllButTheLast)),
  ];
}

const asNonControlling = (role: Role, name: string): readonly Mutant[] => [
  ...ofCopies(role, 'create', 'D', '16.2.4.1', {
    message: '7a',
    uri: '7c',
    contacts: '7b',
    info: '7d',
    regroup: '7e',
    asserts: '7g',
  }),
  ...ofCopies(role, 'remove', 'D', '16.2.4.2', {
    message: '4a',
    uri: '4c',
    contacts: '4b',
    info: '4d',
    regroup: '4e',
    asserts: '4f',
  }),
  ...forNewcomers(role),
  {
    id: `${name}-names-a-user-twice`,
    role,
    requirement: 'GR-16.2.4.1-6',
    says: 'names a user twice to the server that serves him',
    alteration: { request: on('create', namingTwice, isOn.D) },
  },
  {
    id: `${name}-names-another-in-removals`,
    role,
    requirement: 'GR-16.2.4.2-4e.1',
    says: 'names somebody else in a removal on leg D',
    alteration: { request: on('remove', namingAnother, isOn.D) },
  },
  {
    id: `${name}-names-nobody-in-removals`,
    role,
    requirement: 'GR-16.2.4.2-4g',
    says: 'does not tell the server that serves members of its own groups of the removal',
    alteration: { request: on('remove', namingNobody, isOn.D) },
  },
  {
    id: `${name}-refuses-to-ask-users`,
    role,
    requirement: 'GR-16.2.2.4-2',
    says: 'refuses a creation that names it users',
    alteration: refusesNaming('create'),
  },
  {
    id: `${name}-refuses-to-tell-users`,
    role,
    requirement: 'GR-16.2.2.5-2.2',
    says: 'refuses a removal that names it users',
    alteration: refusesNaming('remove'),
  },
  {
    id: `${name}-names-nobody-to-servers`,
    role,
    requirement: 'GR-16.2.4.1-7h',
    says: 'does not name the members of its own groups to the server that serves them',
    alteration: { request: on('create', namingNobody, isOn.D) },
  },
  answer(
    role,
    `${name}-refuses-regrouped-with-480`,
    '16.2.4.1-2a.1',
    'refuses a regrouped group by 480',
    answering(403, as(480), warned(148)),
  ),
  answer(
    role,
    `${name}-refuses-regrouped-with-165`,
    '16.2.4.1-2a.1',
    'refuses a regrouped group with the code for an identity in use',
    answering(403, warning(165), warned(148)),
  ),
  answer(
    role,
    `${name}-takes-creation-with-202`,
    '16.2.4.1-4',
    'answers a creation with 202',
    answering(200, as(202), answersTo(HANDS_ON)),
  ),
  answer(
    role,
    `${name}-answers-removal-by-403`,
    '16.2.4.2-2',
    'answers a removal by 403',
    answering(200, as(403), answersTo(HANDS_ON_REMOVAL)),
  ),
];

const request = (change: Change): Alteration => ({ request: on('create', change) });
const creates = mutant('client-1', 'a creation', 'A');
const removes = mutant('client-1', 'a removal', 'A');
const removesAtPartner = mutant('primary-server', 'a removal', 'C');
/** What a client asked for has its information body. */
const isAskedFor = ({ body }: SipRequest): boolean => body.includes('-info+xml');
const ofItsOwn = (it: SipRequest): boolean => isOn.C(it) && !isAskedFor(it);

export const MUTANTS_OF_STAGE_3: readonly Mutant[] = [
  ...ofClient('create', '16.2.1.1', { tag: '1', icsi: '2', service: '5', info: '6', client: '6a' }),
  creates(
    'creates-without-regroup-identity',
    '16.2.1.1-7b',
    'proposes no identity',
    request(text(/<mcptt-regroup-uri>.*<\/mcptt-regroup-uri>/s, '')),
  ),
  creates(
    'proposes-the-preconfigured-group',
    '16.2.1.1-7b',
    'proposes the preconfigured group for the regroup',
    request(withTextOf('preconfigured-group')),
  ),
  creates('proposes-a-listed-group', '16.2.1.1-7b', 'proposes a listed group', request(withTextOf('group'))),
  creates('proposes-another-identity', '16.2.1.1-7b', 'proposes another identity than its user named', {
    request: (one) => on('remove', ofAnotherRegroup)(on('create', ofAnotherRegroup)(one)),
  }),
  creates(
    'creates-without-preconfigured-group',
    '16.2.1.1-7c',
    'names no preconfigured group',
    request(text(/<preconfig-group-id>.*<\/preconfig-group-id>/s, '<preconfig-group-id/>')),
  ),
  creates(
    'creates-without-groups',
    '16.2.1.1-7d',
    'lists no group',
    request(text(/<groups-for-regroup>.*<\/groups-for-regroup>/s, '')),
  ),
  ...ofClient('remove', '16.2.1.2', { tag: '3', icsi: '4', uri: '5', service: '7', info: '8', client: '8a' }),
  removes('removes-without-max-forwards', '16.2.1.2-2', 'has no Max-Forwards', {
    request: on('remove', without('Max-Forwards')),
  }),
  removes('removes-another-regroup', '16.2.1.2-10', 'names another regroup', {
    request: on('remove', ofAnotherRegroup),
  }),
  ...(['client-1', 'primary-server', 'partner-server'] as const).map((role): Mutant => ({
    id: `${role}-mixes-services`,
    role,
    requirement: 'TWIN-2',
    says: 'names another service in the information body than in the regroup body',
    alteration: { request: on('create', ofAnotherService) },
  })),
  ...toClients('partner-server'),
  ...toClients('primary-server'),
  ...ofCopies('primary-server', 'create', 'C', '16.2.3.1', {
    message: '4b',
    contacts: '4c',
    info: '4e',
    regroup: '4f',
    asserts: '4g',
  }),
  ...ofCopies('primary-server', 'remove', 'C', '16.2.3.2', {
    message: '5a.2',
    contacts: '5a.3',
    info: '5a.5',
    regroup: '5a.6',
    asserts: '5a.7',
  }),
  removesAtPartner('hands-on-removal-at-nobody', '16.2.3.2-5a.4', 'addresses nobody who is there', {
    request: on('remove', toAnother, (it) => isOn.C(it) && isAskedFor(it)),
  }),
  removesAtPartner('rolls-back-at-nobody', '16.2.3.1-7b.2', 'addresses nobody who is there when it rolls back', {
    request: on('remove', toAnother, ofItsOwn),
  }),
  removesAtPartner('ends-at-nobody', '16.2.3.3-1a.3', 'addresses nobody who is there when it ends a regroup itself', {
    request: on('remove', toAnother, ofItsOwn),
  }),
  removesAtPartner('ends-without-max-forwards', '16.2.3.3-1a.2', 'has no Max-Forwards when it ends a regroup itself', {
    request: on('remove', without('Max-Forwards'), ofItsOwn),
  }),
  removesAtPartner('ends-another', '16.2.3.3-1a.5', 'names another regroup when it ends one itself', {
    request: on('remove', ofAnotherRegroup, ofItsOwn),
  }),
  removesAtPartner('hands-on-another-removal', '16.2.3.2-5a.8', 'names another regroup', {
    request: on('remove', ofAnotherRegroup, isOn.C),
  }),
  {
    id: 'client-2-answers-creation-with-486',
    role: 'client-2',
    requirement: 'GR-16.2.1.3-2',
    says: 'answers a creation with 486',
    alteration: refusesAsClient('create', 486),
  },
  {
    id: 'client-2-answers-creation-with-202',
    role: 'client-2',
    requirement: 'GR-16.2.1.3-2',
    says: 'answers a creation with 202',
    alteration: {
      response: (it, to) =>
        to.body.includes('>create</') && it.start.status === 200
          ? { ...it, start: { ...it.start, status: 202, reason: 'Accepted' } }
          : it,
    },
  },
  {
    id: 'client-2-answers-removal-with-486',
    role: 'client-2',
    requirement: 'GR-16.2.1.4-2',
    says: 'answers a removal with 486',
    alteration: refusesAsClient('remove', 486),
  },
  answer(
    'primary-server',
    'refuses-users-without-warning',
    '16.2.2.2-3.2',
    'refuses a user without the right by 403 alone',
    answering(403, as(403), warned(160)),
  ),
  answer(
    'primary-server',
    'refuses-users-with-480',
    '16.2.2.2-3.2',
    'refuses a user without the right by 480',
    answering(403, as(480), warned(160)),
  ),
  answer(
    'primary-server',
    'refuses-users-with-161',
    '16.2.2.2-3.2',
    'refuses the creation of a user without the right with the code for a removal',
    answering(403, warning(161), warned(160)),
  ),
  answer(
    'primary-server',
    'takes-creations-of-nobody',
    '16.2.2.2-2',
    'answers whom it would have to refuse as if there were a regroup',
    answering(403, as(200), warned(160)),
  ),
  answer(
    'primary-server',
    'takes-removals-of-nobody',
    '16.2.2.3-2',
    'answers whom it would have to refuse as if the regroup were removed',
    answering(403, as(200), warned(161)),
  ),
  answer(
    'primary-server',
    'takes-creations-of-strangers',
    '16.2.2.2-2',
    'answers whom nobody told it of as if there were a regroup',
    answering(403, as(200), (it) => warned(160)(it) && isOfStranger(it)),
  ),
  answer(
    'primary-server',
    'takes-removals-of-strangers',
    '16.2.2.3-2',
    'answers whom nobody told it of as if the regroup were removed',
    answering(403, as(200), (it) => warned(161)(it) && isOfStranger(it)),
  ),
  answer(
    'primary-server',
    'refuses-removal-with-480',
    '16.2.2.3-3.2',
    'refuses the removal of a user without the right by 480',
    answering(403, as(480), warned(161)),
  ),
  answer(
    'primary-server',
    'refuses-removal-with-160',
    '16.2.2.3-3.2',
    'refuses the removal of a user without the right with the code for a creation',
    answering(403, warning(160), warned(161)),
  ),
  answer(
    'primary-server',
    'refuses-identities-with-480',
    '16.2.3.1-3.1',
    'refuses an identity that is in use by 480',
    answering(403, as(480), warned(165)),
  ),
  {
    id: 'refuses-identities-of-partners-with-480',
    role: 'primary-server',
    requirement: 'GR-16.2.3.1-3.1',
    says: 'refuses an identity that a regroup of a partner has by 480, as one that knows its own regroups alone',
    alteration: ofPartners(answering(403, as(480), warned(165))),
  },
  answer(
    'primary-server',
    'refuses-identities-with-148',
    '16.2.3.1-3.1',
    'refuses an identity that is in use with the code for a regrouped group',
    answering(403, warning(148), warned(165)),
  ),
  answer(
    'primary-server',
    'answers-creation-with-202',
    '16.2.2.2-2xx',
    'answers a creation with 202',
    answering(200, as(202), answersTo(CREATES)),
  ),
  answer(
    'primary-server',
    'answers-removal-without-identity',
    '16.2.2.3-2xx-3',
    'asserts no identity in the 200 to a removal',
    answering(200, as(200), answersTo(REMOVES)),
  ),
  answer(
    'primary-server',
    'answers-removal-with-202',
    '16.2.3.2-4',
    'answers a removal with 202',
    answering(200, (it) => ({ ...it, status: 202 }), answersTo(REMOVES)),
  ),
  answer(
    'primary-server',
    'leaves-removals-unanswered',
    '16.2.2.3-2xx-4',
    'removes the regroup and never answers who asked for it',
    (it) => (answersTo(REMOVES)(it) && it.status < 300 ? undefined : it),
  ),
  answer(
    'primary-server',
    'refuses-unknown-with-404',
    '16.2.3.2-3.1',
    'refuses the removal of what does not exist by 404',
    answering(403, as(404), warned(163)),
  ),
  answer(
    'primary-server',
    'refuses-unknown-with-169',
    '16.2.3.2-3.1',
    'refuses the removal of what does not exist with the code for an emergency',
    answering(403, warning(169), warned(163)),
  ),
  answer(
    'primary-server',
    'accepts-what-a-partner-refused',
    '16.2.3.1-7a',
    'answers 200 although a partner refused',
    answering(480, as(200), answersTo(CREATES)),
  ),
  ...asNonControlling('partner-server', 'partner'),
  ...asNonControlling('primary-server', 'primary'),
];

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
      .map((value) => value.replace(';require;explicit', ';EXPLICIT;Require')),
  );
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

const both = (change: Change): Alteration => ({ request: (it) => on('remove', change)(on('create', change)(it)) });

const SPELLINGS: readonly (readonly [id: string, says: string, change: Change])[] = [
  ['joins-its-preferences', 'writes all its contact preferences in one field', folded],
  ['turns-its-preferences', 'writes its contact preferences in another order and in capitals', shuffled],
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
    'client-1',
    'names-no-preconfigured-group-in-removals',
    'GR-16.2.3.2-5a.5',
    'M-03',
    'names no preconfigured group in a removal',
    {
      request: on('remove', (it) =>
        withBody(
          it,
          Buffer.from(
            it.body.toString('utf8').replace(/<preconfig-group-id>.*<\/preconfig-group-id>/s, '<preconfig-group-id/>'),
          ),
        ),
      ),
    },
  ),
];
