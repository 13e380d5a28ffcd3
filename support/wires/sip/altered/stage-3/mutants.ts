// Mutants of what stage 3 says of each leg (TS 24.379 16.2): header fields, bodies and final responses that are lost, changed or too
// many. Each exists on SIP alone.

import type { SipRequest } from '../../stack/message/message';
import { asserting } from '../../flows/headers';
import type { Alteration } from '../alteration';
import type { Mutant } from '../mutants';
import {
  assertsServerOf,
  isOn,
  leaking,
  ofAnotherRegroup,
  ofAnotherService,
  on,
  text,
  toAnother,
  toUser,
  withTextOf,
  without,
  type Change,
} from './changes';
import {
  CREATES,
  REMOVES,
  answering,
  answersOtherServers,
  answersTo,
  assertsWhoAsked,
  as,
  isOfStranger,
  ofKind,
  ofPartners,
  refusesAsClient,
  toController,
  warned,
  warning,
} from './changed-answers';
import { answer, asNonControlling, mutant, ofClient, ofCopies, toClients } from './functions';

const request = (change: Change): Alteration => ({ request: on('create', change) });
const creates = mutant('client-1', 'a creation', 'A');
const removes = mutant('client-1', 'a removal', 'A');
const removesAtPartner = mutant('primary-server', 'a removal', 'C');
/** What a client asked for has its information body. */
const isAskedFor = ({ body }: SipRequest): boolean => body.includes('-info+xml');
const ofItsOwn = (it: SipRequest): boolean => isOn.C(it) && !isAskedFor(it);

export const MUTANTS_OF_STAGE_3: readonly Mutant[] = [
  ...ofClient('create', '16.2.1.1', { tag: '1', icsi: '2', uri: '3', service: '5', info: '6', client: '6a' }),
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
    uri: '4d',
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
  ...(['primary-server', 'partner-server'] as const).flatMap((role) => [
    ...ofCopies(role, 'remove', 'B', '16.2.2.3', {
      message: '5',
      uri: '5b',
      contacts: '5a',
      info: '5c',
      regroup: '5d',
      asserts: '5e',
    }),
    mutant(role, 'a removal', 'B')(
      'hands-over-another-removal',
      '16.2.2.3-6',
      'names another regroup',
      toController(ofAnotherRegroup),
    ),
  ]),
  {
    id: 'refuses-removals-of-other-servers',
    role: 'primary-server',
    requirement: 'GR-16.2.3.2-4',
    says: 'refuses to remove a regroup that it controls for another server',
    alteration: answersOtherServers(403),
  },
  {
    id: 'forgets-removals-of-other-servers',
    role: 'primary-server',
    requirement: 'GR-16.2.3.2-5a.8',
    says: 'takes the removal of a regroup that it controls from another server, and does nothing',
    alteration: answersOtherServers(200),
  },
  mutant('primary-server', 'a creation', 'C')(
    'hands-on-creation-asserting-who-asked',
    '16.2.3.1-4g',
    'asserts the identity of the user who asked',
    assertsWhoAsked('create'),
  ),
  removesAtPartner(
    'hands-on-removal-asserting-who-asked',
    '16.2.3.2-5a.7',
    'asserts the identity of the user who asked',
    assertsWhoAsked('remove'),
  ),
  mutant('partner-server', 'a removal', 'B')(
    'hands-over-removal-asserting-who-asked',
    '16.2.2.3-5e',
    'asserts the identity of the user who asked',
    assertsWhoAsked('remove'),
  ),
  mutant('partner-server', 'a creation', 'D')(
    'names-to-server-asserting-the-controller',
    '16.2.4.1-7g',
    'asserts the identity of the server that it learnt of the regroup from',
    { request: on('create', assertsServerOf('primary'), isOn.D) },
  ),
  mutant('partner-server', 'a creation', 'E')(
    'tells-clients-asserting-the-controller',
    '16.2.2.4-3f',
    'asserts the identity of the server that it learnt of the regroup from',
    { request: on('create', assertsServerOf('primary'), toUser) },
  ),
  removesAtPartner('hands-on-removal-at-nobody', '16.2.3.2-5a.4', 'addresses nobody who is there', {
    request: on('remove', toAnother, (it) => isOn.C(it) && isAskedFor(it)),
  }),
  removesAtPartner('rolls-back-at-nobody', '16.2.3.1-7b.2', 'addresses nobody who is there when it rolls back', {
    request: on('remove', toAnother, ofItsOwn),
  }),
  {
    id: 'rolls-back-for-users-alone',
    role: 'primary-server',
    requirement: 'INV-9',
    says: 'names a user in the removal by which it rolls back',
    alteration: { request: on('remove', leaking, ofItsOwn) },
  },
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
  answer(
    'primary-server',
    'refuses-identities-in-a-warning-of-another-kind',
    '16.2.3.1-3.1',
    'refuses an identity that is in use with its code in a Warning 305',
    answering(403, ofKind(305), warned(165)),
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
    'answers-removal-as-another',
    '16.2.2.3-2xx-3',
    'asserts the server of the partner in the 200 to a removal',
    answering(200, (it) => ({ ...it, headers: asserting('sip:mcx-server@partner.example') }), answersTo(REMOVES)),
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
    'takes-removals-that-were-refused',
    '16.2.2.3-fail-1',
    'answers 200 to its client although the controlling function refused the removal',
    answering(403, (it) => ({ ...it, status: 200, headers: asserting('sip:mcx-server@primary.example') }), warned(169)),
  ),
  answer(
    'primary-server',
    'loses-the-warning-of-the-controller',
    '16.2.2.3-fail-2',
    'hands the refusal of the controlling function on without its Warning',
    answering(403, as(403), warned(169)),
  ),
  answer(
    'primary-server',
    'warns-otherwise-than-the-controller',
    '16.2.2.3-fail-2',
    'hands the refusal of the controlling function on with the Warning of an unknown regroup',
    answering(403, warning(163), warned(169)),
  ),
  answer(
    'primary-server',
    'leaves-refused-removals-unanswered',
    '16.2.2.3-fail-3',
    'never answers its client whose removal the controlling function refused',
    (it) => (it.status === 403 && warned(169)(it) ? undefined : it),
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
