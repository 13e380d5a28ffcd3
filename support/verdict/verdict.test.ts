import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isWorse, VERDICTS, worst, type Reasoned, type Verdict } from './verdict';

const verdict = fc.constantFrom(...VERDICTS);
const reasoned: fc.Arbitrary<Reasoned> = fc.record({ verdict, reason: fc.string() });
const level = ({ verdict }: Reasoned): Verdict => verdict;

const overThree = (holds: (a: Reasoned, b: Reasoned, c: Reasoned) => void): void => {
  fc.assert(fc.property(reasoned, reasoned, reasoned, holds));
};

describe('a verdict', () => {
  it('gets worse from pass over inconclusive and fail to error', () => {
    assert.deepEqual(VERDICTS, ['pass', 'inconclusive', 'fail', 'error']);
    for (const [index, one] of VERDICTS.entries())
      for (const [place, other] of VERDICTS.entries()) assert.equal(isWorse(one, other), index > place);
  });
});

describe('the worst of several', () => {
  it('is the same however they are grouped', () => {
    overThree((a, b, c) => {
      assert.equal(worst(worst(a, b), c), worst(a, worst(b, c)));
      assert.equal(worst(a, b, c), worst(worst(a, b), c));
    });
  });

  it('is as bad in any order', () => {
    overThree((a, b, c) => {
      for (const order of [worst(a, c, b), worst(b, a, c), worst(b, c, a), worst(c, a, b), worst(c, b, a)])
        assert.equal(level(order), level(worst(a, b, c)));
    });
  });

  it('of one and itself is that one', () => {
    overThree((a) => {
      assert.equal(worst(a, a), a);
    });
  });

  it('never gets better by one more', () => {
    overThree((a, b, c) => {
      assert.ok(!isWorse(level(worst(a, b)), level(worst(a, b, c))));
      if (isWorse(level(b), level(a))) assert.ok(!isWorse(level(worst(a, c)), level(worst(b, c))));
    });
  });

  it('keeps the first reason of the worst level', () => {
    fc.assert(
      fc.property(fc.array(reasoned, { minLength: 1 }), (all) => {
        const [first, ...others] = all;
        assert.ok(first);
        const found = worst(first, ...others);
        assert.equal(
          found,
          all.find((one) => one.verdict === found.verdict),
        );
        assert.ok(all.every((one) => !isWorse(one.verdict, found.verdict)));
      }),
    );
  });
});
