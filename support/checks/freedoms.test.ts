import assert from 'node:assert/strict';
import { FREEDOMS, rejectedUnauthorized } from './testing/freedoms';
import { FREEDOMS_AFTERWARDS } from './testing/freedoms-afterwards';
import { failsIn, judged, troubleIn } from './testing/judged';
import { conforming } from './testing/conforming';
import { FLOW } from './testing/flow-names';
import { regroups } from './testing/formation';
import { prepared } from './testing/preparation';
import { isFlow, moved, without } from './testing/trace-builder';

describe('nobody is accused for', () => {
  for (const { says, events } of [...FREEDOMS, ...FREEDOMS_AFTERWARDS])
    it(says, () => {
      assert.deepEqual(troubleIn(events), []);
    });

  it('what happens in the clean-up', () => {
    const t = prepared();
    t.stimulus();
    regroups(t);
    t.settle();
    t.add({ kind: 'phase', phase: 'postamble', text: 'what is left is cancelled' });
    regroups(t);
    assert.deepEqual(failsIn(t.events), []);
  });

  it('the order of 4b and 5 where the ordering is lenient', () => {
    const events = moved(conforming().events, isFlow(FLOW.step4b), { after: isFlow(FLOW.step5) });
    assert.deepEqual(troubleIn(events, { ordering: 'lenient' }), []);
    assert.deepEqual(failsIn(events, { ordering: 'strict' }), ['STEP-4b-7', 'INV-7']);
  });
});

describe('it cannot be told', () => {
  const inconclusive = (events: Parameters<typeof judged>[0]): readonly string[] =>
    judged(events).flatMap(({ verdict, requirement }) => (verdict === 'inconclusive' ? [requirement] : []));

  it('who is right about a reject to somebody not authorized (A-03)', () => {
    assert.deepEqual(failsIn(rejectedUnauthorized), []);
    assert.deepEqual(inconclusive(rejectedUnauthorized), ['STEP-3-a', 'STEP-4b-1']);
  });

  it('what is missing before everything is quiet', () => {
    const events = conforming().events.filter(
      (event) => event.kind !== 'settled' && !(event.kind === 'message' && event.flow === FLOW.step12),
    );
    assert.deepEqual(failsIn(events), []);
    assert.ok(inconclusive(events).includes('STEP-12-a'));
  });

  it('what is missing when the deadline passed while messages still came', () => {
    const events = without(conforming().events, isFlow(FLOW.step12)).map((event) =>
      event.kind === 'settled' ? { ...event, by: 'deadline' as const } : event,
    );
    assert.deepEqual(failsIn(events), []);
    assert.ok(inconclusive(events).includes('STEP-12-a'));
  });

  it('whether the user was told where control cannot say', () => {
    const events = conforming().events.map((event) =>
      event.kind === 'control' && event.command.command === 'ask'
        ? { ...event, answer: { status: 'unsupported', reason: 'no way to know' } }
        : event,
    );
    assert.deepEqual(failsIn(events), []);
    assert.ok(inconclusive(events).includes('STEP-8-a'));
  });

  it('what passes between two parties under test', () => {
    const underTest = new Set(['partner-server', 'client-2']);
    const events = conforming().events.flatMap((event) => {
      if (event.kind !== 'message' || !underTest.has(event.from.party ?? '')) return [event];
      if (underTest.has(event.to.party ?? '')) return [];
      return [{ ...event, writtenBy: 'implementation' as const }];
    });
    assert.deepEqual(failsIn(events), []);
    assert.ok(inconclusive(events).includes('STEP-7-a'));
  });
});
