import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { aFailedScenario, aRun, aScenario } from '../testing/results';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadIcs } from '../../traceability/catalogue/ics';
import { reportSource } from '../formats/derived-report';
import { useTemporaryFolder } from '../testing/temporary-folder';
import { withoutRequestReturn } from '../testing/trace';
import type { PageIndex, ScenarioDetail } from './page-data';
import { createRunPage } from './run-page';

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror=alert(1)> "javascript:alert(1)" '&`;

function written(dir: string, run = RUN): { readonly html: string; readonly files: readonly string[] } {
  const file = path.join(dir, 'run', 'report.html');
  fs.mkdirSync(path.dirname(file));
  const page = createRunPage(file, reportSource(run, loadCatalogue(), loadIcs()));
  for (const scenario of run.scenarios.slice(0, 2)) {
    const raw = JSON.stringify({ from: HOSTILE });
    page.add({ scenario, lines: [], events: () => withoutRequestReturn({ raw, body: { from: HOSTILE } }) });
  }
  page.finish(() => undefined);
  return { html: fs.readFileSync(file, 'utf8'), files: fs.readdirSync(path.dirname(file)) };
}

const RUN = aRun({
  target: { name: HOSTILE, version: '1', adapter: 'http-json', underTest: ['primary-server'] },
  reason: HOSTILE,
  verdict: 'fail',
  exitCode: 1,
  scenarios: [
    aScenario({ name: HOSTILE, traceId: 'a'.repeat(32) }),
    aFailedScenario({ tp: 'PGR_PSRV_BV_02', scope: 's2' }),
    aScenario({ scope: 's3' }),
  ],
  notExecuted: [{ tp: 'PGR_PSRV_BV_03', name: 'left out', reason: 'filter --step 4a' }],
});

const blocks = (html: string): ReadonlyMap<string, unknown> =>
  new Map(
    [...html.matchAll(/<script type="application\/octet-stream" id="([^"]+)">([^<]*)<\/script>/g)].map(
      ([, id, text]) => [
        id ?? '',
        JSON.parse(gunzipSync(Buffer.from(text ?? '', 'base64')).toString('utf8')) as unknown,
      ],
    ),
  );

describe('the page of a run that cannot be put in its place', () => {
  const temporary = useTemporaryFolder();

  it('says why, and leaves no half a page', () => {
    const file = path.join(temporary.path, 'report.html');
    fs.mkdirSync(file);
    const page = createRunPage(file, reportSource(RUN, loadCatalogue(), loadIcs()));
    assert.throws(() => page.finish(() => undefined), /EISDIR/);
    page.abandon();
    assert.deepEqual(fs.readdirSync(temporary.path), ['report.html']);
  }).timeout(20_000); // the first bundles the script
});

describe('the page of a run', () => {
  const temporary = useTemporaryFolder();
  let page: ReturnType<typeof written>;
  beforeEach(function () {
    this.timeout(20_000); // the first bundles the script
    page = written(temporary.path);
  });

  it('holds nothing from the wire as markup', () => {
    const scripts = page.html.match(/<script/g) ?? [];
    assert.equal(scripts.length, 1 + 1 + 3, 'the index, the script, and a block a scenario');
    assert.doesNotMatch(page.html, /<img|onerror=alert\(1\)>/);
    assert.match(page.html, /&lt;\/script&gt;&lt;script&gt;alert/);
  });

  it('allows its own script and style alone, by their digests', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]+)"/.exec(page.html) ?? [];
    for (const tag of ['script', 'style']) {
      const [, text = ''] = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page.html) ?? [];
      const digest = createHash('sha256').update(text).digest('base64');
      assert.ok(policy.includes(`${tag}-src 'sha256-${digest}'`), tag);
    }
    assert.ok(policy.startsWith("default-src 'none'"));
    assert.doesNotMatch(page.html, /(?:src|href)="https?:/);
  });

  it('says in plain words what was covered and what is not claimed', () => {
    assert.match(page.html, /Does not conform/);
    assert.match(page.html, /Scenarios: 3 of 4 executed, 1 not: 1 by filter --step 4a\./);
    assert.match(page.html, /Requirements: [12] of \d+ that can be tested here were, \d+ not: /);
    assert.match(page.html, /Nothing is claimed for client-1, primary-gms, client-2, partner-server, partner-gms/);
  });

  it('has the index of all and a block a scenario, those without a trace included', () => {
    const data = blocks(page.html);
    const index = data.get('index') as PageIndex;
    assert.deepEqual(
      index.scenarios.map(({ anchor }) => anchor),
      ['PGR_PSRV_BV_01', 'PGR_PSRV_BV_02', 'PGR_PSRV_BV_01~2'],
    );
    assert.deepEqual(
      index.causes.map(({ requirement, scenarios }) => [requirement, scenarios]),
      [['STEP-5-a', ['PGR_PSRV_BV_02']]],
    );
    const first = data.get('data-PGR_PSRV_BV_01') as ScenarioDetail;
    assert.equal(first.traceId, 'a'.repeat(32));
    assert.ok(first.ladder.rows.some((row) => row.kind === 'arrow' && row.message.raw.includes('</script>')));
    assert.deepEqual((data.get('data-PGR_PSRV_BV_01~2') as ScenarioDetail).ladder.rows, []);
  });

  it('shows the clause from its preconditions to its invariants, each with its worst verdict', () => {
    const { clauses } = blocks(page.html).get('index') as PageIndex;
    const parts = clauses[0]?.parts ?? [];
    assert.deepEqual(parts.map(({ id }) => id).slice(1, 8), ['pre', '1', '2', '3', '4a', '4b', '5']);
    assert.equal(parts.find(({ id }) => id === '5')?.verdict, 'fail');
    assert.equal(parts.find(({ id }) => id === 'figure')?.verdict, 'nothing-to-check');
    assert.equal(
      parts.reduce((sum, { requirements }) => sum + requirements.length, 0),
      loadCatalogue().requirements.length,
    );
  });

  it('pictures what did not pass, and leaves no draft behind', () => {
    assert.deepEqual(page.files.toSorted(), ['ladders', 'report.html']);
    assert.deepEqual(fs.readdirSync(`${temporary.path}/run/ladders`), ['PGR_PSRV_BV_02.svg']);
  });
});
