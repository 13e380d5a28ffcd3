import assert from 'node:assert/strict';
import type { JudgedLine } from '../../verdict/results';
import { baselineBlock } from './baseline-block';

const line = (finding: JudgedLine['finding'], tp: string): JudgedLine => ({
  requirement: 'STEP-5-a',
  tp,
  issue: 'https://issues.example/7',
  owner: 'ana',
  expires: '2026-01-31',
  finding,
});

describe('the baseline in the summary', () => {
  it('names what has to be acted on and counts the rest', () => {
    const lines = [
      line('known', 'TP_1'),
      line('stale', 'TP_2'),
      line('expired', 'TP_3'),
      line('not-exercised', 'TP_4'),
    ];
    const unlisted = [{ requirement: 'STEP-6-a', tp: 'TP_9' }];
    assert.deepEqual(baselineBlock({ file: 'b.yaml', day: '2026-02-01', lines, unlisted }), [
      [
        'Baseline b.yaml on 2026-02-01 (it changes no verdict): 1 known, 1 stale, 1 expired, 1 not exercised',
        '  new        STEP-6-a    TP_9  fails, and is in no line',
        '  stale      STEP-5-a    TP_2  passes: remove the line',
        '  expired    STEP-5-a    TP_3  was to be mended by 2026-01-31: ana, https://issues.example/7',
      ].join('\n'),
    ]);
  });

  it('stays short', () => {
    const lines = Array.from({ length: 30 }, (_, index) => line('stale', `TP_${index}`));
    const [block = ''] = baselineBlock({ file: 'b.yaml', day: '2026-02-01', lines, unlisted: [] });
    assert.equal(block.split('\n').length, 12);
    assert.match(block, /30 stale[^]*\n {2}and 20 more$/);
  });

  it('is left out where there is none', () => assert.deepEqual(baselineBlock(undefined), []));
});
