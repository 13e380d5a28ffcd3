import assert from 'node:assert/strict';
import { FREEDOMS, rejectedUnauthorized } from './testing/freedoms/usual';
import { FREEDOMS_AFTERWARDS } from './testing/freedoms/afterwards';
import { FREEDOMS_CALLED_OFF } from './testing/freedoms/called-off';
import { FREEDOMS_OF_COMINGS_AND_GOINGS } from './testing/freedoms/comings-and-goings';
import { FREEDOMS_ON_THE_WAY } from './testing/freedoms/on-the-way';
import { failsIn, judged, troubleIn } from './testing/judged';
import { conforming } from './testing/conforming';
import { FLOW } from './testing/flow-names';
import { regroups } from './testing/formation';
import { prepared } from './testing/preparation';
import { isFlow, moved, without } from './testing/trace-builder';
import { cutOff, speechless, unseen } from './testing/seen';
import { UNDECIDED } from './testing/undecided';

/** Hosts in capitals, and an escape that need not be: the same identities. */
const inCapitals = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value)
      .replace(/@([a-z]+)\.example/g, (_, host: string) => `@${host.toUpperCase()}.EXAMPLE`)
      .replaceAll('sip:med', 'sip:%6ded'),
  ) as T; // the same shape with other letters

describe('nobody is accused for', () => {
  for (const { says, events } of [
    ...FREEDOMS,
    ...FREEDOMS_AFTERWARDS,
    ...FREEDOMS_ON_THE_WAY,
    ...FREEDOMS_CALLED_OFF,
    ...FREEDOMS_OF_COMINGS_AND_GOINGS,
  ])
    it(says, () => {
      assert.deepEqual(troubleIn(events), []);
    });

  it('identities in other spellings', () => {
    const events = conforming().events.map((event) =>
      event.kind === 'message' ? { ...event, body: inCapitals(event.body), raw: inCapitals(event.raw) } : event,
    );
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

  for (const { says, events } of UNDECIDED)
    it(says, () => {
      assert.deepEqual(failsIn(events), []);
      assert.notDeepEqual(inconclusive(events), []);
    });

  it('who is right about a reject to somebody not authorized (A-03)', () => {
    assert.deepEqual(inconclusive(rejectedUnauthorized), ['STEP-3-a', 'STEP-4b-1']);
  });

  it('what is missing before everything is quiet', () => {
    assert.ok(inconclusive(cutOff(without(conforming().events, isFlow(FLOW.step12)))).includes('STEP-12-a'));
  });

  it('whether the user was told where control cannot say', () => {
    assert.ok(inconclusive(speechless(conforming().events)).includes('STEP-8-a'));
  });

  it('what passes between two parties under test', () => {
    assert.ok(inconclusive(unseen(conforming().events, 'partner-server', 'client-2')).includes('STEP-7-a'));
  });
});
