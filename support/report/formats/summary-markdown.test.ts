import assert from 'node:assert/strict';
import { aFailedScenario, aRun } from '../testing/results';
import { summaryMarkdown } from './summary-markdown';

describe('the summary for the page of a CI job', () => {
  const says = { says: 'The partner is sent [it] | <b>', step: '5', strength: 'shall' };

  it('has a row for each cause, in which nothing is Markdown or HTML, and folds the rest', () => {
    const run = aRun({
      verdict: 'fail',
      exitCode: 1,
      scenarios: [aFailedScenario(), aFailedScenario({ tp: 'PGR_B' })],
    });
    const lines = summaryMarkdown(run, () => says, 'all of it').split('\n');
    assert.match(lines[0] ?? '', /^### acme-server 4\.2 over http-json&#58; does not conform$/);
    const rows = lines.filter((line) => line.startsWith('| fail'));
    assert.equal(rows.length, 1);
    assert.match(
      rows[0] ?? '',
      /^\| fail \| STEP-5-a The partner is sent &#91;it&#93; &#124; &#60;b&#62; \| primary-server \| 2 \| PGR&#95;PSRV&#95;BV&#95;01 \|$/,
    );
    assert.match(lines.join('\n'), /<details><summary>In full<\/summary>\n\n```text\nall of it\n```\n\n<\/details>\n$/);
  });

  it('has no table where everything passed', () => {
    assert.doesNotMatch(
      summaryMarkdown(aRun(), () => says, 'x'),
      /\|/,
    );
  });
});
