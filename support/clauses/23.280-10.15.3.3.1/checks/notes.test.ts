import assert from 'node:assert/strict';
import { EVE, FIRE2, IVO } from '../testing/cast';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import { findingsOf, said } from '../testing/said';
import { isFlow, without } from '../testing/trace-builder';

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
