import assert from 'node:assert/strict';
import { conforming } from './testing/scenario';
import { judged, troubleIn } from './testing/judged';

describe('a conforming trace', () => {
  it('accuses nobody', () => {
    assert.deepEqual(troubleIn(conforming().events), []);
  });
  it('x', () => {
    console.log([...new Set(judged(conforming().events).map((f) => f.requirement))].join(' '));
  });
});
