// What each function of stage 3 can get wrong of a leg: of what it copies, whom it names and what it answers. Lists of mutants for a role.

import type { Role } from '../../../../procedure/roles';
import type { Alteration } from '../alteration';
import type { Mutant } from '../mutants';
import {
  FEATURE,
  ICSI,
  assertsNobody,
  assertsServerOf,
  assertsSomebody,
  isOn,
  leaking,
  listing,
  namingAllButTheLast,
  namingAnother,
  namingNobody,
  namingTheLast,
  namingTwice,
  ofAnotherRegroup,
  on,
  toAnother,
  toUser,
  unbinding,
  withAGroupTwice,
  withAnotherClient,
  withContactsOfCreation,
  withAnotherPreconfigured,
  withMoreGroups,
  without,
  withoutClient,
  withoutContact,
  withoutExtensions,
  withoutFirstGroup,
  withoutInfo,
  withoutTag,
  type Action,
  type Change,
} from './changes';
import {
  HANDS_ON,
  HANDS_ON_REMOVAL,
  REGROUP_ID,
  answering,
  answersTo,
  as,
  refusesNaming,
  toController,
  warned,
  warning,
} from './changed-answers';

export const mutant =
  (role: Role, what: string, leg: string) =>
  (id: string, requirement: string, says: string, alteration: Alteration): Mutant => ({
    id: `${role === 'client-1' ? '' : `${role.replace('-server', '')}-`}${id}`,
    role,
    requirement: `GR-${requirement}`,
    says: `${says} in ${what} on leg ${leg}`,
    alteration,
  });

export const ofClient = (
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

/** What a function can get wrong of what it copies. */
export function ofCopies(
  role: Role,
  action: Action,
  leg: 'B' | 'C' | 'D' | 'E',
  section: string,
  items: CopyItems,
): readonly Mutant[] {
  const name = `${{ B: 'hands-over', C: 'hands-on', D: 'names-to-server', E: 'tells' }[leg]}-${action === 'create' ? 'creation' : 'removal'}`;
  const one = mutant(role, action === 'create' ? 'a creation' : 'a removal', leg);
  const request = (change: Change): Alteration =>
    leg === 'B' ? toController(change) : { request: on(action, change, isOn[leg]) };
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
    ...(leg === 'B'
      ? []
      : [
          one(`${name}-with-contacts-of-another`, `${section}-${contacts}`, 'copies the fields of another request', {
            request: withContactsOfCreation(action, isOn[leg]),
          }),
        ]),
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
          one(`${name}-with-a-group-twice`, `${section}-${regroup}`, 'lists a group twice', request(withAGroupTwice)),
        ]
      : []),
    ...(asserts === undefined
      ? []
      : [one(`${name}-asserting-nobody`, `${section}-${asserts}`, 'asserts no identity', request(assertsNobody))]),
  ];
}

export const toClients = (role: Role): readonly Mutant[] => {
  const creation = mutant(role, 'a creation', 'E');
  const removal = mutant(role, 'a removal', 'E');
  return [
    ...ofCopies(role, 'create', 'E', '16.2.2.4', {
      message: '3a',
      uri: '3c',
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

export const answer = (
  role: Role,
  id: string,
  requirement: string,
  says: string,
  change: Alteration['answer'],
): Mutant => ({
  id,
  role,
  requirement: `GR-${requirement}`,
  says,
  alteration: { ...(change && { answer: change }) },
});

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

export const asNonControlling = (role: Role, name: string): readonly Mutant[] => [
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
    requirement: 'GR-16.2.4.2-4e.1',
    says: 'names nobody in a removal on leg D',
    alteration: { request: on('remove', namingNobody, isOn.D) },
  },
  {
    id: `${name}-keeps-removals-from-servers`,
    role,
    requirement: 'GR-16.2.4.2-4g',
    says: 'does not tell the server that serves members of its own groups of the removal',
    alteration: { withholds: (it) => it.body.includes('>remove</') && isOn.D(it) },
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
