import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../evidence/trace';
import { boundCases, type Case } from './bound';
import { partnerTasks } from './partner-tasks';
import { openFormation } from '../testing/opened';
import { ANA, BEN, CRISIS, DAN, FIRE, FIRE2, IVO, JOINT8, MED, server, serverEnd } from '../testing/cast';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import {
  asksPartners,
  cancels,
  IVO_HOLDS_FIRE,
  partnersAnswer,
  passesOn,
  regroups,
  rejects,
  requests,
  returns,
  type Wish,
  WISH,
} from '../testing/formation';
import { refuses, scenario, THREE_SYSTEMS } from '../testing/outcomes';
import { altered, isFlow, redirected, type TraceBuilder } from '../testing/trace-builder';

const UNKNOWN = 'sip:nobody-knows@elsewhere.example';
const good = conforming().events;
const listing = (...groups: readonly string[]) => altered(good, isFlow(FLOW.step2), { mcServiceGroupIdList: groups });
const anas = (events: readonly TraceEvent[]): readonly Case[] =>
  boundCases(openFormation(events)).filter(({ requester }) => requester === ANA);
/** Ana's request goes to the partner, which has authorized its service to her as well. */
const servedTwice = redirected(
  scenario((t, wish) => {
    t.send('service-authorization-response.server-client', server('partner'), ANA, {
      mcServiceId: ANA,
      result: 'success',
    });
    t.stimulus();
    regroups(t, wish);
  }),
  isFlow(FLOW.step2),
  serverEnd('partner'),
);
/** Ivo's regroup group is listed beside other groups. */
const listsWhatIsHeld = scenario((t, wish) => {
  regroups(t, IVO_HOLDS_FIRE);
  t.stimulus();
  requests(t, { ...wish, groups: [JOINT8, MED] });
});

const loses = (t: TraceBuilder): void =>
  t.control('primary-server', { command: 'act', act: { kind: 'withdraw-authorization', user: ANA } });
const arrives = (t: TraceBuilder): void => {
  const step2 = t.events.findLast((event) => event.kind === 'message' && event.flow === FLOW.step2)?.id ?? '';
  t.add({ kind: 'delivery', message: step2, by: 'primary-server', outcome: 'arrived', detail: '' });
};
/** Ana asks, and what happens to her authorization happens before, on the way, or afterwards. */
const withdrawn = (when: 'before' | 'on the way' | 'taken up' | 'afterwards') =>
  scenario((t, wish) => {
    t.stimulus();
    if (when === 'before') loses(t);
    requests(t, wish);
    if (when === 'on the way') loses(t);
    // On some wires nothing tells that it arrived but its answer at the end.
    if (when !== 'taken up') arrives(t);
    if (when === 'afterwards') loses(t);
    returns(t, wish);
    asksPartners(t, wish);
    if (when === 'taken up') loses(t);
  });

describe('an authorization that is withdrawn', () => {
  it('is none for what is asked for afterwards', () => {
    assert.deepEqual(
      anas(withdrawn('before')).map(({ authorized, withdrawnMeanwhile }) => [authorized, withdrawnMeanwhile]),
      [[false, false]],
    );
  });

  it('stays one for what was asked for before (A-48)', () => {
    assert.deepEqual(
      anas(withdrawn('afterwards')).map(({ authorized, withdrawnMeanwhile }) => [authorized, withdrawnMeanwhile]),
      [[true, true]],
    );
    assert.deepEqual(
      anas(withdrawn('taken up')).map(({ authorized, withdrawnMeanwhile }) => [authorized, withdrawnMeanwhile]),
      [[true, true]],
    );
  });

  it('binds nobody for a request that was under way', () => {
    assert.deepEqual(anas(withdrawn('on the way')), []);
  });
});

describe('the clause binds', () => {
  const CASES: readonly (readonly [string, readonly TraceEvent[], number])[] = [
    ['a request to the own server for groups of two MC systems', good, 1],
    ['no request to another MC system than the own', redirected(good, isFlow(FLOW.step2), serverEnd('partner')), 0],
    ['no request to another MC system that serves the requester too', servedTwice, 0],
    ['no request that lists a group nobody knows beside others', listing(FIRE, UNKNOWN, MED), 0],
    ['a request that lists a regroup group in effect', listsWhatIsHeld, 1],
  ];
  for (const [says, events, count] of CASES)
    it(says, () => {
      assert.equal(anas(events).length, count);
    });
});

/** Ana's request, returned and passed on to two partners; then something else. */
const asked = (then: (t: TraceBuilder, wish: Wish) => void): Case | undefined =>
  anas(
    scenario((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      then(t, wish);
    }, THREE_SYSTEMS),
  )[0];

describe('of an attempt that a partner ends', () => {
  it('the refusal is what came first, though the request that was lost came to light later', () => {
    const found = asked((t) => {
      refuses(t);
      const lost = t.events.find(
        (event) => event.kind === 'message' && isFlow(FLOW.step5, server('second-partner'))(event),
      );
      t.add({ kind: 'delivery', message: lost?.id ?? '', by: 'primary-server', outcome: 'undeliverable', detail: '' });
    });
    assert.equal(found?.refusal?.to.id, server('second-partner'));
  });

  it('rejects after the refusal pass it on, and one before does not', () => {
    const found = asked((t, wish) => {
      rejects(t, wish);
      refuses(t);
      rejects(t, wish);
      rejects(t, wish);
    });
    const [early, ...late] = found?.attempt.step4a ?? [];
    assert.deepEqual([found?.reject, found?.forwarded], [early, late]);
    assert.equal(late.length, 2);
  });

  it('no reject is its own where each follows the refusal', () => {
    const found = asked((t, wish) => {
      refuses(t);
      rejects(t, wish);
    });
    assert.deepEqual([found?.reject, found?.forwarded.length], [undefined, 1]);
  });
});

const ivoCancels = (t: TraceBuilder) => cancels(t, { requester: IVO, id: JOINT8, partners: [] });
/** Ana asks for Fire-1, which Ivo has regrouped; then something happens. */
const heldIn = (then: (t: TraceBuilder, wish: Wish) => void, groups: readonly string[] = WISH.groups) =>
  scenario(
    (t, wish) => {
      regroups(t, IVO_HOLDS_FIRE);
      t.stimulus();
      requests(t, wish);
      then(t, wish);
    },
    { groups },
  );

describe('what certainly stood in the way', () => {
  const CASES: readonly (readonly [string, readonly TraceEvent[], readonly string[]])[] = [
    [
      'is what stood there when the primary reacted for the first time',
      heldIn((t, wish) => {
        returns(t, wish);
        ivoCancels(t);
        rejects(t, wish);
      }),
      [FIRE],
    ],
    [
      'is nothing that was gone when the primary asked a partner at once',
      heldIn((t, wish) => {
        ivoCancels(t);
        asksPartners(t, wish);
      }),
      [],
    ],
    [
      'is no group that became free while another was regrouped',
      heldIn(
        (t, wish) => {
          ivoCancels(t);
          regroups(t, { ...IVO_HOLDS_FIRE, groups: [FIRE2], given: CRISIS, id: CRISIS });
          returns(t, wish);
        },
        [FIRE, FIRE2, MED],
      ),
      [],
    ],
  ];
  for (const [says, events, expected] of CASES)
    it(says, () => {
      const held = anas(events).flatMap((one) => one.held.map(({ group }) => group));
      assert.deepEqual(held, expected);
    });
});

describe('whom a partner has to ask', () => {
  const membersIn = (between: (t: TraceBuilder) => void): readonly (readonly string[])[] => {
    const events = scenario((t, wish) => {
      t.stimulus();
      passesOn(t, wish);
      partnersAnswer(t, wish);
      between(t);
      passesOn(t, wish);
      partnersAnswer(t, { ...wish, asked: {} });
    });
    return partnerTasks(openFormation(events)).map(({ members }) => members);
  };
  const both = [DAN, BEN];

  it('is nobody whom it has asked, where its primary asks for the same regroup again (A-11)', () => {
    assert.deepEqual(
      membersIn((t) => rejects(t, WISH)),
      [both, []],
    );
  });

  it('is everybody again once the regroup was cancelled', () => {
    assert.deepEqual(membersIn(cancels), [both, both]);
  });
});
