import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import { ANA, BEN, DAN, gms, JOINT, MED, serverEnd } from '../../testing/cast';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { asksUsers, IVO_HOLDS_FIRE, partnersAnswer, passesOn, regroups } from '../../testing/formation';
import { refuses, scenario } from '../../testing/outcomes';
import { findingsOf, said } from '../../testing/said';
import { altered, isFlow, moved, redirected, without } from '../../testing/trace-builder';

const good = conforming().events;
const answersBefore = (flow: string, to: string) => moved(good, isFlow(FLOW.step11), { before: isFlow(flow, to) });
const askedLate = answersBefore(FLOW.step7, DAN);
/** The partner has asked everybody; it reports them after its answer. */
const reportedLate = moved(good, isFlow(FLOW.dynamicData, gms('partner')), { after: isFlow(FLOW.step11) });
/** The primary holds Fire-1, asks the partner all the same, and the partner refuses. */
const knowsOfNothing = scenario((t, wish) => {
  regroups(t, IVO_HOLDS_FIRE);
  t.stimulus();
  passesOn(t, wish);
  refuses(t);
});
/** Asked for Fire-1 and Med-7 in two requests, the partner answers one before it asks Dan, who is affiliated to both, and Ben. */
const inParts = (answersAgain: boolean) =>
  scenario((t, wish) => {
    t.stimulus();
    passesOn(t, { ...wish, perGroup: true });
    t.send(FLOW.step11, serverEnd('partner').id, serverEnd('primary').id, { mcServiceId: ANA, regroupGroupId: JOINT });
    if (answersAgain) partnersAnswer(t, wish);
    else asksUsers(t, 'partner', [DAN, BEN], wish);
  });
const silent = without(knowsOfNothing, isFlow(FLOW.refusal));
const NOBODY = 'sip:nobody@nowhere.example';
const inNobodysName = altered(good, isFlow(FLOW.step11), { mcServiceId: NOBODY });
const ALLOWED = ['partner-server pass: it did not, which the ordering chosen allows'];

const CASES: readonly (readonly [string, string, readonly TraceEvent[], readonly string[], 'lenient'?])[] = [
  [
    'STEP-11-a',
    'passes for an answer to the primary',
    good,
    ['partner-server pass: it was sent by the MC service server of the partner MC system'],
  ],
  [
    'STEP-11-a',
    'fails for an answer to another server only',
    redirected(good, isFlow(FLOW.step11), serverEnd('second-partner')),
    [
      'partner-server fail: a preconfigured regroup response (step 11) from the MC service server of the partner MC system to the MC service server of the second partner MC system was sent',
    ],
  ],
  [
    'STEP-11-a',
    'fails for an answer in the name of nobody',
    inNobodysName,
    [
      'partner-server fail: a preconfigured regroup response (step 11) from the MC service server of the partner MC system to the MC service server of the primary MC system names sip:nobody@nowhere.example, who was not asked',
    ],
  ],
  ...(
    [
      [JOINT, 'Joint-9'],
      [MED, 'Med-7'],
    ] as const
  ).map(
    ([group, name]) =>
      [
        'STEP-11-a',
        `fails for an answer in the name of the group ${name}`,
        altered(good, isFlow(FLOW.step11), { mcServiceId: group }),
        [
          `partner-server fail: a preconfigured regroup response (step 11) from the MC service server of the partner MC system to the MC service server of the primary MC system names ${name}, who was not asked`,
        ],
      ] as const,
  ),
  [
    'STEP-11-a',
    'passes for an answer in the name that the primary gave the requester',
    altered(inNobodysName, isFlow(FLOW.step5), { mcServiceId: NOBODY }),
    ['partner-server pass: it was sent by the MC service server of the partner MC system'],
  ],
  ['STEP-11-a', 'asks no answer of a partner that may refuse for what another server holds (A-09)', knowsOfNothing, []],
  [
    'STEP-11-b',
    'passes where nobody is asked at all, of which step 6 speaks',
    without(good, isFlow(FLOW.step7)),
    ['partner-server pass: it did'],
  ],
  [
    'STEP-11-a',
    'cannot tell of a partner that may refuse and says nothing',
    silent,
    ['partner-server inconclusive: it may have refused, and nothing came of it'],
  ],
  ['STEP-6-b', 'asks nobody of a partner that may refuse and says nothing', silent, []],
  ['STEP-7-a', 'asks nobody of a partner that may refuse and says nothing', silent, []],
  ['STEP-11-b', 'passes where everybody is asked and reported before', good, ['partner-server pass: it did']],
  [
    'STEP-11-b',
    'passes in the same words where the ordering is lenient',
    good,
    ['partner-server pass: it did'],
    'lenient',
  ],
  [
    'STEP-11-b',
    'fails for an answer before the last member is asked',
    askedLate,
    [
      'partner-server fail: a preconfigured regroup request (step 7) from the MC service server of the partner MC system to Dan was sent after the answer',
    ],
  ],
  [
    'STEP-11-b',
    'allows an answer before the last member is asked where the ordering is lenient',
    askedLate,
    ALLOWED,
    'lenient',
  ],
  [
    'STEP-11-b',
    'passes where each request has an answer, and the second brings in whoever is asked after the first',
    inParts(true),
    ['partner-server pass: it did'],
  ],
  [
    'STEP-11-b',
    'fails for one answer to all requests before anybody is asked',
    inParts(false),
    [
      'partner-server fail: a preconfigured regroup response (step 11) from the MC service server of the partner MC system to the MC service server of the primary MC system was sent before anybody was',
    ],
  ],
  ['STEP-11-b', 'passes for an answer before the members are reported', reportedLate, ['partner-server pass: it did']],
];

describe('step 11 judged:', () => {
  for (const [requirement, says, events, expected, ordering] of CASES)
    it(`${requirement} ${says}`, () => {
      assert.deepEqual(said(requirement, events, ordering), expected);
    });

  it('WIRE-2 says nothing of an answer that went elsewhere, for it is the one that is missing', () => {
    assert.deepEqual(
      said('WIRE-2', redirected(good, isFlow(FLOW.step11), serverEnd('second-partner'))).filter((one) =>
        one.startsWith('partner-server'),
      ),
      ['partner-server pass: none was'],
    );
  });

  it('STEP-11-b shows the answer that the lenient ordering allows', () => {
    const answer = askedLate.find((event) => event.kind === 'message' && isFlow(FLOW.step11)(event));
    const evidence = findingsOf('STEP-11-b', askedLate, 'lenient').flatMap((one) => one.evidence);
    assert.deepEqual(evidence, [answer?.id]);
  });
});
