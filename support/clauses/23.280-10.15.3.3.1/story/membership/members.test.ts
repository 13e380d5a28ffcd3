import assert from 'node:assert/strict';
import { oneMessage } from '../../testing/one-message';
import { legOf, startAttempt } from '../attempts/attempt';
import { joinedAfter, mayBeAffiliated, membersToAsk } from './members';
import type { Membership } from '../../../../oracle/story/membership';
import { note, pair, type State, type Timelines } from '../../../../oracle/story/timeline';

const BEN = 'sip:ben@x';
const MED = 'sip:med@x';
const FIRE = 'sip:fire@x';
const JOINT = 'sip:joint@x';
const PARTNER = 'partner-server';
const MED_FACT = { name: 'Med-7', id: MED, home: 'partner', preconfigured: false, members: [BEN] } as const;

type Changes = readonly (readonly [number, State])[];

/** Ben's affiliation to Med and his service. */
function membership(affiliation: Changes, service: Changes = [[1, 'yes']]): Membership {
  const timelines = (key: string, changes: Changes): Timelines => {
    const noted: Timelines = new Map();
    for (const [seq, state] of changes) note(noted, key, { seq, state, evidence: 'e' });
    return noted;
  };
  return {
    service: timelines(pair(BEN, PARTNER), service),
    affiliation: timelines(pair(BEN, MED), affiliation),
    everAffiliated: new Map([[MED, new Set([BEN])]]),
    reported: new Map(),
    everReported: new Map(),
    neverHeld: new Set(),
    followed: new Map(),
  };
}

describe('whom a partner has to ask', () => {
  const asked = (known: Membership, ...answers: readonly number[]) => {
    const leg = legOf(startAttempt(oneMessage(), 'primary-server', ['partner']), PARTNER);
    for (const seq of answers) leg.step11.push(oneMessage({}, { seq }));
    return membersToAsk(leg, [FIRE, MED], known, 3, 9);
  };

  it('is who is affiliated and served from its request to its first answer', () => {
    assert.deepEqual(asked(membership([[2, 'yes']]), 5), [BEN]);
    assert.deepEqual(
      asked(
        membership([
          [2, 'yes'],
          [4, 'no'],
        ]),
        5,
      ),
      [],
    );
    assert.deepEqual(
      asked(
        membership([
          [2, 'yes'],
          [6, 'no'],
        ]),
        5,
        7,
      ),
      [BEN],
    );
    assert.deepEqual(
      asked(
        membership(
          [[2, 'yes']],
          [
            [1, 'yes'],
            [4, 'no'],
          ],
        ),
        5,
      ),
      [],
    );
  });

  it('is who is so to the end of the scenario where it does not answer, whatever comes after', () => {
    assert.deepEqual(
      asked(
        membership([
          [2, 'yes'],
          [9, 'no'],
        ]),
      ),
      [],
    );
    assert.deepEqual(
      asked(
        membership([
          [2, 'yes'],
          [10, 'no'],
        ]),
      ),
      [BEN],
    );
  });
});

describe('a new request is called for', () => {
  // From 3, when the last request came, to 6.
  for (const [says, affiliation, service, called] of [
    ['nothing that changed', [[2, 'yes']], [[1, 'yes']], false],
    ['an affiliation at the moment of the last request', [[3, 'yes']], [], false],
    ['an affiliation since', [[4, 'yes']], [], true],
    ['an affiliation that is asked for since', [[4, 'maybe']], [], true],
    ['an affiliation until now', [[6, 'yes']], [], true],
    ['an affiliation later', [[7, 'yes']], [], false],
    ['the end of an affiliation', [[4, 'no']], [], false],
    ['service since', [], [[4, 'yes']], true],
    ['the end of service', [], [[4, 'no']], false],
  ] as readonly (readonly [string, Changes, Changes, boolean])[])
    it(`by ${says}: ${called ? 'yes' : 'no'}`, () => {
      assert.equal(joinedAfter(BEN, PARTNER, [FIRE, MED], membership(affiliation, service), 3, 6), called);
    });
});

describe('an affiliation to a listed group', () => {
  const at = (seq: number, reported: Membership['reported']): boolean =>
    mayBeAffiliated(
      BEN,
      [JOINT, MED],
      { step2: oneMessage({}, { seq: 3 }) },
      {
        membership: { affiliation: new Map(), reported },
        places: { group: (id) => (id === MED ? MED_FACT : undefined) },
      },
      seq,
    );
  const reportedOf = (group: string): Membership['reported'] =>
    new Map([[pair(BEN, group), [{ seq: 4, state: 'yes', evidence: 'e' }]]]);

  it('is that of step 10 too, where a regroup group is listed', () => {
    const reported = reportedOf(JOINT);
    assert.deepEqual([at(3, reported), at(4, reported), at(4, new Map())], [false, true, false]);
  });

  it('is not what a server reports of a group for which the user did not ask', () => {
    assert.equal(at(4, reportedOf(MED)), false);
  });
});
