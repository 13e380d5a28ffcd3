import assert from 'node:assert/strict';
import { UserError } from '../verdict/errors';
import { dayOf, loadBaseline, parseBaseline, renderBaseline, TO_BE_FILLED_IN } from './baseline-file';
import { smallCatalogue, row, scenario } from './testing/small';

const known = {
  catalogue: smallCatalogue([row('STEP-5-a'), row('SCOPE-1', { why: 'A condition.' })]),
  scenarios: [scenario('PGR_PSRV_BV_01', ['STEP-5-a']), scenario('PGR_PSRV_BV_02', ['STEP-5-a'])],
};
const LINE = {
  requirement: 'STEP-5-a',
  tp: 'PGR_PSRV_BV_01',
  issue: 'https://issues.example/7',
  owner: 'ana',
  expires: '2027-01-31',
};

const written = (over: Partial<Record<keyof typeof LINE | 'note', string>> = {}): string =>
  `- { ${Object.entries({ ...LINE, ...over })
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }`;

function refused(...lines: readonly string[]): string {
  try {
    parseBaseline(lines.join('\n'), 'known.yaml', known);
  } catch (error) {
    assert.ok(error instanceof UserError && error.exitCode === 2);
    assert.ok(!error.message.includes('\n'));
    return `${error.code} ${error.message}`;
  }
  return assert.fail('expected it to be refused');
}

describe('a baseline file', () => {
  it('is read line by line', () => {
    const text = `${written()}\n${written({ tp: 'PGR_PSRV_BV_02', note: 'a note' })}`;
    assert.deepEqual(parseBaseline(text, 'b', known), [LINE, { ...LINE, tp: 'PGR_PSRV_BV_02', note: 'a note' }]);
    assert.deepEqual(parseBaseline('[]', 'b', known), []);
  });

  const faults: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      'an unknown requirement',
      [written(), written({ requirement: 'STEP-5-b' })],
      /^MCX-BASELINE known\.yaml is no valid baseline: line 2, 1\.requirement: .*did you mean STEP-5-a\?\), found "STEP-5-b"/,
    ],
    [
      'a requirement that no check can tell',
      [written({ requirement: 'SCOPE-1' })],
      /line 1, 0\.requirement: expected a requirement that is checked/,
    ],
    [
      'an unknown test purpose',
      [written({ tp: 'PGR_PSRV_BV_03' })],
      /0\.tp: expected one test purpose \(did you mean PGR_PSRV_BV_0\d\?\)/,
    ],
    ['a test purpose for all', [written({ tp: "'*'" })], /0\.tp: expected one test purpose.*found "\*"/],
    [
      'a check twice',
      ['# them', written(), written({ owner: 'ben' })],
      /line 3, 1: expected each check once, found it in entry 0 too/,
    ],
    [
      'an issue that is to be filled in',
      [written({ issue: TO_BE_FILLED_IN })],
      /0\.issue: expected a URI, found "TODO"/,
    ],
    [
      'a day that is to be filled in',
      [written({ expires: TO_BE_FILLED_IN })],
      /0\.expires: expected a text of format date/,
    ],
    ['an owner who is to be filled in', [written({ owner: TO_BE_FILLED_IN })], /0\.owner: expected who mends it/],
    ['a day that there is not', [written({ expires: '2027-02-30' })], /0\.expires/],
    ['a missing key', ['- { requirement: STEP-5-a, tp: PGR_PSRV_BV_01 }'], /0\.issue: expected to be present/],
    ['a key that there is not', [`${written().slice(0, -2)}, sinse: x }`], /0\.sinse: expected only requirement, tp/],
    ['an empty file', [''], /the file: expected a list, found nothing in it/],
    ['no YAML', ['- {'], /^MCX-BASELINE-YAML .*line 1/],
  ];
  for (const [name, lines, says] of faults) it(`is refused for ${name}`, () => assert.match(refused(...lines), says));

  it('is missed by its name', () => {
    assert.throws(() => loadBaseline('/nowhere/b.yaml', known, new Date()), {
      code: 'MCX-BASELINE-FILE',
      message: /at \/nowhere\/b\.yaml, but there is no such file/,
    });
  });

  it('is judged on a day in UTC', () => assert.equal(dayOf(new Date('2026-12-31T23:59:59.999Z')), '2026-12-31'));

  it('is written so that it can be read', () => {
    const lines = [{ ...LINE, owner: 'ana, ben: "both"', note: 'yes' }];
    const text = renderBaseline(lines, ' of a product');
    assert.match(text, /^# of a product\n\n- \{ requirement: STEP-5-a, /);
    assert.equal(text.trimEnd().split('\n').length, 3);
    assert.deepEqual(parseBaseline(text, 'b', known), lines);
  });

  it('is written with a line a cause, which names all test purposes that show it', () => {
    const lines = [LINE, { ...LINE, tp: 'PGR_PSRV_BV_02' }];
    const text = renderBaseline(lines, '');
    assert.match(text, /tp: \[ ?PGR_PSRV_BV_01, PGR_PSRV_BV_02 ?\]/);
    assert.equal(text.match(/^- /gm)?.length, 1);
    assert.deepEqual(parseBaseline(text, 'b', known), lines);
    assert.throws(
      () => parseBaseline(text.replace('PGR_PSRV_BV_02', 'PGR_PSRV_BV_99'), 'b', known),
      /0\.tp\.1: expected one test purpose/,
    );
  });
});
