import assert from 'node:assert/strict';
import { wholeNumberIn } from './whole-number';

describe('A whole number as users give one', () => {
  for (const [given, number] of [
    ['0', 0],
    ['8070', 8070],
    ['007', 7],
  ] as const)
    it(`takes ${given}`, () => {
      assert.equal(wholeNumberIn(given, 0, 65_535), number);
    });

  for (const given of [
    '',
    ' ',
    ' 5',
    '5 ',
    '1e3',
    '0x10',
    '+5',
    '-1',
    '5.0',
    '٣',
    'Infinity',
    '65536',
    '9'.repeat(400),
  ])
    it(`does not take ${JSON.stringify(given.slice(0, 10))}`, () => {
      assert.equal(wholeNumberIn(given, 0, 65_535), undefined);
    });

  it('takes no number that JavaScript would round', () => {
    assert.equal(wholeNumberIn('9007199254740993', 0), undefined);
  });
});
