// What servers send each other and their clients: legs B, C, D and E, in creation and removal (16.2.2.3, 16.2.2.4, 16.2.2.5, 16.2.3.1,
// 16.2.3.2, 16.2.4.1 to 16.2.4.3). How a request is held against the one that it was made of stands in copies.ts.

import type { Check } from '../../../oracle/check';
import { isForNewcomer } from '../story/newcomers';
import { causeOf } from '../story/regroup-state';
import { isAddressed } from './addressing';
import {
  assertsItself,
  assertsWhereItCame,
  copiesContacts,
  copiesInfo,
  copiesPreconfigured,
  copiesRegroup,
  listsNobody,
  namesNoUser,
} from './copies';
import type { Ask } from './each-leg';
import { findsMembers, namesMembers, namesOnce } from './members';
import { assertsOwn, mayAssertNobody } from './twins';
import { isValidMessage } from './valid-message';

const CONTACTS = 'copies the Accept-Contact and Reject-Contact fields of the request that it is made of';
const INFO = 'copies the information body of the request that it is made of';
const REGROUP = 'copies the regroup body of the request that it is made of';
const ITSELF = 'asserts the identity of the server that sends it';

const USER = 'has the identity of the user as its Request-URI';
const FUNCTION = 'has the identity of the function that it is for as its Request-URI';

const ask = (leg: Ask['leg'], action: Ask['action'], what: string, reading?: string): Ask => ({
  leg,
  action,
  expected: `a ${action === 'create' ? 'creation' : 'removal'} on leg ${leg} ${what}`,
  ...(reading !== undefined && { reading }),
});

type IsMeant = NonNullable<Ask['isMeant']>;

const because =
  (...causes: readonly ReturnType<typeof causeOf>[]): IsMeant =>
  (one, story) =>
    causes.includes(causeOf(one, story));

const isForFirst: IsMeant = (one, story) => !isForNewcomer(one, story);

/** Of the regroup as it was formed, and for who comes to it afterwards. */
const atFirst = (what: string, reading?: string): Ask => ({
  ...ask('D', 'create', what, reading),
  isMeant: isForFirst,
});
const afterwards = (what: string, reading?: string): Ask => ({
  ...ask('D', 'create', `for who came later ${what}`, reading),
  isMeant: isForNewcomer,
});

export const toClients: readonly Check[] = [
  isValidMessage('GR-16.2.2.4-3a', { leg: 'E', action: 'create' }),
  isValidMessage('GR-16.2.2.5-3a', { leg: 'E', action: 'remove' }),
  copiesContacts('GR-16.2.2.4-3b', ask('E', 'create', CONTACTS, 'M-11')),
  isAddressed('GR-16.2.2.4-3c', ask('E', 'create', USER)),
  copiesInfo('GR-16.2.2.4-3d', ask('E', 'create', INFO, 'M-12')),
  copiesRegroup('GR-16.2.2.4-3e.1', ask('E', 'create', REGROUP, 'M-12')),
  namesNoUser('GR-16.2.2.4-3e.2', ask('E', 'create', 'names no other user of the regroup')),
  assertsItself('GR-16.2.2.4-3f', ask('E', 'create', ITSELF)),
  copiesContacts('GR-16.2.2.5-3b', ask('E', 'remove', CONTACTS, 'M-05')),
  isAddressed('GR-16.2.2.5-3c', ask('E', 'remove', USER)),
  copiesInfo('GR-16.2.2.5-3d', ask('E', 'remove', INFO, 'M-12')),
  copiesPreconfigured('GR-16.2.2.5-3e.1', ask('E', 'remove', REGROUP, 'M-12')),
  listsNobody('GR-16.2.2.5-3e.2', ask('E', 'remove', 'lists neither users nor groups')),
  assertsWhereItCame(
    'GR-16.2.2.5-3f',
    ask('E', 'remove', 'asserts the identity of a server that it came by', 'M-13'),
    assertsOwn,
  ),
];

export const toParticipating: readonly Check[] = [
  findsMembers,
  namesOnce,
  isValidMessage('GR-16.2.4.1-7a', { leg: 'D', action: 'create', isMeant: isForFirst }),
  isValidMessage('GR-16.2.4.2-4a', { leg: 'D', action: 'remove' }),
  isValidMessage('GR-16.2.4.3-2', { leg: 'D', action: 'create', isMeant: isForNewcomer }),
  copiesContacts('GR-16.2.4.1-7b', atFirst(CONTACTS, 'M-11')),
  isAddressed('GR-16.2.4.1-7c', atFirst(FUNCTION)),
  copiesInfo('GR-16.2.4.1-7d', atFirst(INFO, 'M-12')),
  copiesRegroup('GR-16.2.4.1-7e', atFirst(REGROUP, 'M-12')),
  assertsItself('GR-16.2.4.1-7g', atFirst(ITSELF)),
  namesMembers,
  copiesContacts('GR-16.2.4.2-4b', ask('D', 'remove', CONTACTS, 'M-11')),
  isAddressed('GR-16.2.4.2-4c', ask('D', 'remove', FUNCTION)),
  copiesInfo('GR-16.2.4.2-4d', ask('D', 'remove', INFO, 'M-12')),
  copiesPreconfigured('GR-16.2.4.2-4e', ask('D', 'remove', REGROUP, 'M-12')),
  assertsWhereItCame('GR-16.2.4.2-4f', ask('D', 'remove', ITSELF), mayAssertNobody),
  copiesContacts('GR-16.2.4.3-3', afterwards(CONTACTS, 'M-11')),
  isAddressed('GR-16.2.4.3-4', afterwards(FUNCTION)),
  copiesInfo('GR-16.2.4.3-5', afterwards(INFO, 'M-12')),
  copiesRegroup('GR-16.2.4.3-6', afterwards(REGROUP, 'M-12')),
  assertsItself('GR-16.2.4.3-8', afterwards(ITSELF)),
];

export const toController: readonly Check[] = [
  isValidMessage('GR-16.2.2.3-5', { leg: 'B', action: 'remove' }),
  copiesContacts('GR-16.2.2.3-5a', ask('B', 'remove', CONTACTS)),
  isAddressed('GR-16.2.2.3-5b', ask('B', 'remove', FUNCTION)),
  copiesInfo('GR-16.2.2.3-5c', ask('B', 'remove', INFO, 'M-12')),
  copiesPreconfigured('GR-16.2.2.3-5d', ask('B', 'remove', REGROUP, 'M-12')),
  assertsItself('GR-16.2.2.3-5e', ask('B', 'remove', ITSELF)),
];

export const toPartners: readonly Check[] = [
  isValidMessage('GR-16.2.3.1-4b', { leg: 'C', action: 'create' }),
  isValidMessage('GR-16.2.3.2-5a.2', { leg: 'C', action: 'remove', isMeant: because('asked') }),
  isValidMessage('GR-16.2.3.3-1a.2', { leg: 'C', action: 'remove', isMeant: because('decision') }),
  copiesContacts('GR-16.2.3.1-4c', ask('C', 'create', CONTACTS)),
  isAddressed('GR-16.2.3.1-4d', ask('C', 'create', FUNCTION)),
  copiesInfo('GR-16.2.3.1-4e', ask('C', 'create', INFO, 'M-12')),
  copiesRegroup('GR-16.2.3.1-4f', ask('C', 'create', REGROUP, 'M-12')),
  assertsItself('GR-16.2.3.1-4g', ask('C', 'create', ITSELF)),
  isAddressed('GR-16.2.3.1-7b.2', { ...ask('C', 'remove', FUNCTION), isMeant: because('roll-back') }),
  isAddressed('GR-16.2.3.3-1a.3', { ...ask('C', 'remove', FUNCTION), isMeant: because('decision') }),
  copiesContacts('GR-16.2.3.2-5a.3', ask('C', 'remove', CONTACTS)),
  isAddressed('GR-16.2.3.2-5a.4', { ...ask('C', 'remove', FUNCTION), isMeant: because('asked') }),
  copiesInfo('GR-16.2.3.2-5a.5', ask('C', 'remove', INFO, 'M-12')),
  copiesPreconfigured('GR-16.2.3.2-5a.6', ask('C', 'remove', REGROUP, 'M-12')),
  assertsWhereItCame('GR-16.2.3.2-5a.7', ask('C', 'remove', ITSELF)),
];
