import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import { FIRE } from '../../testing/cast';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { said } from '../../testing/said';
import { altered, doubled, inThisOrder, isFlow, moved } from '../../testing/trace-builder';

const twice = doubled(conforming().events, isFlow(FLOW.step2));
const isAgain = ({ id }: { readonly id: string }): boolean => id.endsWith('-again');
const AS_NAMED = 'client-1 pass: as expected';

describe('a request that no act of the user explains (step 1)', () => {
  it('is the client going its own way', () => {
    assert.deepEqual(said('STEP-1-a', twice), ['client-1 fail: 2 requests were sent, and the user initiated 1']);
  });

  it('is open where control shows nothing of what the user did', () => {
    const unacted = twice.filter((event) => event.kind !== 'control' || event.command.command !== 'act');
    assert.deepEqual(said('STEP-1-a', unacted), [
      'client-1 inconclusive: the client has no control that would show what its user did',
    ]);
  });
});

describe('of more requests than acts', () => {
  const before = moved(altered(twice, isAgain, { mcServiceGroupIdList: [FIRE] }), isAgain, {
    before: isFlow(FLOW.step2),
  });

  it('the one that says what the user named belongs to the act (step 1)', () => {
    assert.deepEqual(said('STEP-1-b', twice), [AS_NAMED, AS_NAMED]);
    assert.deepEqual(said('STEP-1-b', before), [AS_NAMED, AS_NAMED]);
  });

  it('the first belongs to the act where none says so', () => {
    const both = altered(twice, isFlow(FLOW.step2), { mcServiceGroupIdList: [FIRE] });
    assert.match(
      said('STEP-1-b', both)[0] ?? '',
      /^client-1 fail: .*it lists Fire-1 where the user named Fire-1 and Med-7$/,
    );
  });
});

describe('an identity where the user named none', () => {
  const isAct = (event: TraceEvent): boolean => event.kind === 'control' && event.command.command === 'act';
  /** Asked for twice, and only the client can have named the regroup group. */
  const asked = (first: Readonly<Record<string, unknown>>): readonly TraceEvent[] => {
    const acts = twice.flatMap((event) => {
      if (event.kind !== 'control' || !isAct(event)) return [event];
      const { regroupGroupId: _, ...act } = event.command['act'] as Record<string, unknown>; // an act is a record
      const unnamed = { ...event, command: { ...event.command, act } };
      return [unnamed, { ...unnamed, id: `${unnamed.id}-again` }];
    });
    const isSecond = (event: TraceEvent): boolean => event.kind === 'message' && isAgain(event);
    const inTurn = inThisOrder([...acts.filter((event) => !isSecond(event)), ...acts.filter(isSecond)]);
    return altered(inTurn, (event) => isFlow(FLOW.step2)(event) && !isAgain(event), first);
  };

  it('may be one that the client proposes, as often as it likes', () => {
    assert.deepEqual(said('STEP-1-c', asked({})), [AS_NAMED, AS_NAMED]);
  });

  it('is none of the user’s where its server assigned it to a regroup before', () => {
    const [first, second = ''] = said('STEP-1-c', asked({ regroupGroupId: undefined }));
    assert.equal(first, AS_NAMED);
    assert.match(second, /^client-1 fail: .*it gives Joint-9 where the user named nobody$/);
  });
});
