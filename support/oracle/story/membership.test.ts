import assert from 'node:assert/strict';
import type { ControlEvent } from '../../evidence/trace';
import type { FlowId } from '../../procedure/flows';
import type { PartyName } from '../../procedure/roles';
import {
  ANA,
  BEN,
  CLEO,
  FIRE,
  FIRE2,
  FIXTURE,
  gms,
  JAN,
  JOINT,
  MED,
  MED8,
  server,
} from '../../clauses/23.280-10.15.3.3.1/testing/cast';
import { readControls } from './controls';
import { readMembership } from './membership';
import type { Message } from './message';
import { readPlaces } from './places';
import { pair, type Timelines } from './timeline';

const P = 'primary-server';
const Q = 'partner-server';
const PARTIES: Readonly<Record<string, PartyName>> = {
  [server('primary')]: P,
  [server('partner')]: Q,
  [gms('primary')]: 'primary-gms',
  [gms('partner')]: 'partner-gms',
};

let seq = 0;
function message(flow: FlowId, from: string, to: string, elements: object = {}): Message {
  const end = (id: string) => ({ id, party: PARTIES[id] ?? null });
  seq += 1;
  return {
    kind: 'message',
    scope: 't1',
    id: `e${seq}`,
    seq,
    at: seq,
    flow,
    raw: '',
    wire: {},
    schemaErrors: [],
    from: end(from),
    to: end(to),
    body: { ...elements },
    writtenBy: 'harness',
  };
}

const asks = (flow: FlowId, user: string, elements: object = {}) =>
  message(flow, user, server('partner'), { mcServiceId: user, ...elements });
const answers = (flow: FlowId, user: string, elements: object = {}) =>
  message(flow, server('partner'), user, { mcServiceId: user, ...elements });

const told = (party: PartyName, command: ControlEvent['command'], answer: ControlEvent['answer']): ControlEvent => {
  seq += 1;
  return { kind: 'control', scope: 't1', id: `e${seq}`, seq, at: seq, party, command, answer };
};
const act = (user: string, kind: string, groups: readonly string[] = [], status = 'done') =>
  told('client-2', { command: 'act', act: { kind, user, mcServiceGroupIdList: groups } }, { status });
const affiliated = (party: PartyName, users: readonly string[], status = 'done') =>
  told(
    party,
    { command: 'ask', question: { kind: 'affiliations', mcServiceGroupId: JOINT } },
    { status, affiliated: users },
  );

const NOWHERE = () => false;
const EVERYWHERE = () => true;

const read = (
  messages: readonly Message[],
  controls: readonly ControlEvent[] = [],
  hidden: (one: PartyName, other: PartyName) => boolean = NOWHERE,
  fixture = FIXTURE,
) => readMembership(messages, readControls(controls), readPlaces(fixture), hidden);

const states = (timelines: Timelines, key: string): string =>
  (timelines.get(key) ?? []).map(({ state }) => state).join(' ');
const serviceOf = (user: string, ...messages: readonly Message[]): string =>
  states(read(messages).service, pair(user, Q));
const affiliationOf = (group: string, ...messages: readonly Message[]): string =>
  states(read(messages).affiliation, pair(BEN, group));

const AUTHORIZE = 'service-authorization-request.client-server';
const AUTHORIZED = 'service-authorization-response.server-client';
const JOIN = 'group-affiliation-request.client-server';
const JOINED = 'group-affiliation-response.server-client';
const LEAVE = 'group-de-affiliation-request.client-server';
const LEFT = 'group-de-affiliation-response.server-client';
const DATA = 'notify-group-dynamic-data-request.server-gms';
const FOLLOW = 'subscribe-group-dynamic-data-request.gms-server';

const groups = (...mcServiceGroupIdList: readonly string[]) => ({ mcServiceGroupIdList });
const SUCCESS = { result: 'success' };
const FAILURE = { result: 'failure' };

describe('who receives service', () => {
  it('may be who asked, is who was authorized, and is nobody who was refused', () => {
    assert.equal(serviceOf(BEN, asks(AUTHORIZE, BEN)), 'maybe');
    assert.equal(serviceOf(BEN, asks(AUTHORIZE, BEN), answers(AUTHORIZED, BEN, SUCCESS)), 'maybe yes');
    assert.equal(serviceOf(BEN, asks(AUTHORIZE, BEN), answers(AUTHORIZED, BEN, FAILURE)), 'maybe no');
    assert.equal(serviceOf(CLEO, asks(AUTHORIZE, BEN), answers(AUTHORIZED, BEN, SUCCESS)), '');
  });

  it('may be who logs off, until that is answered', () => {
    const off = asks('log-off-request.client-server', BEN);
    assert.equal(serviceOf(BEN, off), 'maybe');
    assert.equal(serviceOf(BEN, off, answers('log-off-response.server-client', BEN)), 'maybe no');
  });

  it('is not told where the server is unknown', () => {
    const elements = { mcServiceId: BEN, ...SUCCESS };
    const { service } = read([
      message(AUTHORIZE, BEN, 'sip:who@elsewhere.example', elements),
      message(AUTHORIZED, 'sip:who@elsewhere.example', BEN, elements),
      message('log-off-request.client-server', BEN, 'sip:who@elsewhere.example', elements),
      message('log-off-response.server-client', 'sip:who@elsewhere.example', BEN, elements),
    ]);
    assert.equal(service.size, 0);
  });

  it('is told by who was made to act, where the messages cannot be seen', () => {
    const acts = [
      act(BEN, 'start-service'),
      act(BEN, 'affiliate', [MED]),
      act(BEN, 'de-affiliate', [MED]),
      act(BEN, 'log-off'),
    ];
    const { service, affiliation, everAffiliated } = read([], acts, EVERYWHERE);
    assert.equal(states(service, pair(BEN, Q)), 'yes no');
    assert.equal(states(affiliation, pair(BEN, MED)), 'yes no');
    assert.deepEqual([...(everAffiliated.get(MED) ?? [])], [BEN]);
    for (const [controls, hidden] of [
      [acts, NOWHERE],
      [[act(BEN, 'start-service', [], 'unsupported')], EVERYWHERE],
      [[act('sip:who@elsewhere.example', 'start-service')], EVERYWHERE],
    ] as const) {
      const nothing = read([], controls, hidden);
      assert.deepEqual([nothing.service.size, nothing.affiliation.size], [0, 0]);
    }
  });

  it('is who stands affiliated from before the scenario, whatever is seen of it', () => {
    const users = FIXTURE.users.map((user) => (user.id === BEN ? { ...user, standsAffiliated: [MED] } : user));
    const { service, affiliation, everAffiliated } = read([], [], NOWHERE, { ...FIXTURE, users });
    assert.deepEqual(service.get(pair(BEN, Q)), [{ seq: 0, state: 'yes', evidence: 'before' }]);
    assert.deepEqual(affiliation.get(pair(BEN, MED)), [{ seq: 0, state: 'yes', evidence: 'before' }]);
    assert.deepEqual([service.size, [...everAffiliated.keys()]], [1, [MED]]);
  });
});

describe('who is affiliated', () => {
  const join = (...list: readonly string[]) => asks(JOIN, BEN, groups(...list));

  it('is who was told so, by a list of the answer or else of the request', () => {
    assert.equal(affiliationOf(MED, join(MED), answers(JOINED, BEN, { ...groups(MED), ...SUCCESS })), 'maybe yes');
    assert.equal(affiliationOf(MED, join(MED), answers(JOINED, BEN, SUCCESS)), 'maybe yes');
    assert.equal(affiliationOf(MED8, join(MED, MED8), answers(JOINED, BEN, { ...groups(MED), ...SUCCESS })), 'maybe');
    assert.equal(affiliationOf(MED, answers(JOINED, BEN, SUCCESS)), '');
  });

  it('is open of who is no member, where one answer confirms a list', () => {
    const confirmed = [join(MED, MED8), answers(JOINED, BEN, SUCCESS)];
    assert.equal(affiliationOf(MED8, ...confirmed), 'maybe maybe');
    assert.equal(affiliationOf(MED, ...confirmed), 'maybe yes');
  });

  it('is nobody who is no member, where a list is not granted whole', () => {
    const failed = [join(MED, MED8), answers(JOINED, BEN, FAILURE)];
    assert.equal(affiliationOf(MED, ...failed), 'maybe maybe');
    assert.equal(affiliationOf(MED8, ...failed), 'maybe no');
  });

  it('is told by answers in the order of their requests, of joining and of leaving apart', () => {
    const messages = [
      ...[join(MED), asks(LEAVE, BEN, groups(FIRE)), join(MED8), answers(JOINED, BEN, SUCCESS)],
      ...[answers(LEFT, BEN, SUCCESS), answers(JOINED, BEN, FAILURE), answers(JOINED, BEN, SUCCESS)],
    ];
    assert.deepEqual(
      [MED, MED8, FIRE].map((group) => affiliationOf(group, ...messages)),
      ['maybe yes', 'maybe no', 'no'],
    );
  });

  it('is told by an answer to the request of its kind, whichever was asked first', () => {
    const crossed = [
      join(MED),
      asks(LEAVE, BEN, groups(FIRE)),
      answers(LEFT, BEN, SUCCESS),
      answers(JOINED, BEN, SUCCESS),
    ];
    assert.equal(affiliationOf(MED, ...crossed), 'maybe yes');
    assert.match(affiliationOf(FIRE, ...crossed), / ?no$/);
  });

  it('may be any who asked to join while leaving was not answered yet, or the other way round', () => {
    const leave = (...list: readonly string[]) => asks(LEAVE, BEN, groups(...list));
    const joined = () => answers(JOINED, BEN, SUCCESS);
    const left = () => answers(LEFT, BEN, SUCCESS);
    assert.equal(affiliationOf(MED, join(MED), leave(MED), left(), joined()), 'maybe maybe maybe');
    const crossing = [leave(MED, FIRE), join(MED), joined(), left()];
    assert.equal(affiliationOf(MED, ...crossing), 'maybe maybe maybe');
    assert.equal(affiliationOf(FIRE, ...crossing), 'no');
    assert.equal(affiliationOf(MED, ...crossing, join(MED), joined()), 'maybe maybe maybe yes');
  });

  it('may be nobody who logged off before joining was answered', () => {
    const off = () => asks('log-off-request.client-server', BEN);
    const gone = () => answers('log-off-response.server-client', BEN);
    const authorized = () => answers(AUTHORIZED, BEN, SUCCESS);
    const leaving = [asks(AUTHORIZE, BEN), authorized(), join(MED), off(), answers(JOINED, BEN, SUCCESS), gone()];
    assert.equal(affiliationOf(MED, ...leaving), 'maybe maybe');
    assert.equal(serviceOf(BEN, ...leaving), 'maybe yes maybe no');
    assert.equal(serviceOf(BEN, off(), asks(AUTHORIZE, BEN), authorized(), gone()), 'maybe maybe maybe maybe');
  });

  it('may be nobody whom the home of the group refused, whenever the client was told that it is', () => {
    const asked = () =>
      message('group-affiliation-request.server-server', server('partner'), server('primary'), {
        mcServiceId: BEN,
        ...groups(FIRE),
      });
    const refused = () =>
      message('group-affiliation-response.server-server', server('primary'), server('partner'), {
        mcServiceId: BEN,
        ...FAILURE,
      });
    const joined = () => answers(JOINED, BEN, SUCCESS);
    assert.equal(affiliationOf(FIRE, join(FIRE), asked(), joined(), refused()), 'maybe yes maybe');
    assert.equal(affiliationOf(FIRE, join(FIRE), asked(), refused(), joined()), 'maybe maybe');
    assert.equal(affiliationOf(FIRE, join(FIRE), asked(), refused(), answers(JOINED, BEN, FAILURE)), 'maybe no');
  });

  it('may be any of several that were refused together', () => {
    const refused = answers(JOINED, BEN, { ...groups(MED, MED8), ...FAILURE });
    assert.equal(affiliationOf(MED, join(MED, MED8), refused), 'maybe maybe');
    assert.equal(affiliationOf(MED, join(MED), answers(JOINED, BEN, { ...groups(MED), ...FAILURE })), 'maybe no');
  });

  it('is open again once it is asked to change, and only then', () => {
    const joined = [join(MED), answers(JOINED, BEN, SUCCESS)];
    assert.equal(affiliationOf(MED, ...joined, join(MED)), 'maybe yes');
    assert.equal(affiliationOf(MED, ...joined, asks(LEAVE, BEN, groups(MED))), 'maybe yes maybe');
    const left = [...joined, asks(LEAVE, BEN, groups(MED)), answers(LEFT, BEN, SUCCESS)];
    assert.equal(affiliationOf(MED, ...left), 'maybe yes maybe no');
    assert.equal(affiliationOf(MED, ...left, join(MED)), 'maybe yes maybe no maybe');
    assert.equal(affiliationOf(MED, ...left, asks(LEAVE, BEN, groups(MED))), 'maybe yes maybe no');
    assert.equal(affiliationOf(MED, ...joined, answers(LEFT, BEN, { ...groups(MED), ...FAILURE })), 'maybe yes maybe');
  });

  it('was affiliated once, or may have been', () => {
    const everOf = (...messages: readonly Message[]) => [...(read(messages).everAffiliated.get(MED) ?? [])];
    assert.deepEqual(everOf(join(MED), answers(JOINED, BEN, SUCCESS)), [BEN]);
    assert.deepEqual(everOf(join(MED)), [BEN]);
    assert.deepEqual(everOf(answers(JOINED, BEN, { ...groups(MED), ...FAILURE })), []);
    assert.deepEqual(everOf(answers(JOINED, BEN, { ...groups(MED, MED8), ...FAILURE })), [BEN]);
  });
});

describe('an affiliation that was confirmed', () => {
  const joined = [asks(JOIN, BEN, groups(MED)), answers(JOINED, BEN, { ...groups(MED), ...SUCCESS })];
  const asked = (party: PartyName, users: readonly string[]) =>
    told(
      party,
      { command: 'ask', question: { kind: 'affiliations', mcServiceGroupId: MED } },
      { status: 'done', affiliated: users },
    );
  const held = (control: ControlEvent) => {
    const { affiliation, neverHeld } = read(joined, [control]);
    return [states(affiliation, pair(BEN, MED)), [...neverHeld].length];
  };

  it('may never have come about where the server answers to control that it has none', () => {
    assert.deepEqual(held(asked(Q, [])), ['maybe maybe', 1]);
    assert.deepEqual(held(asked(Q, [BEN])), ['maybe yes', 0]);
    assert.deepEqual(held(asked(P, [])), ['maybe yes', 0]);
  });
});

describe('who is reported to take part in a regroup', () => {
  const of = (system: 'primary' | 'partner', ...groupDynamicData: readonly object[]) =>
    message(DATA, server(system), gms(system), { groupDynamicData });
  const data = (...groupDynamicData: readonly object[]) => of('partner', ...groupDynamicData);

  it('is who the dynamic data names, until they name them as gone', () => {
    const { reported, everReported } = read([
      data({ mcServiceGroupId: JOINT, affiliated: [BEN, CLEO] }, { mcServiceGroupId: MED, affiliated: [JAN] }),
      data({ mcServiceGroupId: JOINT, deAffiliated: [BEN] }),
    ]);
    assert.deepEqual(
      [BEN, CLEO, JAN].map((user) => states(reported, pair(user, JOINT))),
      ['yes no', 'yes', ''],
    );
    assert.deepEqual([...(everReported.get(JOINT) ?? [])], [BEN, CLEO]);
  });

  it('is who control was told of, and of the same MC system nobody else', () => {
    const before = data({ mcServiceGroupId: JOINT, affiliated: [BEN, CLEO] });
    const elsewhere = of('primary', { mcServiceGroupId: JOINT, affiliated: [ANA] });
    const { reported } = read([before, elsewhere], [affiliated(Q, [CLEO, JAN])]);
    assert.deepEqual(
      [BEN, CLEO, JAN, ANA].map((user) => states(reported, pair(user, JOINT))),
      ['yes no', 'yes yes', 'yes', 'yes'],
    );
    assert.equal(states(read([before], [affiliated(Q, [], 'unsupported')]).reported, pair(BEN, JOINT)), 'yes');
    assert.equal(states(read([], [affiliated(Q, [])]).reported, pair(BEN, JOINT)), '');
    const stranger = 'sip:who@elsewhere.example';
    const known = data({ mcServiceGroupId: JOINT, affiliated: [stranger] });
    assert.equal(states(read([known], [affiliated(Q, [])]).reported, pair(stranger, JOINT)), 'yes');
  });

  it('is nobody of whom a server tells that never served the user', () => {
    const { reported, everReported } = read([
      data({ mcServiceGroupId: JOINT, affiliated: [ANA] }),
      of('primary', { mcServiceGroupId: JOINT, deAffiliated: [BEN] }),
    ]);
    assert.deepEqual([...reported, ...(everReported.get(JOINT) ?? [])], []);
    const visiting = read([
      answers('service-authorization-response.server-client', ANA, { result: 'success' }),
      data({ mcServiceGroupId: JOINT, affiliated: [ANA] }),
    ]);
    assert.equal(states(visiting.reported, pair(ANA, JOINT)), 'yes');
  });

  it('is followed by the group management server that subscribed, at the server of its own MC system', () => {
    const follow = (from: string, to: string, ...list: readonly string[]) => message(FOLLOW, from, to, groups(...list));
    const { followed } = read([
      follow(gms('partner'), server('partner'), MED),
      follow(gms('partner'), server('partner'), MED8),
      follow(gms('primary'), server('partner'), FIRE),
      follow('sip:who@elsewhere.example', server('partner'), FIRE),
      follow(gms('primary'), 'sip:who@elsewhere.example', FIRE2),
    ]);
    assert.deepEqual(
      [...followed].map(([system, list]) => [system, ...list]),
      [['partner', MED, MED8]],
    );
  });
});
