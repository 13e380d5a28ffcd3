import assert from 'node:assert/strict';
import { UserError } from '../../verdict/errors';
import { coverageOf } from '../coverage';
import { renderDrift } from '../render-coverage';
import { digest } from './sentences';
import { compareWithClause } from './spec-drift';
import { smallCatalogue, smallIcs, executed, row, runOf } from '../testing/small';

const first = 'The red server asks the blue one.';
const second = 'The blue server answers.';
const label = 'A label';
const title = 'What comes before:';
const catalogue = smallCatalogue(
  [
    row('STEP-5-a', { sentences: [digest(first)] }),
    row('STEP-5-b', { sentences: [digest(first)] }),
    row('STEP-11-a', { sentences: [digest(second)] }),
    row('FIG-1', { step: 'figure', why: 'A drawing.', sentences: [digest(label)] }),
  ],
  [digest(title)],
);

describe('spec drift', () => {
  it('knows its own text, however it was exported and without the drawing', () => {
    for (const copy of [`${title}\n${label}\n5.\t${first}\n11.\t${second}`, `${title}\n- ${first} ${second}`]) {
      const drift = compareWithClause(copy, catalogue);
      assert.equal(drift.same, true);
      assert.ok(drift.sentences.every(({ state }) => state !== 'unknown'));
    }
  });

  it('gives each sentence verbatim with all its statements', () => {
    const [silent, stated] = compareWithClause(`${title}\n5.\t${first}\n${second}`, catalogue).sentences;
    assert.deepEqual([silent?.text, silent?.state], [title, 'silent']);
    assert.deepEqual([stated?.text, stated?.line], [first, 2]);
    assert.deepEqual(
      stated?.requirements.map(({ id }) => id),
      ['STEP-5-a', 'STEP-5-b'],
    );
  });

  it('finds a changed sentence on both sides, and a new one', () => {
    const drift = compareWithClause(`${first}\nThe blue server may answer.\nThe red server waits.`, catalogue);
    assert.equal(drift.same, false);
    assert.deepEqual(
      drift.sentences.filter(({ state }) => state === 'unknown').map(({ line }) => line),
      [2, 3],
    );
    assert.deepEqual(
      drift.missing.filter(({ inFigure }) => !inFigure).flatMap(({ requirements }) => requirements.map(({ id }) => id)),
      ['STEP-11-a'],
    );
  });

  it('refuses a text that is not the clause, and says what to do', () => {
    for (const copy of ['', 'Something else altogether.']) {
      assert.throws(
        () => compareWithClause(copy, catalogue, 'clause.txt'),
        (error) => error instanceof UserError && /expected clause\.txt to hold .* Save the clause/.test(error.message),
      );
    }
  });

  it('is rendered sentence by sentence with the verdicts below', () => {
    const run = runOf([executed('PGR_PSRV_BV_01', [{ requirement: 'STEP-5-a', verdict: 'pass' }])]);
    const lines = renderDrift(
      compareWithClause(`${first}\nNew.`, catalogue),
      coverageOf(catalogue, [], run, smallIcs([])),
    );
    assert.equal(lines[0], `1: ${first}`);
    assert.match(lines[1] ?? '', /pass +STEP-5-a/);
    assert.ok(lines.includes('! 2: New.'));
    assert.ok(
      lines.some((line) =>
        /^line 2 is not in the catalogue: the sentence is new or has changed .sha256:[0-9a-f]{64}.$/.test(line),
      ),
    );
    assert.ok(lines.includes('the sentence of STEP-11-a is not in the copy'));
  });
});
