import assert from 'node:assert/strict';
import type { PartyName } from '../../../../procedure/roles';
import { FIRE, FIRE2, FIXTURE, JOINT, JOINT8, MED, TEMP } from '../../testing/cast';
import { FLOW } from '../../testing/flow-names';
import { oneMessage } from '../../testing/one-message';
import { legOf, startAttempt, type AttemptDraft } from '../attempts/attempt';
import { readControls } from '../../../../oracle/story/controls';
import { readHoldings, type Holding } from './holdings';
import type { Message } from '../../../../oracle/story/message';
import { readArrivals } from '../../../../oracle/story/arrivals';
import { readPlaces } from '../../../../oracle/story/places';
import { abilitiesOf, EVERY_ABILITY, type Abilities } from '../../../../ports/abilities';

const P = 'primary-server';
const Q = 'partner-server';
const R = 'second-partner-server';
const WHO = 'sip:who@elsewhere.example';

const at = (seq: number, body: Readonly<Record<string, unknown>> = {}): Message => oneMessage(body, { seq });

/** Asked for at the primary; what becomes of it is added by each test. */
const asked = (seq: number, groups: readonly string[], id?: string): AttemptDraft =>
  startAttempt(at(seq, { mcServiceGroupIdList: groups, regroupGroupId: id }), P, []);
const formed = (groups: readonly string[], id: string): AttemptDraft => {
  const attempt = asked(1, groups, id);
  attempt.step12.push(at(2));
  return attempt;
};

const holdings = (
  attempts: readonly AttemptDraft[],
  messages: readonly Message[] = [],
  controls: Parameters<typeof readControls>[0] = [],
  deliveries: Parameters<typeof readArrivals>[0] = [],
  lacking: Partial<Abilities> = {},
  inside: readonly PartyName[] = [],
) =>
  readHoldings(attempts, {
    abilities: { ...abilitiesOf({ abilities: EVERY_ABILITY }), ...lacking },
    messages,
    controls: readControls(controls),
    places: readPlaces(FIXTURE),
    arrivalOf: readArrivals(deliveries),
    refusals: new Map(),
    malformed: [],
    isInside: (one, other) => inside.includes(one) && inside.includes(other),
  });

describe('a regroup at a server', () => {
  const states = (attempt: AttemptDraft, server: PartyName, ...moments: readonly number[]) =>
    moments.map((seq) => holdings([attempt]).inForce(attempt, server, seq)).join(' ');

  it('may be in force at the primary from its request, and is from the response', () => {
    const attempt = asked(2, [FIRE], JOINT);
    attempt.step4b.push(at(3, { authorizationResult: 'success' }));
    attempt.step12.push(at(4));
    assert.equal(states(attempt, P, 1, 2, 3, 4), 'no maybe maybe yes');
  });

  it('is over at the primary with a reject or a negative return', () => {
    const [refused, rejected] = [asked(2, [FIRE], JOINT), asked(2, [FIRE], JOINT)];
    refused.step4b.push(at(3, { authorizationResult: 'failure' }));
    rejected.step4a.push(at(3));
    for (const attempt of [refused, rejected]) assert.equal(states(attempt, P, 2, 3), 'maybe no');
  });

  it('may come into force at the primary after all where that goes on, and stays in force whoever is asked later', () => {
    const goes = (refused: AttemptDraft): readonly AttemptDraft[] => {
      const [partner, member] = [refused, structuredClone(refused)];
      legOf(partner, Q).step5.push(at(4));
      member.ownStep7.push(at(4));
      return [partner, member];
    };
    const refused = asked(2, [FIRE], JOINT);
    refused.step4b.push(at(3, { authorizationResult: 'failure' }));
    for (const attempt of goes(refused)) assert.equal(states(attempt, P, 2, 3, 4), 'maybe no maybe');
    for (const attempt of goes(formed([FIRE], JOINT))) assert.equal(states(attempt, P, 2, 4), 'yes yes');
  });

  it('may be over once it is being cancelled, is over when that succeeded, and may not be when it failed', () => {
    for (const [result, state] of [
      ['success', 'no'],
      ['failure', 'maybe'],
    ] as const) {
      const attempt = formed([FIRE, MED], JOINT);
      const leg = legOf(attempt, Q);
      leg.step5.push(at(2));
      leg.step11.push(at(3));
      for (const { cancels, cancelAnswers } of [attempt, leg]) {
        cancels.push(at(4));
        cancelAnswers.push(at(5, { result }));
      }
      assert.equal(states(attempt, P, 3, 4, 5), `yes maybe ${state}`);
      assert.equal(states(attempt, Q, 1, 2, 3, 4, 5), `no maybe yes maybe ${state}`);
    }
  });

  it('is as before at a primary that refused to cancel it, and where no partner kept it from ending it', () => {
    const ends = (passedOn: boolean): string => {
      const attempt = formed([FIRE, MED], JOINT);
      const leg = legOf(attempt, Q);
      leg.step5.push(at(1));
      leg.step11.push(at(2));
      attempt.cancels.push(at(4));
      if (passedOn) leg.cancels.push(at(5));
      if (passedOn) leg.cancelAnswers.push(at(6, { result: 'success' }));
      attempt.cancelAnswers.push(at(7, { result: 'failure' }));
      return `${states(attempt, P, 3, 4, 7)}, ${states(attempt, Q, 7)}`;
    };
    assert.deepEqual([ends(false), ends(true)], ['yes maybe yes, yes', 'yes maybe yes, no']);
  });

  it('may be over at a primary that says failure while the success of a partner is on its way', () => {
    const attempt = formed([FIRE, MED], JOINT);
    const leg = legOf(attempt, Q);
    leg.step5.push(at(1));
    leg.step11.push(at(2));
    attempt.cancels.push(at(4));
    leg.cancels.push(at(5));
    const success = at(6, { result: 'success' });
    leg.cancelAnswers.push(success);
    attempt.cancelAnswers.push(at(7, { result: 'failure' }));
    const arrived = { kind: 'delivery', id: 'late', seq: 8, at: 8, scope: 's1', message: success.id } as const;
    const late = [{ ...arrived, by: P, outcome: 'arrived', detail: '' } as const];
    assert.equal(holdings([attempt], [], [], late).inForce(attempt, P, 7), 'maybe');
  });

  it('is at a partner what the latest of its answers says, and is nowhere else', () => {
    const attempt = asked(1, [MED], JOINT);
    const leg = legOf(attempt, Q);
    leg.step5.push(at(2));
    leg.rejects.push(at(3));
    leg.step11.push(at(4));
    assert.equal(states(attempt, Q, 2, 3, 4), 'maybe no yes');
    assert.equal(states(attempt, R, 4), 'no');
  });
});

describe('a group that a regroup holds', () => {
  const seen = (server: PartyName, own: AttemptDraft, ...others: readonly AttemptDraft[]): readonly Holding[] =>
    holdings([...others, own]).at(own, server, 9);

  it('binds the server that takes part and is its home, and lets another refuse', () => {
    const other = formed([FIRE, MED], JOINT8);
    legOf(other, Q).step5.push(at(2));
    legOf(other, Q).rejects.push(at(3));
    const held = { by: JOINT8, asRegroupGroup: false };
    const own = asked(5, [FIRE, MED]);
    assert.deepEqual(seen(P, own, other), [
      { ...held, group: FIRE, binding: true },
      { ...held, group: MED, binding: false },
    ]);
    assert.deepEqual(seen(Q, own, other), []);
    assert.deepEqual(
      seen(R, own, other).map(({ binding }) => binding),
      [false, false],
    );
  });

  const takenOn = (listed: readonly string[]): AttemptDraft => {
    const other = formed([FIRE, MED], JOINT8);
    legOf(other, Q).step5.push(at(2, { mcServiceGroupIdList: listed }));
    legOf(other, Q).step11.push(at(3));
    return other;
  };

  it('binds a partner for the groups that it was told', () => {
    for (const listed of [[FIRE, MED], [FIRE]])
      assert.deepEqual(seen(Q, asked(5, [MED]), takenOn(listed)), [
        { group: MED, by: JOINT8, asRegroupGroup: false, binding: listed.includes(MED) },
      ]);
  });

  it('binds a partner from the request on that told it the group', () => {
    const other = takenOn([FIRE]);
    legOf(other, Q).step5.push(at(6, { mcServiceGroupIdList: [MED] }));
    const request = asked(5, [MED]);
    const binds = [5, 6].map((seq) =>
      holdings([request, other])
        .at(request, Q, seq)
        .map(({ binding }) => binding),
    );
    assert.deepEqual(binds, [[false], [true]]);
  });

  it('binds no partner that is asked by the same primary for the same regroup again (A-11)', () => {
    const again = seen(Q, asked(5, [MED], JOINT8), takenOn([FIRE, MED]));
    assert.deepEqual(
      again.map(({ binding }) => binding),
      [false, false],
    );
  });

  it('may be held by one that has no identity yet, which is named so; two without one are not of one name', () => {
    const [own, other] = [asked(5, [FIRE]), asked(1, [FIRE])];
    const held = { group: FIRE, by: 'a regroup that is being formed', asRegroupGroup: false, binding: false };
    assert.deepEqual(seen(P, own, other), [held]);
    assert.deepEqual(seen(Q, own, other), [held]);
    assert.deepEqual(seen(Q, own, asked(1, [FIRE2])), []);
  });

  it('is not held by a request that came later, nor by itself', () => {
    const own = asked(5, [FIRE], JOINT);
    assert.deepEqual(seen(P, own), []);
    assert.deepEqual(seen(P, own, asked(10, [FIRE], JOINT8)), []);
  });

  it('binds as a regroup group, in the list or given, wherever it is at home', () => {
    const held = { by: JOINT8, binding: true };
    const other = formed([FIRE2, MED], JOINT8);
    assert.deepEqual(seen(P, asked(5, [JOINT8]), other), [{ ...held, group: JOINT8, asRegroupGroup: false }]);
    assert.deepEqual(seen(P, asked(5, [FIRE], JOINT8), other), [{ ...held, group: JOINT8, asRegroupGroup: true }]);
    assert.deepEqual(seen(P, asked(5, [FIRE], MED), other), [{ ...held, group: MED, asRegroupGroup: true }]);
  });

  it('binds no partner as the regroup group, which the primary alone looks up', () => {
    const other = formed([FIRE2], JOINT8);
    legOf(other, Q).step5.push(at(2));
    legOf(other, Q).step11.push(at(3));
    assert.deepEqual(seen(Q, asked(5, [FIRE], JOINT8), other), [
      { group: JOINT8, by: JOINT8, asRegroupGroup: true, binding: false },
    ]);
  });

  it('binds nobody where nobody knows its home', () => {
    assert.deepEqual(
      seen(P, asked(5, [WHO]), formed([WHO], JOINT8)).map(({ binding }) => binding),
      [false],
    );
  });
});

describe('a group that is in a temporary group', () => {
  const NOTIFIED = 'notify-group-configuration-request.gms-server';
  const telling = (group: string, temporaryGroupId: unknown, change: Parameters<typeof oneMessage>[1] = {}): Message =>
    oneMessage(
      { groupConfigurations: [{ mcServiceGroupId: group, temporaryGroupId }] },
      { flow: NOTIFIED, seq: 2, to: { id: 'sip:p@x', party: P }, ...change },
    );
  const make = (act: object, status = 'done') =>
    ({
      kind: 'control',
      scope: 't1',
      id: 'c',
      seq: 1,
      at: 1,
      party: 'primary-gms',
      command: { command: 'act', act: { kind: 'make-temporary-group', mcServiceGroupIdList: [FIRE], ...act } },
      answer: { status },
    }) as const;
  const seen = (
    groups: readonly string[],
    messages: readonly Message[],
    ...controls: readonly ReturnType<typeof make>[]
  ) => holdings([], messages, controls).at(asked(5, groups), P, 9);
  const held = { group: FIRE, by: TEMP, asRegroupGroup: false };

  it('binds the server that was told and is its home', () => {
    const fetched = 'get-group-configuration-response.gms-server';
    for (const flow of [NOTIFIED, fetched] as const)
      assert.deepEqual(seen([FIRE, FIRE2], [telling(FIRE, TEMP, { flow })]), [{ ...held, binding: true }]);
    for (const group of [MED, WHO])
      assert.deepEqual(seen([group], [telling(group, TEMP)]), [{ ...held, group, binding: false }]);
    assert.deepEqual(seen([], [], make({})), []);
  });

  it('binds the primary as a regroup group that is given, wherever it is at home', () => {
    const known = holdings([], [telling(MED, TEMP)]);
    assert.deepEqual(known.at(asked(5, [FIRE], MED), P, 9), [
      { ...held, group: MED, asRegroupGroup: true, binding: true },
    ]);
  });

  it('lets the primary reject the temporary group itself, given as the regroup group', () => {
    const known = holdings([], [telling(FIRE, TEMP)]);
    const own = asked(5, [MED], TEMP);
    assert.deepEqual(known.at(own, P, 9), [{ ...held, group: TEMP, asRegroupGroup: true, binding: false }]);
    assert.deepEqual([known.isTemporaryGroup(TEMP, P, 9), known.isTemporaryGroup(TEMP, Q, 9)], [true, false]);
    assert.equal(known.isTemporaryGroup(TEMP, P, 1), false, 'before it was told');
  });

  it('binds no server that was not told, or was told of its end', () => {
    const open = [{ ...held, binding: false }];
    assert.deepEqual(seen([FIRE], [telling(FIRE, TEMP), telling(FIRE, undefined, { seq: 3 })]), open);
    assert.deepEqual(seen([FIRE], [telling(FIRE, TEMP, { seq: 10 })]), open);
    assert.deepEqual(seen([FIRE], [], make({ temporaryGroupId: TEMP })), open);
    assert.deepEqual(seen([FIRE], [], make({})), [{ ...open[0], by: 'a temporary group' }]);
  });

  it('binds a server from when it has been told, not from when that was written', () => {
    const arrived = (seq: number, outcome: 'arrived' | 'accepted') =>
      ({
        kind: 'delivery',
        scope: 't1',
        id: 'd',
        seq,
        at: 1,
        message: 'm',
        by: 'primary-gms',
        party: P,
        outcome,
        detail: '',
      }) as const;
    const message = telling(FIRE, TEMP, { id: 'm' });
    const bindingAt = (seq: number, ...deliveries: readonly ReturnType<typeof arrived>[]) =>
      holdings([], [message], [], deliveries)
        .at(asked(1, [FIRE]), P, seq)
        .map(({ binding }) => binding);
    assert.deepEqual(
      [3, 4].map((seq) => bindingAt(seq, arrived(4, 'arrived'))),
      [[false], [true]],
    );
    // Who takes it has it once it has said so.
    assert.deepEqual(
      [2, 5, 6].map((seq) => bindingAt(seq, arrived(4, 'arrived'), arrived(6, 'accepted'))),
      [[false], [false], [true]],
    );
  });

  it('binds a server that is told to fetch it by what it fetches, whether it first answers or fetches', () => {
    const by = { from: { id: 'sip:p@x', party: P }, flow: 'get-group-configuration-request.server-gms' } as const;
    const answer = { flow: 'get-group-configuration-response.gms-server', id: 'answer', seq: 4 } as const;
    const bindingAt = (seq: number, temporaryGroupId: string | undefined, fetches: boolean, accepted: number) => {
      const messages = [
        telling(FIRE, undefined, { id: 'm', seq: 2 }),
        ...(fetches ? [oneMessage({ mcServiceGroupId: FIRE }, { ...by, seq: 3 })] : []),
        ...(fetches ? [telling(FIRE, temporaryGroupId, answer)] : []),
      ];
      const told = { kind: 'delivery', scope: 't1', id: 'd', seq: accepted, at: 1, party: P, detail: '' } as const;
      const taken = { ...told, message: 'm', by: 'primary-gms', outcome: 'accepted' } as const;
      const made = make({ temporaryGroupId: TEMP });
      return holdings([], messages, [made], [taken], { notifiesConfiguration: false })
        .at(asked(1, [FIRE]), P, seq)
        .map(({ binding }) => binding);
    };
    for (const accepted of [3, 6])
      assert.deepEqual([bindingAt(3, TEMP, true, accepted), bindingAt(8, TEMP, true, accepted)], [[false], [true]]);
    assert.deepEqual(bindingAt(8, undefined, true, 6), [false]);
    assert.deepEqual(bindingAt(8, TEMP, false, 6), [false]);
  });

  it('holds nothing any more for whoever was told that it was torn down', () => {
    const torn = make({ kind: 'tear-down-temporary-group', temporaryGroupId: TEMP });
    const end = telling(FIRE, undefined, { seq: 3 });
    assert.deepEqual(seen([FIRE], [telling(FIRE, TEMP), end], torn), []);
    const open = [{ ...held, binding: false }];
    assert.deepEqual(seen([FIRE], [end], make({ temporaryGroupId: TEMP }), torn), open);
    assert.deepEqual(seen([FIRE], [telling(FIRE, TEMP)], torn), [{ ...held, binding: true }]);
    assert.deepEqual(seen([FIRE], [telling(FIRE, TEMP), end], make({ ...torn.command.act }, 'unsupported')), open);
  });

  it('is known to the server of the same product, until it is torn down', () => {
    const inside = (...controls: readonly ReturnType<typeof make>[]) =>
      holdings([], [], controls, [], {}, ['primary-gms', P]).at(asked(5, [FIRE]), P, 9);
    const made = make({ temporaryGroupId: TEMP });
    assert.deepEqual(inside(made), [{ ...held, binding: true }]);
    assert.deepEqual(inside(make({ temporaryGroupId: TEMP }, 'unsupported')), []);
    const torn = make({ kind: 'tear-down-temporary-group', temporaryGroupId: TEMP });
    assert.deepEqual(inside(made, { ...torn, seq: 2 } as never), []);
  });

  it('is not so for what was told to others, nor where it could not be made or something else was done', () => {
    const client = { flow: FLOW.configuration } as const;
    const stranger = { to: { id: WHO, party: null } };
    assert.deepEqual(seen([FIRE], [telling(FIRE, TEMP, client), telling(FIRE, TEMP, stranger)]), []);
    assert.deepEqual(seen([FIRE], [], make({}, 'unsupported'), make({ kind: 'affiliate' })), []);
    assert.deepEqual(seen([FIRE], [telling(FIRE, undefined)]), []);
  });
});
