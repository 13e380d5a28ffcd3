import assert from 'node:assert/strict';
import { paintFor, plain } from '../report/summary/paint';
import { createProgress } from './progress';
import { aFailedScenario, aScenario } from '../report/testing/results';

function shown(terminal?: { readonly columns: () => number }) {
  const written: string[] = [];
  const progress = createProgress({ write: (text) => written.push(text), terminal, paint: plain, total: () => 88 });
  return { progress, written };
}

const FAILED = [
  'fail  PGR_PSRV_BV_01  The partner is asked once',
  '  STEP-5-a, primary-server',
  '  expected  the partner MC service server is sent a preconfigured regroup request',
  '  observed  none was sent before everything was quiet',
  '',
].join('\n');

describe('progress', () => {
  it('redraws one line on a terminal', () => {
    const { progress, written } = shown({ columns: () => 200 });
    progress.started('a regroup is formed');
    progress.ended(aScenario());
    assert.ok(written.every((text) => text.startsWith('\r\u001b[2K') && !text.includes('\n')));
    assert.match(written.at(-1) ?? '', /\[1\/88\] pass 1 · inconclusive 0 · fail 0 · error 0 {2}a regroup is formed$/);
    progress.finish();
    assert.equal(written.at(-1), '\r\u001b[2K');
  });

  it('tells on a terminal what failed at once, above the line, and of each cause the first alone', () => {
    const { progress, written } = shown({ columns: () => 200 });
    for (let at = 0; at < 97; at += 1) progress.ended(aFailedScenario());
    assert.equal(written[0], `\r\u001b[2K${FAILED}`);
    assert.match(written[1] ?? '', /\[1\/88\] .*fail 1/);
    assert.equal(written.join('').split('STEP-5-a').length - 1, 1);
  });

  it('never wraps', () => {
    const { progress, written } = shown({ columns: () => 20 });
    progress.started('a name that is longer than the terminal is wide');
    assert.equal(written[0]?.replace('\r\u001b[2K', '').length, 19);
  });

  it('writes elsewhere a block for each cause, and one line now and then', () => {
    const { progress, written } = shown();
    progress.started('x');
    for (let at = 0; at < 22; at += 1) progress.ended(aScenario());
    assert.deepEqual(written, []);
    progress.ended(aFailedScenario());
    progress.ended(aFailedScenario());
    progress.ended(aScenario({ verdict: 'inconclusive', reason: 'the product is silent\nmore' }));
    progress.finish();
    assert.deepEqual(written, [
      FAILED,
      'inconclusive  PGR_PSRV_BV_01  The partner is asked once\n  the product is silent\n',
      '[25/88] pass 22 · inconclusive 1 · fail 2 · error 0\n',
    ]);
  });
});

describe('colours', () => {
  it('are for a terminal that wants them', () => {
    assert.equal(paintFor({ isTTY: true }, {})('red', 'x'), '\u001b[31mx\u001b[39m');
    assert.equal(paintFor({ isTTY: true }, { NO_COLOR: '1' })('red', 'x'), 'x');
    assert.equal(paintFor({}, {})('red', 'x'), 'x');
  });
});
