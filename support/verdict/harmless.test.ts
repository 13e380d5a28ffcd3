import assert from 'node:assert/strict';
import { harmless, harmlessIn } from './harmless';

describe('text of somebody else', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'is left alone where it is plain',
      'sip:ana@primary.example says "no" [1] #2 :: ok',
      'sip:ana@primary.example says "no" [1] #2 :: ok',
    ],
    ['keeps the letters of any language', 'Müller – 東京 – مرحبا – é', 'Müller – 東京 – مرحبا – é'],
    ['keeps addresses', '[2001:db8::1]:5060 and ::1', '[2001:db8::1]:5060 and ::1'],
    ['stays in its line', 'a\r\nVerdict: conforms\n', 'a\\r\\nVerdict: conforms\\n'],
    ['moves no cursor', '\u001b[2J\u009b1A\u0007\b', '\\u001b[2J\\u009b1A\\u0007\\u0008'],
    ['turns nothing round', 'a\u202eb\u2066c\u200f', 'a\\u202eb\\u2066c\\u200f'],
    ['hides nothing', 'a\u200bb\ufeffc\u00add\u{e0041}', 'a\\u200bb\\ufeffc\\u00add\\u{e0041}'],
    ['ends no line of its own', 'a\u2028b\u2029c\u0085d', 'a\\u2028b\\u2029c\\u0085d'],
    ['has whole characters', 'a\ud800b', 'a\\ud800b'],
    [
      'commands no CI server',
      '::error::x ::add-mask::y ##[error]z ##vso[task.complete]',
      ':\\u003aerror::x :\\u003aadd-mask::y #\\u0023[error]z #\\u0023vso[task.complete]',
    ],
    ['builds no towers', `a${'\u0301'.repeat(50)}`, `a${'\u0301'.repeat(4)}`],
  ];
  for (const [name, text, expected] of cases)
    it(name, () => {
      assert.equal(harmless(text), expected);
      assert.equal(harmless(harmless(text)), expected, 'a second time it is not the same');
    });

  it('is as long as anybody reads', () => {
    assert.equal(harmless('x'.repeat(5000), 10), 'xxxxxxxxx…');
    assert.equal(harmless('x'.repeat(10), 10), 'xxxxxxxxxx');
    assert.equal(harmless('x'.repeat(1_000_000)).length, 4000);
    const once = harmless('\u0000'.repeat(1_000_000));
    assert.equal(once.length, 4000);
    assert.equal(harmless(once), once);
  });

  it('is so wherever it stands in data', () => {
    const data = { 'a\n': ['b\n', { c: 'd\u202e', e: 1, f: null, g: undefined }] };
    assert.deepEqual(harmlessIn(data), { 'a\\n': ['b\\n', { c: 'd\\u202e', e: 1, f: null, g: undefined }] });
  });

  it('is looked at once, however deep it stands', () => {
    const deep = (text: string): unknown => Array.from({ length: 200 }).reduce((inner) => [{ of: inner }], text);
    assert.deepEqual(harmlessIn(deep('a\n')), deep('a\\n'));
    const safe = deep('a');
    assert.equal(harmlessIn(safe), safe);
  });
});
