// What servers send each other and their clients: legs C, D and E, in creation and removal (16.2.2.4, 16.2.2.5, 16.2.3.1,
// 16.2.3.2, 16.2.4.1). How a request is held against the one that it was made of stands in copies.ts.

import type { Check } from '../../../oracle/check';
import {
  assertsItself,
  assertsWhereItCame,
  copiesContacts,
  copiesInfo,
  copiesRegroup,
  listsNobody,
  namesNoUser,
} from './copies';
import type { Ask } from './each-leg';
import { namesMembers } from './members';

const CONTACTS = 'copies the Accept-Contact and Reject-Contact fields of the request that it is made of';
const INFO = 'copies the information body of the request that it is made of';
const REGROUP = 'copies the regroup body of the request that it is made of';
const ITSELF = 'asserts the identity of the server that sends it';

const ask = (leg: Ask['leg'], action: Ask['action'], what: string, reading?: string): Ask => ({
  leg,
  action,
  expected: `a ${action === 'create' ? 'creation' : 'removal'} on leg ${leg} ${what}`,
  ...(reading !== undefined && { reading }),
});

export const toClients: readonly Check[] = [
  copiesContacts('GR-16.2.2.4-3b', ask('E', 'create', CONTACTS, 'M-11')),
  copiesInfo('GR-16.2.2.4-3d', ask('E', 'create', INFO, 'M-12')),
  copiesRegroup('GR-16.2.2.4-3e.1', ask('E', 'create', REGROUP, 'M-12')),
  namesNoUser('GR-16.2.2.4-3e.2', ask('E', 'create', 'names no other user of the regroup')),
  assertsItself('GR-16.2.2.4-3f', ask('E', 'create', ITSELF)),
  copiesContacts('GR-16.2.2.5-3b', ask('E', 'remove', CONTACTS, 'M-05')),
  copiesInfo('GR-16.2.2.5-3d', ask('E', 'remove', INFO, 'M-12')),
  listsNobody('GR-16.2.2.5-3e.2', ask('E', 'remove', 'lists neither users nor groups')),
  assertsWhereItCame('GR-16.2.2.5-3f', ask('E', 'remove', 'asserts the identity of a server that it came by', 'M-13')),
];

export const toParticipating: readonly Check[] = [
  copiesContacts('GR-16.2.4.1-7b', ask('D', 'create', CONTACTS, 'M-11')),
  copiesInfo('GR-16.2.4.1-7d', ask('D', 'create', INFO, 'M-12')),
  copiesRegroup('GR-16.2.4.1-7e', ask('D', 'create', REGROUP, 'M-12')),
  assertsItself('GR-16.2.4.1-7g', ask('D', 'create', ITSELF)),
  namesMembers,
];

export const toPartners: readonly Check[] = [
  copiesContacts('GR-16.2.3.1-4c', ask('C', 'create', CONTACTS)),
  copiesInfo('GR-16.2.3.1-4e', ask('C', 'create', INFO, 'M-12')),
  copiesRegroup('GR-16.2.3.1-4f', ask('C', 'create', REGROUP, 'M-12')),
  assertsItself('GR-16.2.3.1-4g', ask('C', 'create', ITSELF)),
  copiesContacts('GR-16.2.3.2-5a.3', ask('C', 'remove', CONTACTS)),
  copiesInfo('GR-16.2.3.2-5a.5', ask('C', 'remove', INFO, 'M-12')),
  assertsWhereItCame('GR-16.2.3.2-5a.7', ask('C', 'remove', ITSELF)),
];
