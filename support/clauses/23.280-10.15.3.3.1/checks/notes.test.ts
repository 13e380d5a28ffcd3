import assert from 'node:assert/strict';
import { ANA, CLEO, COAST, EVE, FIRE, FIRE2, IVO, JOINT8, MED } from '../testing/cast';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import { asksUsers, IVO_AND_HANA, passesOn, regroups, requests, returns, type Wish } from '../testing/formation';
import { scenario } from '../testing/outcomes';
import { leaves } from '../testing/preparation';
import { findingsOf, said } from '../testing/said';
import { BY_A_WHOLE_WIRE, BY_SIP } from '../testing/wires';
import { altered, isFlow, without } from '../testing/trace-builder';

/** Ivo, who may initiate a regroup, is member of Fire-2 alone and asks for others. */
const { events } = conforming({ requester: IVO });

describe('a requester who is no member of what is listed (NOTE 1)', () => {
  it('is not refused for that', () => {
    assert.deepEqual(said('NOTE-1a', events), ['primary-server pass: the regroup was authorized']);
  });

  it('is not said to be refused where no answer tells', () => {
    const silent = without(events, isFlow(FLOW.step4b));
    const [finding, ...more] = findingsOf('NOTE-1a', silent);
    assert.deepEqual(
      [finding?.verdict, finding?.observed, finding?.evidence.length, more],
      ['inconclusive', 'no answer tells', 1, []],
    );
  });

  it('may list a group that the scenario does not know', () => {
    const strange = conforming({ requester: EVE, groups: ['sip:unknown@nowhere.example', FIRE2] }).events;
    assert.deepEqual(said('NOTE-1a', strange), []);
  });
});

/** A request is refused in the end, after others at the same server. */
const refusedAfter = (wish: Partial<Wish>, before: Parameters<typeof scenario>[0]) =>
  scenario((t, all) => {
    before(t, all);
    t.stimulus();
    requests(t, all);
    returns(t, all, false);
  }, wish);

const NOTHING_SHOWS = ['primary-server inconclusive: the request was refused, and nothing shows for what'];
const ANA_AND_HANA = { groups: [FIRE, COAST], given: JOINT8, id: JOINT8, partners: ['second-partner'] } as const;
const NOBODY_ELSE = { requester: IVO, groups: [MED] };

describe('a refusal, which gives no cause (NOTE 1)', () => {
  it('is for want of membership where a member who is not affiliated is served', () => {
    const events = refusedAfter(NOBODY_ELSE, (t) => {
      leaves(t, ANA, [FIRE]);
      regroups(t, { ...ANA_AND_HANA, own: [] });
    });
    assert.deepEqual(
      said('NOTE-1a', events).at(-1),
      'primary-server fail: the request was refused, and that of Ana was not',
    );
    assert.deepEqual(said('NOTE-1b', events).at(-1), NOTHING_SHOWS[0]);
  });

  it('is for want of affiliation where a member is refused and one who is affiliated is served', () => {
    const events = refusedAfter({}, (t) => {
      regroups(t, IVO_AND_HANA);
      leaves(t, ANA, [FIRE]);
    });
    assert.deepEqual(said('NOTE-1b', events), [
      'primary-server fail: the request was refused, and that of Ivo was not',
    ]);
    assert.deepEqual(said('NOTE-1a', events), []);
  });

  it('may be for either, or for another cause', () => {
    const either = refusedAfter(NOBODY_ELSE, (t) => regroups(t, ANA_AND_HANA));
    assert.deepEqual(said('NOTE-1a', either), NOTHING_SHOWS);
    assert.deepEqual(said('NOTE-1b', either), NOTHING_SHOWS);
    const alone = refusedAfter(NOBODY_ELSE, () => undefined);
    assert.deepEqual([said('NOTE-1a', alone), said('NOTE-1b', alone)], [NOTHING_SHOWS, NOTHING_SHOWS]);
  });
});

describe('a user who is affiliated to no listed group', () => {
  const asked = scenario((t, wish) => {
    t.stimulus();
    passesOn(t, wish);
    asksUsers(t, 'partner', [CLEO], wish);
  });
  const named = altered(asked, isFlow(FLOW.step5), { mcServiceUserIdList: [CLEO] });
  const verdictOf = (requirement: string, events: typeof asked, abilities = BY_SIP) =>
    findingsOf(requirement, events, 'strict', abilities).find(({ party }) => party === 'partner-server')?.verdict;

  for (const requirement of ['NOTE-2', 'INV-5'])
    it(`may be asked where another server names him, and where servers name each other members: ${requirement}`, () => {
      assert.equal(verdictOf(requirement, asked), 'fail');
      assert.equal(verdictOf(requirement, named), 'pass');
      assert.equal(verdictOf(requirement, named, BY_A_WHOLE_WIRE), 'fail');
    });
});
