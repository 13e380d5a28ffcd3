// The requests of which the traces of defects and of freedoms are made.

import { GROUPS, REGROUP_ID, type Request } from './messages';

export const NAMED = `${REGROUP_ID}${GROUPS}<users-for-regroup><user>sip:ben.t1@partner.example</user></users-for-regroup>`;
export const ALL_BUT_ONE = NAMED.replace('<group>sip:fire.t1@primary.example</group>', '');
export const OTHER = REGROUP_ID.replaceAll('joint', 'other') + GROUPS;

export const asks: Request = { action: 'create', from: 'ana', to: 'primary', status: 200 };
export const handsOn: Request = { action: 'create', from: 'primary', to: 'partner', status: 200 };
export const formed: readonly Request[] = [asks, handsOn];
export const formedByJan: readonly Request[] = [
  { ...asks, from: 'jan', to: 'partner' },
  { ...handsOn, from: 'partner', to: 'primary' },
];
/** A user of the primary removes what the partner has formed, and is refused there. */
export const refusedElsewhere: readonly Request[] = [
  ...formedByJan,
  { action: 'remove', from: 'ana', to: 'primary', status: 403, warning: 169, isLate: true },
  { action: 'remove', from: 'primary', to: 'partner', status: 403, warning: 169 },
];
export const byEve: Request = { action: 'remove', from: 'eve', to: 'primary', status: 403, warning: 161 };
export const byAna: Request = { action: 'remove', from: 'ana', to: 'primary', status: 200 };
export const refused: Request = { action: 'remove', from: 'ana', to: 'primary', status: 403, warning: 163 };
export const handedOn: Request = { action: 'remove', from: 'primary', to: 'partner', status: 200 };

export const ASSERTED = ['P-Asserted-Identity: <sip:server@primary.example>'];
export const CONTACT = 'Accept-Contact: *;+g.3gpp.mcptt;require;explicit';
export const CLIENT = '<mcptt-client-id type="Normal"><mcpttString>urn:uuid:1</mcpttString></mcptt-client-id>';
export const asksWith: Request = { ...asks, headers: [CONTACT], info: CLIENT };
export const names: Request = {
  ...handsOn,
  regroup: NAMED,
  headers: [CONTACT, 'P-Asserted-Identity: <sip:server@primary.example>'],
  info: CLIENT,
};
const { info: _, ...withoutInfo } = names;

export const namesEve = NAMED.replace('ben.t1@partner', 'eve.t1@primary');
export const toPrimary: Request = {
  action: 'create',
  from: 'partner',
  to: 'primary',
  status: 200,
  regroup: namesEve,
  headers: [CONTACT],
  info: CLIENT,
};
export const removesWith: Request = { ...byAna, headers: [CONTACT], info: CLIENT };
/** A partner that has named a member to the primary is told of the removal. */
export const removed: readonly Request[] = [
  asksWith,
  { ...handsOn, headers: [CONTACT], info: CLIENT },
  toPrimary,
  { action: 'create', from: 'primary', to: 'eve', status: 200 },
  removesWith,
  { ...handedOn, headers: [CONTACT, ...ASSERTED], info: CLIENT },
];
export const tellsBen: Request = { action: 'remove', from: 'partner', to: 'ben', status: 200 };
export const benTold: readonly Request[] = [...formed, { ...tellsBen, action: 'create' }, byAna, handedOn];
export const namesAgain: Request = {
  ...toPrimary,
  action: 'remove',
  headers: [CONTACT, 'P-Asserted-Identity: <sip:server@partner.example>'],
};
const { info: _lost, ...againWithoutInfo } = namesAgain;
const { status: _unanswered, ...byAnaUnanswered } = byAna;

export const rolledBack: readonly Request[] = [
  { ...asks, status: 480, isLate: true },
  handsOn,
  { action: 'remove', from: 'primary', to: 'partner', status: 200 },
];

/** As MCVideo or MCData has them. */
export const inTwin = (service: 'mcvideo' | 'mcdata', ...requests: readonly Request[]): readonly Request[] =>
  requests.map((request) => ({ ...request, service }));

export const BY_PARTNER = ['P-Asserted-Identity: <sip:server@partner.example>'];

export { againWithoutInfo, byAnaUnanswered, withoutInfo };
