import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import type { FlowId } from '../../../../procedure/flows';
import { cancels, regroups, rejects } from '../../testing/formation';
import { scenario } from '../../testing/outcomes';
import { said } from '../../testing/said';
import { altered, isFlow, moved, without, type TraceBuilder } from '../../testing/trace-builder';
import { FLOW } from '../../testing/flow-names';
import { conforming } from '../../testing/conforming';
import type { Wish } from '../../testing/formation';

const unanswered = (then: (t: TraceBuilder, wish: Wish) => void, change: Partial<Wish> = {}) =>
  without(
    scenario((t, wish) => {
      t.stimulus();
      regroups(t, { ...wish, ...change });
      then(t, wish);
    }),
    isFlow(FLOW.step12),
  );

const inTheNameOf = (id: string, flow: FlowId): readonly TraceEvent[] =>
  conforming().events.map((event) =>
    event.kind === 'message' && event.flow === flow
      ? { ...event, from: { id, party: null }, body: { ...event.body, from: id } }
      : event,
  );

describe('the response to the requester (step 12)', () => {
  it('is owed once every partner has answered', () => {
    assert.deepEqual(
      said(
        'STEP-12-a',
        unanswered(() => undefined),
      ),
      ['primary-server fail: none was sent before everything was quiet'],
    );
  });

  it('is not owed where the request was rejected after all, or cancelled before it came', () => {
    assert.deepEqual(said('STEP-12-a', unanswered(rejects)), []);
    assert.deepEqual(said('STEP-12-a', unanswered(cancels)), []);
    const refused = altered(
      unanswered(() => undefined),
      isFlow(FLOW.step4b),
      { authorizationResult: 'failure' },
    );
    assert.deepEqual(said('STEP-12-a', refused), []);
  });

  it('is not owed while a partner that was asked several times has answered once (A-11)', () => {
    assert.deepEqual(
      said(
        'STEP-12-a',
        unanswered(() => undefined, { perGroup: true }),
      ),
      [],
    );
  });

  it('is said to have come in a name that nobody has, where one did', () => {
    const strange = inTheNameOf('sip:nobody@primary.example', FLOW.step12);
    assert.deepEqual(said('STEP-12-a', strange), [
      'primary-server fail: none was sent before everything was quiet; a preconfigured regroup response (step 12) from sip:nobody@primary.example to Ana was, in a name that nobody has',
    ]);
    const [first = ''] = said('STEP-7-a', inTheNameOf('sip:nobody@partner.example', FLOW.step7));
    assert.match(first, /sent none; a preconfigured regroup request \(step 7\) .* was, in a name that nobody has$/);
  });

  it('follows the request return', () => {
    const early = moved(conforming().events, isFlow(FLOW.step12), { before: isFlow(FLOW.step4b) });
    const [finding = ''] = said('INV-4', early);
    assert.match(finding, /^primary-server fail: .*follows no positive request return$/);
  });
});
