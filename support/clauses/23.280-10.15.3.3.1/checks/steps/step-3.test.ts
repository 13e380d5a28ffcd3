import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import type { Fixture } from '../../../../procedure/fixture';
import { ANA, EVE, FIRE, FIRE2, FIXTURE, HANA, IVO, JOINT8, MED, MED8 } from '../../testing/cast';
import {
  asksPartners,
  concludes,
  IVO_HOLDS_FIRE,
  partnersAnswer,
  regroups,
  requests,
  returns,
  WISH,
  type Wish,
} from '../../testing/formation';
import { ANA_MAY_NOT, scenario } from '../../testing/outcomes';
import { affiliates, leaves } from '../../testing/preparation';
import { said } from '../../testing/said';
import type { TraceBuilder } from '../../testing/trace-builder';

/** The primary serves these users only. */
const serving = (...users: readonly string[]): Fixture => ({
  ...FIXTURE,
  users: FIXTURE.users.filter(({ id, system }) => system !== 'primary' || users.includes(id)),
});
const played = (
  change: Partial<Wish>,
  fixture: Fixture = FIXTURE,
  before: (t: TraceBuilder) => void = () => undefined,
) =>
  scenario(
    (t, wish) => {
      before(t);
      t.stimulus();
      regroups(t, wish);
    },
    change,
    fixture,
  );
const unansweredAndHeld = scenario(
  (t, wish) => {
    regroups(t, IVO_HOLDS_FIRE);
    t.stimulus();
    requests(t, wish);
  },
  {},
  ANA_MAY_NOT,
  [JOINT8],
);
/** A regroup of Ivo's has been returned and not yet formed when Ana lists its regroup group among others. */
const listsARegroupGroup = scenario((t) => {
  const ivos: Wish = { ...WISH, requester: IVO, groups: [FIRE2, MED8], given: JOINT8, id: JOINT8 };
  const anas: Wish = { ...WISH, groups: [FIRE, MED, JOINT8] };
  t.stimulus();
  requests(t, ivos);
  returns(t, ivos);
  requests(t, anas);
  returns(t, anas);
  asksPartners(t, anas);
  partnersAnswer(t, anas);
  concludes(t, anas);
  asksPartners(t, ivos);
  partnersAnswer(t, ivos);
  concludes(t, ivos);
});
const hanaIn = (t: TraceBuilder) => affiliates(t, HANA, [MED]);
const BOTH_PARTNERS: Partial<Wish> = { partners: ['partner', 'second-partner'] };
const ASKED_BOTH = 'the partner MC service server and the second partner MC service server were asked';
const IN_VAIN = 'primary-server fail: the second partner MC service server was asked, though home of none';

const CASES: readonly (readonly [string, string, readonly TraceEvent[], readonly string[]])[] = [
  [
    'STEP-3-a',
    'cannot tell of somebody not authorized who is not answered, though a group is held',
    unansweredAndHeld,
    ['primary-server inconclusive: no answer tells'],
  ],
  [
    'STEP-3-b',
    'asks for no home of a group that nobody knows',
    listsARegroupGroup,
    ['primary-server pass: all were', 'primary-server pass: all were'],
  ],
  [
    'STEP-3-c',
    'is silent where the primary serves the requester only and asks nobody itself',
    played({ own: [] }, serving(ANA)),
    [],
  ],
  [
    'STEP-3-c',
    'judges a primary that asks the only user it serves',
    played({}, serving(ANA)),
    ['primary-server pass: none was sent'],
  ],
  [
    'STEP-3-c',
    'judges a primary that serves two users and asks none',
    played({ own: [] }, serving(ANA, EVE)),
    ['primary-server pass: none was sent'],
  ],
  [
    'STEP-3-d',
    'lets a partner be asked that is home of no group and serves a member (A-16)',
    played(BOTH_PARTNERS, FIXTURE, hanaIn),
    [`primary-server pass: ${ASKED_BOTH}`],
  ],
  ['STEP-3-d', 'lets no partner be asked that serves nobody concerned', played(BOTH_PARTNERS), [IN_VAIN]],
  [
    'STEP-3-d',
    'lets no partner be asked whose member had left before the request',
    played(BOTH_PARTNERS, FIXTURE, (t) => {
      hanaIn(t);
      leaves(t, HANA, [MED]);
    }),
    [IN_VAIN],
  ],
];

describe('step 3 judged:', () => {
  for (const [requirement, says, events, expected] of CASES)
    it(`${requirement} ${says}`, () => {
      assert.deepEqual(said(requirement, events), expected);
    });
});
