// Traces with one defect that no message of a party under test shows by itself, and the conforming ones beside them.

import type { TraceEvent } from '../../../evidence/trace';
import { GROUPS, REGROUP_ID, traceOf, WITH_COAST, type Request } from './messages';
import {
  ALL_BUT_ONE,
  NAMED,
  ASSERTED,
  BY_PARTNER,
  CONTACT,
  OTHER,
  againWithoutInfo,
  asks,
  asksWith,
  benTold,
  byAna,
  byAnaUnanswered,
  byEve,
  formedByJan,
  formed,
  handedOn,
  handsOn,
  inTwin,
  names,
  namesAgain,
  namesEve,
  refused,
  removed,
  rolledBack,
  tellsBen,
  toPrimary,
  withoutInfo,
} from './requests';

export interface Defect {
  readonly requirement: string;
  readonly says: string;
  readonly events: readonly TraceEvent[];
  /** What comes nearest and is right. */
  readonly conforming: readonly TraceEvent[];
}

/** Of a leg D, beside the request that it is made of. */
const ofNames = (requirement: string, says: string, ...wrong: readonly Request[]): Defect => ({
  requirement,
  says,
  events: traceOf(asksWith, ...wrong),
  conforming: traceOf(asksWith, names),
});

/** Of a removal on leg D towards a primary, beside the one that it is made of. */
const ofNamesAgain = (requirement: string, says: string, ...wrong: readonly Request[]): Defect => ({
  requirement,
  says,
  events: traceOf(...removed, ...wrong),
  conforming: traceOf(...removed, namesAgain),
});

const CRISIS = '<preconfigured-group>sip:crisis.t1@primary.example</preconfigured-group>';
const proposing = (name: string): string => REGROUP_ID.replace('joint.t1@primary', name) + GROUPS;

/** Ana initiates a regroup and names such an identity. */
const named = (name: string): TraceEvent => ({
  ...{ kind: 'control', id: name, seq: 2, at: 2, scope: 't1', party: 'client-1', answer: { status: 'done' } },
  command: {
    command: 'act',
    act: {
      kind: 'initiate-regroup',
      user: 'sip:ana.t1@primary.example',
      regroupGroupId: `sip:${name}.t1@primary.example`,
    },
  },
});

/** A member of one listed group is served by the MC system that is its home. */
const ofCoast = formed.map((request) => ({ ...request, regroup: REGROUP_ID + WITH_COAST }));

/** A creation that proposes what it should not, beside one that proposes an identity of its own. */
const ofProposals = (says: string, ...wrong: readonly Request[]): Defect => ({
  requirement: 'GR-16.2.1.1-7b',
  says,
  events: traceOf(...wrong),
  conforming: traceOf({ ...asks, regroup: CRISIS + REGROUP_ID + GROUPS }),
});

/** The partner controls it, and the primary takes part. */
const ofPartner: readonly Request[] = [
  { action: 'create', from: 'jan', to: 'partner', status: 200 },
  { action: 'create', from: 'partner', to: 'primary', status: 200 },
];

const tellsGil: Request = { ...tellsBen, action: 'create', to: 'gil', regroup: REGROUP_ID + WITH_COAST };

const OF_MCPTT: readonly Defect[] = [
  {
    requirement: 'GR-16.2.2.3-6',
    says: 'a server takes the removal of a regroup that another controls, and hands it over to nobody',
    events: traceOf(...ofPartner, byAna),
    conforming: traceOf(...ofPartner, byAna, handedOn),
  },
  {
    requirement: 'GR-16.2.3.2-4',
    says: 'a server refuses a removal that another hands over to it',
    events: traceOf(...ofPartner, byAna, { ...handedOn, status: 403, warning: 169 }),
    conforming: traceOf(...ofPartner, byAna, handedOn),
  },
  {
    requirement: 'GR-16.2.3.2-5a.8',
    says: 'a server takes a removal that another hands over to it, and leaves the regroup as it is',
    events: traceOf(...ofPartner, byAna, handedOn),
    conforming: traceOf(...ofPartner, byAna, handedOn, { ...handedOn, from: 'partner', to: 'primary' }),
  },
  {
    requirement: 'GR-16.2.2.5-3g',
    says: 'a server takes a removal that another hands over to it, and does not tell its own member',
    events: traceOf(...ofPartner, tellsGil, byAna, handedOn),
    conforming: traceOf(...ofPartner, tellsGil, byAna, handedOn, { ...tellsGil, action: 'remove' }),
  },
  ofProposals('the regroup is the preconfigured group', { ...asks, regroup: CRISIS + proposing('crisis.t1@primary') }),
  ofProposals('the regroup is a listed group', { ...asks, regroup: proposing('med.t1@partner') }),
  ofProposals('the regroup is a group that is not listed', { ...asks, regroup: proposing('coast.t1@partner') }),
  ofProposals('the regroup is in force', asks, asks),
  {
    ...ofProposals('the regroup is another than the user named'),
    events: [...traceOf(asks), named('other')],
    conforming: [...traceOf(asks), named('joint')],
  },
  {
    ...ofProposals('the second regroup is the first, and not the one that the user named'),
    events: [...traceOf(asks, byAna, asks), named('joint'), named('other')],
    conforming: [...traceOf(asks, byAna, asks), named('joint'), named('joint')],
  },
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
  {
    requirement: 'GR-16.2.3.1-3.1',
    says: 'an identity of a regroup that another server controls is handed on',
    events: traceOf(...formedByJan, asks, handsOn),
    conforming: traceOf(...formedByJan, { ...asks, status: 403, warning: 165 }),
  },
  ofNames('GR-16.2.4.1-7b', 'leg D copies no Accept-Contact', { ...names, headers: names.headers?.slice(1) ?? [] }),
  ofNames('GR-16.2.4.1-7d', 'leg D has no information body', withoutInfo),
  ofNames('GR-16.2.4.1-7e', 'leg D leaves out a group', { ...names, regroup: ALL_BUT_ONE }),
  ofNames('GR-16.2.4.1-7g', 'leg D asserts nobody', { ...names, headers: [CONTACT] }),
  ofNames('GR-16.2.4.1-6', 'a user is named on leg D twice', names, names),
  ofNames('GR-16.2.4.1-6', 'a user is named twice in one request on leg D', {
    ...names,
    regroup: NAMED.replace(/<user>.*?<\/user>/s, '$&$&'),
  }),
  ofNames('GR-16.2.4.1-5', 'leg D names a user whom another server serves', { ...names, regroup: namesEve }),
  ofNames('GR-16.2.4.1-5', 'leg D names a user who is in no group', { ...names, regroup: NAMED.replace('ben', 'gil') }),
  {
    requirement: 'GR-16.2.4.1-5',
    says: 'a partner names a user who is in no group of its own',
    events: traceOf(...formed, { ...toPrimary, regroup: namesEve.replace('eve', 'ana') }),
    conforming: traceOf(...formed, toPrimary),
  },
  {
    requirement: 'GR-16.2.4.1-5',
    says: 'a client is told of a regroup whose user is in no group and is named by nobody',
    events: traceOf(...formed, { ...tellsBen, action: 'create', to: 'gil' }),
    conforming: traceOf(...formed, { ...tellsBen, action: 'create' }),
  },
  {
    requirement: 'GR-16.2.2.4-3g',
    says: 'a partner does not tell a member whom it serves of the regroup',
    events: traceOf(...ofCoast),
    conforming: traceOf(...ofCoast, { ...tellsBen, action: 'create', to: 'gil', regroup: REGROUP_ID + WITH_COAST }),
  },
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
    requirement: 'GR-16.2.3.1-7a',
    says: 'a creation is accepted that a partner did not take',
    events: traceOf({ ...asks, isLate: true }, { ...handsOn, isNotTaken: true }),
    conforming: traceOf({ ...asks, status: 480, isLate: true }, { ...handsOn, isNotTaken: true }),
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

const OF_TWINS: readonly Defect[] = (['mcvideo', 'mcdata'] as const).flatMap((service): readonly Defect[] => [
  {
    requirement: 'TWIN-2',
    says: `a client of ${service} has the names of MCPTT in its bodies`,
    events: traceOf({ ...asks, service, names: 'mcptt' }),
    conforming: traceOf({ ...asks, service }),
  },
  {
    requirement: 'TWIN-2',
    says: `a regroup of ${service} is handed on as one of MCPTT`,
    events: traceOf({ ...asks, service }, handsOn),
    conforming: traceOf(...inTwin(service, ...formed)),
  },
  {
    requirement: 'GR-16.2.2.5-3f',
    says: `a client of ${service} is told of a removal under the identity of the other server`,
    events: traceOf(...inTwin(service, ...benTold, { ...tellsBen, headers: ASSERTED })),
    conforming: traceOf(...inTwin(service, ...benTold, { ...tellsBen, headers: BY_PARTNER })),
  },
  {
    requirement: 'GR-16.2.2.5-3f',
    says: `a client of ${service} is told of a roll-back under no identity`,
    events: traceOf(...inTwin(service, ...rolledBack, tellsBen)),
    conforming: traceOf(...inTwin(service, ...rolledBack, { ...tellsBen, headers: BY_PARTNER })),
  },
  {
    requirement: 'GR-16.2.3.2-4',
    says: `a removal of ${service} is refused for an emergency, which it does not have`,
    events: traceOf(...inTwin(service, ...formed, { ...byAna, status: 403, warning: 169 })),
    conforming: traceOf(...inTwin(service, ...formed, byAna)),
  },
]);

export const DEFECTS: readonly Defect[] = [...OF_MCPTT, ...OF_TWINS];
