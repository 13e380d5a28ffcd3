// Traces with one defect that no message of a party under test shows by itself, and the conforming ones beside them.

import type { TraceEvent } from '../../../evidence/trace';
import { GROUPS, REGROUP_ID, traceOf, type Request } from './messages';

export interface Defect {
  readonly requirement: string;
  readonly says: string;
  readonly events: readonly TraceEvent[];
  /** What comes nearest and is right. */
  readonly conforming: readonly TraceEvent[];
}

const NAMED = `${REGROUP_ID}${GROUPS}<users-for-regroup><user>sip:ben.t1@partner.example</user></users-for-regroup>`;
const ALL_BUT_ONE = NAMED.replace('<group>sip:fire.t1@primary.example</group>', '');
const OTHER = REGROUP_ID.replaceAll('joint', 'other') + GROUPS;

const asks: Request = { action: 'create', from: 'ana', to: 'primary', status: 200 };
const handsOn: Request = { action: 'create', from: 'primary', to: 'partner', status: 200 };
const formed: readonly Request[] = [asks, handsOn];
const byEve: Request = { action: 'remove', from: 'eve', to: 'primary', status: 403, warning: 161 };
const byAna: Request = { action: 'remove', from: 'ana', to: 'primary', status: 200 };
const refused: Request = { action: 'remove', from: 'ana', to: 'primary', status: 403, warning: 163 };
const handedOn: Request = { action: 'remove', from: 'primary', to: 'partner', status: 200 };

const ASSERTED = ['P-Asserted-Identity: <sip:server@primary.example>'];
const CONTACT = 'Accept-Contact: *;+g.3gpp.mcptt;require;explicit';
const CLIENT = '<mcptt-client-id type="Normal"><mcpttString>urn:uuid:1</mcpttString></mcptt-client-id>';
const asksWith: Request = { ...asks, headers: [CONTACT], info: CLIENT };
const names: Request = {
  ...handsOn,
  regroup: NAMED,
  headers: [CONTACT, 'P-Asserted-Identity: <sip:server@primary.example>'],
  info: CLIENT,
};
const { info: _, ...withoutInfo } = names;

/** Of a leg D, beside the request that it is made of. */
const ofNames = (requirement: string, says: string, ...wrong: readonly Request[]): Defect => ({
  requirement,
  says,
  events: traceOf(asksWith, ...wrong),
  conforming: traceOf(asksWith, names),
});

const namesEve = NAMED.replace('ben.t1@partner', 'eve.t1@primary');
const toPrimary: Request = {
  action: 'create',
  from: 'partner',
  to: 'primary',
  status: 200,
  regroup: namesEve,
  headers: [CONTACT],
  info: CLIENT,
};
const removesWith: Request = { ...byAna, headers: [CONTACT], info: CLIENT };
/** A partner that has named a member to the primary is told of the removal. */
const removed: readonly Request[] = [
  asksWith,
  { ...handsOn, headers: [CONTACT], info: CLIENT },
  toPrimary,
  { action: 'create', from: 'primary', to: 'eve', status: 200 },
  removesWith,
  { ...handedOn, headers: [CONTACT, ...ASSERTED], info: CLIENT },
];
const tellsBen: Request = { action: 'remove', from: 'partner', to: 'ben', status: 200 };
const benTold: readonly Request[] = [...formed, { ...tellsBen, action: 'create' }, byAna, handedOn];
const namesAgain: Request = {
  ...toPrimary,
  action: 'remove',
  headers: [CONTACT, 'P-Asserted-Identity: <sip:server@partner.example>'],
};
const { info: _lost, ...againWithoutInfo } = namesAgain;
const { status: _unanswered, ...byAnaUnanswered } = byAna;

/** Of a removal on leg D towards a primary, beside the one that it is made of. */
const ofNamesAgain = (requirement: string, says: string, ...wrong: readonly Request[]): Defect => ({
  requirement,
  says,
  events: traceOf(...removed, ...wrong),
  conforming: traceOf(...removed, namesAgain),
});

export const DEFECTS: readonly Defect[] = [
  ofNamesAgain('GR-16.2.4.2-4b', 'leg D of a removal copies no Accept-Contact', {
    ...namesAgain,
    headers: namesAgain.headers?.slice(1) ?? [],
  }),
  ofNamesAgain('GR-16.2.4.2-4d', 'leg D of a removal has no information body', againWithoutInfo),
  ofNamesAgain('GR-16.2.4.2-4f', 'leg D of a removal asserts nobody', { ...namesAgain, headers: [CONTACT] }),
  ofNamesAgain('GR-16.2.4.2-4e.1', 'leg D of a removal names somebody else', {
    ...namesAgain,
    regroup: namesEve.replace('eve.', 'ana.'),
  }),
  ofNamesAgain('GR-16.2.4.2-4g', 'no removal on leg D is sent to a primary that was named a member'),
  ofNamesAgain('GR-16.2.2.5-2.2', 'a primary refuses a removal on leg D', {
    ...namesAgain,
    status: 403,
    warning: 163,
  }),
  {
    requirement: 'GR-16.2.2.5-3g',
    says: 'a client that was told of the regroup is not told of its removal',
    events: traceOf(...removed),
    conforming: traceOf(...removed, { action: 'remove', from: 'primary', to: 'eve', status: 200 }),
  },
  {
    requirement: 'GR-16.2.2.5-3g',
    says: 'a client is told twice of one removal',
    events: traceOf(...benTold, tellsBen, tellsBen),
    conforming: traceOf(...benTold, tellsBen),
  },
  ofNamesAgain('GR-16.2.4.2-4g', 'one removal is told to a primary on leg D twice', namesAgain, namesAgain),
  {
    requirement: 'GR-16.2.2.3-2xx-4',
    says: 'a removal of a regroup that exists is never answered',
    events: traceOf(...formed, byAnaUnanswered, handedOn),
    conforming: traceOf(...formed, byAna, handedOn),
  },
  {
    requirement: 'GR-16.2.3.2-5a.8',
    says: 'a removal is not handed on',
    events: traceOf(...formed, byAna),
    conforming: traceOf(...formed, byAna, handedOn),
  },
  {
    requirement: 'GR-16.2.2.3-3.2',
    says: 'a user without the right who removes is told that there is no such regroup',
    events: traceOf(...formed, { ...byEve, warning: 163 }),
    conforming: traceOf(...formed, byEve),
  },
  {
    requirement: 'GR-16.2.2.2-2',
    says: 'a creation by a user in no service is taken',
    events: traceOf({ ...asks, from: 'zoe' }),
    conforming: traceOf({ ...asks, from: 'zoe', status: 403, warning: 160 }),
  },
  {
    requirement: 'GR-16.2.2.2-2',
    says: 'a creation by a user in no service is refused and handed on all the same',
    events: traceOf({ ...asks, from: 'zoe', status: 403, warning: 160 }, handsOn),
    conforming: traceOf({ ...asks, from: 'zoe', status: 404, warning: 141 }),
  },
  {
    requirement: 'GR-16.2.2.3-2',
    says: 'a removal by a user in no service is taken',
    events: traceOf(...formed, { ...byEve, from: 'zoe', status: 200 }),
    conforming: traceOf(...formed, { ...byEve, from: 'zoe' }),
  },
  {
    requirement: 'GR-16.2.3.1-3.1',
    says: 'an identity that is in use is refused as a group that is regrouped',
    events: traceOf(...formed, { ...asks, status: 403, warning: 148 }),
    conforming: traceOf(...formed, { ...asks, status: 403, warning: 165 }),
  },
  ofNames('GR-16.2.4.1-7b', 'leg D copies no Accept-Contact', { ...names, headers: names.headers?.slice(1) ?? [] }),
  ofNames('GR-16.2.4.1-7d', 'leg D has no information body', withoutInfo),
  ofNames('GR-16.2.4.1-7e', 'leg D leaves out a group', { ...names, regroup: ALL_BUT_ONE }),
  ofNames('GR-16.2.4.1-7g', 'leg D asserts nobody', { ...names, headers: [CONTACT] }),
  ofNames('GR-16.2.4.1-6', 'a user is named on leg D twice', names, names),
  {
    requirement: 'GR-16.2.4.1-6',
    says: 'a partner names a user on leg D twice',
    events: traceOf(...formed, toPrimary, toPrimary),
    conforming: traceOf(...formed, toPrimary),
  },
  {
    requirement: 'GR-16.2.2.2-3.2',
    says: 'a user without the right is refused as one who is not in service',
    events: traceOf({ ...asks, from: 'eve', status: 404, warning: 141 }),
    conforming: traceOf({ ...asks, from: 'eve', status: 403, warning: 160 }),
  },
  {
    requirement: 'GR-16.2.3.2-5a.7',
    says: 'a removal that a client asked for is handed on and asserts nobody',
    events: traceOf(...formed, byAna, handedOn),
    conforming: traceOf(...formed, byAna, {
      ...handedOn,
      headers: ['P-Asserted-Identity: <sip:server@primary.example>'],
    }),
  },
  {
    requirement: 'GR-16.2.3.1-7a',
    says: 'a creation is accepted that a partner refused',
    events: traceOf({ ...asks, isLate: true }, { ...handsOn, status: 480 }),
    conforming: traceOf({ ...asks, status: 480, isLate: true }, { ...handsOn, status: 480 }),
  },
  {
    requirement: 'GR-16.2.4.1-2a.1',
    says: 'a creation is accepted with a group of another regroup',
    events: traceOf({ ...asks, from: 'jan', to: 'partner', regroup: OTHER }, ...formed),
    conforming: traceOf(...formed),
  },
  {
    requirement: 'GR-16.2.4.2-2',
    says: 'a non-controlling function refuses a removal',
    events: traceOf(...formed, byAna, { ...handedOn, status: 403, warning: 163 }),
    conforming: traceOf(...formed, byAna, handedOn),
  },
  {
    requirement: 'GR-16.2.2.3-3.3',
    says: 'a removal by a user without the right is handed on',
    events: traceOf(...formed, byEve, handedOn),
    conforming: traceOf(...formed, byEve),
  },
  {
    requirement: 'GR-16.2.2.3-3.3',
    says: 'a removal by a user without the right is handed on although it was accepted',
    events: traceOf(...formed, { ...byEve, status: 200 }, handedOn),
    conforming: traceOf(...formed, byEve, byAna, handedOn),
  },
  {
    requirement: 'GR-16.2.3.2-3.2',
    says: 'the removal of a regroup that nobody created is handed on',
    events: traceOf(refused, handedOn),
    conforming: traceOf(refused),
  },
  {
    requirement: 'GR-16.2.3.2-3.2',
    says: 'a second removal reaches those whom the first reached',
    events: traceOf(...formed, byAna, handedOn, refused, handedOn),
    conforming: traceOf(...formed, byAna, refused, handedOn),
  },
];

export interface Freedom {
  readonly requirement: string;
  readonly says: string;
  readonly events: readonly TraceEvent[];
}

const rolledBack: readonly Request[] = [
  { ...asks, status: 480, isLate: true },
  handsOn,
  { action: 'remove', from: 'primary', to: 'partner', status: 200 },
];
const toAna: Request = { ...byAna, answerHeaders: ASSERTED };
const byJan: Request = { action: 'remove', from: 'jan', to: 'primary', status: 200, answerHeaders: ASSERTED };
const madeByJan: Request = { action: 'create', from: 'jan', to: 'partner', status: 200 };

const namedTwice = traceOf(asksWith, names, names);
const [lastNaming] = namedTwice.flatMap((event) => (event.kind === 'message' ? [event] : [])).slice(-2);
/** Another user affiliates before the second request. */
const joins: readonly TraceEvent[] = lastNaming
  ? [{ ...lastNaming, id: 'joins', seq: lastNaming.seq - 1, flow: 'group-affiliation-request.client-server', raw: '' }]
  : [];

/** Traces that are right although they come near to a defect of the statement. */
export const FREEDOMS: readonly Freedom[] = [
  {
    requirement: 'GR-16.2.4.1-6',
    says: 'a user is named again after the request that named him was refused',
    events: traceOf(asksWith, { ...names, status: 500 }, names),
  },
  {
    requirement: 'GR-16.2.4.1-6',
    says: 'two functions of one server, each with groups of its own, name a user',
    events: traceOf(asksWith, names, {
      ...names,
      headers: [CONTACT, 'P-Asserted-Identity: <sip:fire@primary.example>'],
    }),
  },
  {
    requirement: 'GR-16.2.4.1-6',
    says: 'another user is named in a request of his own',
    events: traceOf(asksWith, names, { ...names, regroup: NAMED.replace('ben.', 'jan.') }),
  },
  {
    requirement: 'GR-16.2.4.1-6',
    says: 'a user is named again together with whoever has come',
    events: [...namedTwice, ...joins].toSorted((one, other) => one.seq - other.seq),
  },
  {
    requirement: 'GR-16.2.4.1-6',
    says: 'a regroup is formed anew',
    events: traceOf(asksWith, names, byAna, asksWith, names),
  },
  {
    requirement: 'GR-16.2.2.5-3g',
    says: 'a client is told twice of a removal of which its server was told twice, on leg C and on leg D',
    events: traceOf(...benTold, { ...handedOn, regroup: NAMED }, tellsBen, tellsBen),
  },
  {
    requirement: 'GR-16.2.2.2-3.2',
    says: 'a user without the right is refused for not being in service',
    events: traceOf({ ...asks, from: 'zoe', status: 404, warning: 141 }),
  },
  {
    requirement: 'GR-16.2.3.2-5a.7',
    says: 'a roll-back asserts nobody',
    events: traceOf(...rolledBack),
  },
  {
    requirement: 'GR-16.2.2.5-3f',
    says: 'what is made of a roll-back asserts nobody',
    events: traceOf(...rolledBack, { action: 'remove', from: 'partner', to: 'ben', status: 200 }),
  },
  {
    requirement: 'GR-16.2.4.2-4f',
    says: 'what is made of a roll-back asserts nobody on leg D either',
    events: traceOf(...rolledBack, { ...namesAgain, headers: [] }),
  },
  {
    requirement: 'GR-16.2.4.2-4g',
    says: 'a partner that was told of no removal names nobody',
    events: traceOf(...removed.slice(0, -1)),
  },
  {
    requirement: 'GR-16.2.2.5-3g',
    says: 'the removal was refused',
    events: traceOf(...removed.slice(0, 4), refused),
  },
  {
    requirement: 'GR-16.2.3.1-3.1',
    says: 'an identity is used again after its regroup was removed',
    events: traceOf(...formed, byAna, handedOn, asks),
  },
  {
    requirement: 'GR-16.2.3.1-7a',
    says: 'a partner that refused is asked again and accepts',
    events: traceOf(asks, { ...handsOn, status: 480 }, handsOn),
  },
  {
    requirement: 'GR-16.2.3.1-7a',
    says: 'a regroup is asked for again, and a partner refuses it then',
    events: traceOf(asks, handsOn, { ...asks, status: 480, isLate: true }, { ...handsOn, status: 480 }),
  },
  {
    requirement: 'GR-16.2.3.2-3.1',
    says: 'a regroup of the other MC system is removed',
    events: traceOf(madeByJan, toAna, handedOn),
  },
  {
    requirement: 'GR-16.2.3.2-3.2',
    says: 'the removal of a regroup of the other MC system is handed on to it',
    events: traceOf(madeByJan, toAna, handedOn),
  },
  {
    requirement: 'GR-16.2.3.2-3.1',
    says: 'a second removal comes before the first is answered',
    events: traceOf(...formed, { ...toAna, isLate: true }, byJan),
  },
  {
    requirement: 'GR-16.2.3.2-4',
    says: 'a second removal that comes before the first is answered finds nothing any more',
    events: traceOf(...formed, { ...toAna, isLate: true }, { ...byJan, status: 403, warning: 163 }),
  },
  {
    requirement: 'GR-16.2.3.2-4',
    says: 'a server that has ended the regroup itself finds nothing any more',
    events: traceOf(...formed, handedOn, refused),
  },
  {
    requirement: 'GR-16.2.3.2-3.2',
    says: 'a removal that found nothing is followed by a regroup of the same name and its removal',
    events: traceOf(...formed, toAna, handedOn, refused, ...formed, toAna, handedOn),
  },
  {
    requirement: 'GR-16.2.4.2-2',
    says: 'whoever controls the regroup refuses a removal that another server hands on',
    events: traceOf(madeByJan, byAna, { ...handedOn, status: 403, warning: 169 }),
  },
  {
    requirement: 'GR-16.2.4.1-2a.1',
    says: 'a creation comes before that of another regroup is answered',
    events: traceOf(asks, { ...madeByJan, regroup: OTHER, isLate: true }, handsOn),
  },
  {
    requirement: 'GR-16.2.4.1-2a.1',
    says: 'a creation comes after the other regroup was ended by its own server',
    events: traceOf(
      { ...madeByJan, regroup: OTHER },
      { action: 'remove', from: 'partner', to: 'primary', status: 200, regroup: OTHER },
      ...formed,
    ),
  },
];
