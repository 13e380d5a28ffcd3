import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../evidence/trace';
import { ANA, BEN, DAN, FIRE2, IVO, JAN, JOINT, JOINT8, MED8, server } from '../testing/cast';
import { FLOW } from '../testing/flow-names';
import {
  asksPartners,
  concludes,
  partnersAnswer,
  passesOn,
  regroups,
  rejects,
  reports,
  type Wish,
} from '../testing/formation';
import { failsIn, troubleIn } from '../testing/judged';
import { scenario } from '../testing/outcomes';
import type { TraceBuilder } from '../testing/trace-builder';

const undoes = (t: TraceBuilder): void => {
  const elements = { mcServiceId: ANA, regroupGroupId: JOINT };
  t.send('preconfigured-regroup-cancel-request.server-server', server('primary'), server('partner'), elements);
  t.send('preconfigured-regroup-cancel-response.server-server', server('partner'), server('primary'), {
    ...elements,
    result: 'success',
  });
};

const ANAS = { requester: ANA, primary: 'primary', partners: ['partner'], given: JOINT, id: JOINT } as const;

/** Ana's regroup was passed on when Jan's, of the same groups unless said, comes from the partner. */
const crossed = (then: (t: TraceBuilder, jans: Wish) => void, change: Partial<Wish> = {}): readonly TraceEvent[] =>
  scenario(
    (t, wish) => {
      const jans: Wish = {
        ...wish,
        requester: JAN,
        given: JOINT8,
        id: JOINT8,
        primary: 'partner',
        partners: ['primary'],
        asked: { primary: [ANA] },
        own: [BEN, DAN],
        ...change,
      };
      t.stimulus();
      passesOn(t, wish);
      passesOn(t, jans);
      then(t, jans);
    },
    {},
    undefined,
    [JOINT8],
  );
const isFormed = (t: TraceBuilder, jans: Wish): void => {
  partnersAnswer(t, jans);
  concludes(t, jans);
};

describe('a primary that gives way to a crossing request', () => {
  it('is accused of nothing, whether it undoes first or rejects first', () => {
    const undoesFirst = crossed((t, jans) => {
      undoes(t);
      rejects(t, { ...jans, requester: ANA, primary: 'primary' });
      isFormed(t, jans);
    });
    const rejectsFirst = crossed((t, jans) => {
      rejects(t, { ...jans, requester: ANA, primary: 'primary' });
      undoes(t);
      isFormed(t, jans);
    });
    assert.deepEqual([troubleIn(undoesFirst), troubleIn(rejectsFirst)], [[], []]);
  });

  it('may not go on with what it has rejected', () => {
    const events = crossed((t, jans) => {
      const anas: Wish = { ...jans, ...ANAS };
      undoes(t);
      rejects(t, anas);
      asksPartners(t, anas);
      isFormed(t, jans);
    });
    assert.deepEqual(failsIn(events).slice(0, 2), ['STEP-4a-5', 'STEP-5-e']);
  });

  it('gives way to nothing where the other shares no group', () => {
    const events = crossed(
      (t, jans) => {
        partnersAnswer(t, { ...jans, ...ANAS });
        undoes(t);
        rejects(t, { ...jans, requester: ANA, primary: 'primary' });
        isFormed(t, jans);
      },
      { groups: [FIRE2, MED8], asked: {}, own: [] },
    );
    const accused = failsIn(events);
    assert.deepEqual(
      ['STEP-4a-6', 'INV-4', 'WIRE-2'].filter((id) => !accused.includes(id)),
      [],
    );
  });
});

type Result = 'success' | 'failure';

/** Two users cancel Ana's regroup at once, or Ana does twice; what each is answered, and whether the partner is asked twice, is free. */
const cancelledTwice = (
  second: string,
  answers: readonly [Result, Result],
  asksTwice: boolean,
): readonly TraceEvent[] =>
  scenario(
    (t, wish) => {
      regroups(t, wish);
      t.stimulus();
      const of = (mcServiceId: string) => ({ mcServiceId, regroupGroupId: JOINT });
      for (const user of [ANA, second]) {
        t.send(FLOW.cancel, user, server('primary'), of(user));
        t.act(user, { kind: 'cancel-regroup', regroupGroupId: JOINT });
      }
      const asked = asksTwice ? [ANA, second] : [ANA];
      for (const user of asked) t.send(FLOW.cancelPartner, server('primary'), server('partner'), of(user));
      for (const user of [BEN, DAN]) t.send(FLOW.cancelClient, server('partner'), user, of(user));
      reports(t, 'partner', { mcServiceGroupId: JOINT, deAffiliated: [BEN, DAN] });
      asked.forEach((user, turn) => {
        const result = turn === 0 ? 'success' : 'failure';
        t.send('preconfigured-regroup-cancel-response.server-server', server('partner'), server('primary'), {
          ...of(user),
          result,
        });
      });
      for (const [user, result] of [
        [ANA, answers[0]],
        [second, answers[1]],
      ] as const)
        t.send('preconfigured-regroup-cancel-response.server-client', server('primary'), user, { ...of(user), result });
    },
    { own: [] },
    undefined,
    [],
  );

describe('two cancellations of one regroup at once', () => {
  for (const second of [IVO, ANA])
    it(`accuse nobody, whatever ${second === ANA ? 'the requester' : 'the other user'} is answered`, () => {
      for (const asksTwice of [false, true])
        for (const answers of [
          ['success', 'success'],
          ['success', 'failure'],
          ['failure', 'success'],
        ] as const)
          assert.deepEqual(failsIn(cancelledTwice(second, answers, asksTwice)), [], `${answers.join()} ${asksTwice}`);
    });
});
