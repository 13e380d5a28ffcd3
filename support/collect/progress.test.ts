import assert from 'node:assert/strict';
import { paintFor, plain } from '../report/summary/paint';
import { createProgress } from './progress';
import { aFailedScenario, aScenario } from '../report/testing/results';

function shown(terminal?: { readonly columns: () => number }) {
  const written: string[] = [];
  const progress = createProgress({ write: (text) => written.push(text), terminal, paint: plain, total: () => 88 });
  return { progress, written };
}

describe('progress', () => {
  it('redraws one line on a terminal', () => {
    const { progress, written } = shown({ columns: () => 200 });
    progress.started('a regroup is formed');
    progress.ended(aScenario());
    progress.ended(aFailedScenario());
    assert.ok(written.every((text) => text.startsWith('\r\u001b[2K') && !text.includes('\n')));
    assert.match(written.at(-1) ?? '', /\[2\/88\] pass 1 · inconclusive 0 · fail 1 · error 0 {2}a regroup is formed$/);
    progress.finish();
    assert.equal(written.at(-1), '\r\u001b[2K');
  });

  it('never wraps', () => {
    const { progress, written } = shown({ columns: () => 20 });
    progress.started('a name that is longer than the terminal is wide');
    assert.equal(written[0]?.replace('\r\u001b[2K', '').length, 19);
  });

  it('writes elsewhere only what did not pass, and one line now and then', () => {
    const { progress, written } = shown();
    progress.started('x');
    for (let at = 0; at < 24; at += 1) progress.ended(aScenario());
    assert.deepEqual(written, []);
    progress.ended(aFailedScenario({ reason: 'STEP-5-a: none\nmore' }));
    progress.finish();
    assert.deepEqual(written, [
      'fail  PGR_PSRV_BV_01  The partner is asked once: STEP-5-a: none\n',
      '[25/88] pass 24 · inconclusive 0 · fail 1 · error 0\n',
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
