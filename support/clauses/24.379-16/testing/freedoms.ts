// Traces that come near to a defect of a statement and are right.

import type { TraceEvent } from '../../../evidence/trace';
import { WITH_COAST, traceOf, type Request } from './messages';
import {
  ASSERTED,
  CLIENT,
  CONTACT,
  NAMED,
  OTHER,
  asks,
  asksWith,
  benTold,
  byAna,
  formedByJan,
  formed,
  handedOn,
  handsOn,
  inTwin,
  names,
  namesAgain,
  refused,
  removed,
  rolledBack,
  tellsBen,
} from './requests';

export interface Freedom {
  readonly requirement: string;
  readonly says: string;
  readonly events: readonly TraceEvent[];
}

const CRISIS = '<preconfigured-group>sip:crisis.t1@primary.example</preconfigured-group>';
const toAna: Request = { ...byAna, answerHeaders: ASSERTED };
const byJan: Request = { action: 'remove', from: 'jan', to: 'primary', status: 200, answerHeaders: ASSERTED };
const madeByJan: Request = { action: 'create', from: 'jan', to: 'partner', status: 200 };

const withCoast: Request = { ...handsOn, regroup: WITH_COAST };

const namedTwice = traceOf(asksWith, names, names);
const [lastNaming] = namedTwice.flatMap((event) => (event.kind === 'message' ? [event] : [])).slice(-2);
/** Another user affiliates before the second request. */
const joins: readonly TraceEvent[] = lastNaming
  ? [{ ...lastNaming, id: 'joins', seq: lastNaming.seq - 1, flow: 'group-affiliation-request.client-server', raw: '' }]
  : [];

/** The scenario has the server ask twice. */
const told: TraceEvent = {
  kind: 'control',
  id: 'told',
  seq: 1,
  at: 1,
  scope: 't1',
  party: 'primary-server',
  command: { command: 'behave' },
  answer: { status: 'done' },
};

/** Traces that are right although they come near to a defect of the statement. */
export const FREEDOMS: readonly Freedom[] = [
  {
    requirement: 'GR-16.2.2.5-3f',
    says: 'a client of MCPTT is told of a removal under the identity that it came with',
    events: traceOf(...benTold, { ...tellsBen, headers: ASSERTED }),
  },
  {
    requirement: 'GR-16.2.4.2-4f',
    says: 'a removal of MCVideo asserts nobody on leg D, for the text has the identity in the 200',
    events: traceOf(...inTwin('mcvideo', ...removed, { ...namesAgain, headers: [CONTACT] })),
  },
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
    says: 'a played server names a user twice because the scenario has it so',
    events: [...namedTwice.slice(0, 1), told, ...namedTwice.slice(1)],
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
    requirement: 'GR-16.2.4.2-4e',
    says: 'a removal that names no preconfigured group is made of one that names none, though another came that does',
    events: traceOf(
      ...removed,
      { ...handedOn, headers: [CONTACT, ...ASSERTED], info: CLIENT, regroup: `${NAMED}${CRISIS}` },
      namesAgain,
    ),
  },
  {
    requirement: 'GR-16.2.2.5-3g',
    says: 'a server is asked to end a regroup that it controls by another whom no user asked, and leaves it as it is',
    events: traceOf(
      { action: 'create', from: 'jan', to: 'partner', status: 200 },
      { action: 'create', from: 'partner', to: 'ben', status: 200 },
      handedOn,
    ),
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
    requirement: 'GR-16.2.3.1-3.1',
    says: 'an identity is used again after the regroup of another server was removed',
    events: traceOf(...formedByJan, { ...handedOn, from: 'partner', to: 'primary' }, asks, handsOn),
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
    requirement: 'GR-16.2.3.2-5a.8',
    says: 'a server refuses a removal that another hands over to it, for it is overloaded',
    events: traceOf(...formedByJan, toAna, { ...handedOn, status: 500 }),
  },
  {
    requirement: 'GR-16.2.3.2-5a.8',
    says: 'a server that takes part and controls nothing is told of the removal',
    events: traceOf(...formed, toAna, handedOn),
  },
  {
    requirement: 'GR-16.2.3.2-5a.8',
    says: 'a server is asked to remove a regroup once for each of its groups in it (M-06)',
    events: traceOf(asks, withCoast, byAna, handedOn, handedOn),
  },
  {
    requirement: 'GR-16.2.2.3-6',
    says: 'a server is asked to remove a regroup that it never heard of',
    events: traceOf(madeByJan, { ...toAna, status: 403, warning: 163 }),
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
