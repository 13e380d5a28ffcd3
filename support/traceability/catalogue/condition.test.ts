import assert from 'node:assert/strict';
import { HarnessFault } from '../../verdict/errors';
import { holds, itemsOf, parseCondition } from './condition';

const KNOWN = ['A.1/1', 'A.1/2', 'A.2/1'];
const parse = (text: string) => parseCondition(text, (item) => KNOWN.find((known) => known === item));

describe('a condition over ICS items', () => {
  const so = new Set(['A.1/1']);
  const cases: readonly (readonly [string, boolean])[] = [
    ['A.1/1', true],
    ['not A.1/1', false],
    ['not not A.1/1', true],
    ['A.1/1 and A.1/2', false],
    ['A.1/1 and not A.1/2', true],
    ['A.1/2 or A.1/1', true],
    ['A.1/1 or A.1/2 and A.2/1', true],
    ['(A.1/1 or A.1/2) and A.2/1', false],
    ['not (A.1/2 or A.2/1)', true],
    ['not A.1/2 or A.1/1', true],
    [' ( A.1/1 ) ', true],
  ];
  for (const [text, expected] of cases)
    it(`${text} is ${String(expected)}`, () =>
      assert.equal(
        holds(parse(text), (item) => so.has(item)),
        expected,
      ));

  const faults: readonly (readonly [string, RegExp])[] = [
    ['A.9/9', /there is no item A\.9\/9/],
    ['', /expected an item, found its end/],
    ['A.1/1 and', /found its end/],
    ['A.1/1 A.1/2', /expected its end, found A\.1\/2/],
    ['(A.1/1', /closing parenthesis/],
    ['A.1/1)', /expected its end, found \)/],
    ['A.1/1 xor A.1/2', /cannot be read from "xor/],
    ['and', /expected an item, found and/],
  ];
  for (const [text, says] of faults)
    it(`"${text}" is refused`, () => {
      assert.throws(
        () => parse(text),
        (error) => error instanceof HarnessFault && says.test(error.message),
      );
    });

  it('names its items', () => assert.deepEqual(itemsOf(parse('A.1/1 and not (A.1/2 or A.2/1)')), KNOWN));
});
