import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import jsonld from 'jsonld';
import { loadCatalogue } from '../../traceability/catalogue/catalogue';
import { loadIcs } from '../../traceability/catalogue/ics';
import type { RunResult } from '../../verdict/results';
import type { Statement } from '../../verdict/test-result';
import { junitXml } from './junit';
import { mixedRun } from '../testing/mixed-run';
import { aRun } from '../testing/results';
import { useTemporaryFolder } from '../testing/temporary-folder';
import { badgeJson, badgeSvg } from './badge';
import { ctrf } from './ctrf';
import { reportSource } from './derived-report';
import { asHtml, asMarkdown } from './document';
import { earl } from './earl';
import { createInTotoStatement } from './in-toto';
import { createRunPage } from '../page/run-page';
import { matrix } from './matrix';
import { testReport } from './test-report';

const sourceOf = (run: RunResult = mixedRun()) => reportSource(run, loadCatalogue(), loadIcs());

describe('the CTRF report', () => {
  const read = (run?: RunResult) => JSON.parse(ctrf(sourceOf(run))) as Record<string, any>; // eslint-disable-line

  it('is valid under the published schema', () => {
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    const schema = JSON.parse(
      readFileSync(require.resolve('ctrf').replace(/index\.\w+$/, 'ctrf-schema-0.0.json'), 'utf8'),
    ) as object;
    const check = ajv.compile(schema);
    for (const run of [aRun(), mixedRun()]) assert.ok(check(read(run)), JSON.stringify(check.errors));
    assert.ok(!check({ ...read(), results: {} }));
  });

  it('says failed only of what breaks the verdict, and keeps our word', () => {
    const { results } = read() as { results: { tests: { testId: string; status: string; rawStatus: string }[] } };
    assert.deepEqual(
      results.tests.map(({ testId, status, rawStatus }) => [testId, status, rawStatus]),
      [
        ['PGR_PASS', 'passed', 'pass'],
        ['PGR_FAIL', 'failed', 'fail'],
        ['PGR_OPEN', 'other', 'inconclusive'],
        ['PGR_ERROR', 'other', 'error'],
        ['PGR_NA', 'skipped', 'not-applicable'],
        ['PGR_BEYOND', 'skipped', 'inconclusive'],
        ['PGR_LEFT', 'skipped', 'not executed'],
        ['PGR_DUE', 'pending', 'not executed'],
      ],
    );
  });

  it('counts what it lists, and gives the same run the same identity', () => {
    const { summary } = (read() as { results: { summary: Record<string, number> } }).results;
    assert.deepEqual(
      ['tests', 'passed', 'failed', 'skipped', 'pending', 'other'].map((word) => summary[word]),
      [8, 1, 1, 3, 1, 2],
    );
    assert.equal(ctrf(sourceOf()), ctrf(sourceOf()));
  });
});

describe('the JUnit report', () => {
  it('is valid under a schema of what CI servers read', async () => {
    const { XmlDocument, XsdValidator } = await import('libxml2-wasm');
    using schema = XmlDocument.fromString(readFileSync(join(__dirname, '..', 'testing', 'junit.xsd'), 'utf8'));
    using validator = XsdValidator.fromDoc(schema);
    const check = (xml: string): void => {
      using document = XmlDocument.fromString(xml);
      validator.validate(document);
    };
    for (const run of [aRun(), mixedRun()]) check(junitXml(run, () => undefined));
    assert.throws(() => check(junitXml(aRun(), () => undefined).replace('classname=', 'class=')));
  });
});

describe('the in-toto statement', () => {
  const folder = useTemporaryFolder();

  function read(run: RunResult) {
    const sources = { 'results.json': JSON.stringify(run), 'events.jsonl': '{}\n' };
    for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder.path, name), text);
    const file = join(folder.path, 'in-toto.json');
    createInTotoStatement(file, sourceOf(run)).finish(() => undefined);
    const statement = JSON.parse(readFileSync(file, 'utf8')) as Statement;
    return { sources, statement };
  }

  it('has the shape that in-toto publishes', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats(ajv);
    const schema = join(__dirname, '..', '..', 'verdict', 'testing', 'in-toto-test-result.schema.json');
    const check = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
    for (const run of [aRun(), mixedRun()]) assert.ok(check(read(run).statement), JSON.stringify(check.errors));
    assert.ok(!check({ ...read(aRun()).statement, subject: [{ name: 'results.json' }] }));
  });

  it('is about the very bytes of results and trace', () => {
    const { sources, statement } = read(mixedRun());
    assert.deepEqual(
      statement.subject,
      Object.entries(sources).map(([name, text]) => ({
        name,
        digest: { sha256: createHash('sha256').update(text).digest('hex') },
      })),
    );
  });

  it('calls nothing passed that did not, and only that failed which breaks the verdict', () => {
    const { result, passedTests, warnedTests, failedTests } = read(mixedRun()).statement.predicate;
    assert.equal(result, 'FAILED');
    assert.deepEqual(
      [passedTests, warnedTests, failedTests],
      [['PGR_PASS'], ['PGR_OPEN', 'PGR_ERROR', 'PGR_BEYOND'], ['PGR_FAIL']],
    );
    assert.equal(read(aRun()).statement.predicate.result, 'PASSED');
  });
});

describe('the EARL report', () => {
  const EARL = 'http://www.w3.org/ns/earl#';
  type Node = Record<string, readonly { '@id'?: string; '@value'?: string }[]> & { '@id'?: string; '@type'?: string[] };
  // Nothing is fetched, and what the context does not name is refused.
  const options = {
    documentLoader: (url: string) => Promise.reject(new Error(`asked for ${url}`)),
    safe: true,
  };
  const expanded = async (run?: RunResult): Promise<readonly Node[]> =>
    (await jsonld.expand(JSON.parse(earl(sourceOf(run))) as object, options)) as unknown as readonly Node[];

  it('is JSON-LD that needs no other document, and loses nothing when it is expanded', async () => {
    const nodes = await expanded();
    assert.ok(nodes.length > 200);
    for (const node of nodes)
      for (const key of Object.keys(node)) assert.match(key, /^(?:@|http:\/\/(?:www\.w3\.org|purl\.org)\/)/);
  });

  it('has every assertion whole, about tests and a subject that it names', async () => {
    const nodes = await expanded();
    const ids = new Set(nodes.map((node) => node['@id']));
    const assertions = nodes.filter((node) => node['@type']?.includes(`${EARL}Assertion`));
    assert.equal(assertions.length, 8 + loadCatalogue().requirements.length);
    for (const one of assertions) {
      for (const key of ['assertedBy', 'subject', 'test']) assert.ok(ids.has(one[`${EARL}${key}`]?.[0]?.['@id']), key);
      assert.equal(one[`${EARL}mode`]?.[0]?.['@id'], `${EARL}automatic`);
      assert.equal(one[`${EARL}result`]?.length, 1);
    }
  });

  it('says of each verdict what EARL calls it', async () => {
    const outcomes = new Map(
      (await expanded()).flatMap((node) => {
        const result = node[`${EARL}result`]?.[0] as unknown as Node | undefined;
        const test = node[`${EARL}test`]?.[0]?.['@id']?.split(':').at(-1);
        return result && test ? [[test, result[`${EARL}outcome`]?.[0]?.['@id']?.slice(EARL.length)]] : [];
      }),
    );
    const expected = {
      PGR_PASS: 'passed',
      PGR_FAIL: 'failed',
      PGR_OPEN: 'cantTell',
      PGR_ERROR: 'cantTell',
      PGR_NA: 'inapplicable',
      PGR_LEFT: 'untested',
      'STEP-5-a': 'failed',
      'SCOPE-1': 'untested',
    };
    for (const [test, outcome] of Object.entries(expected)) assert.equal(outcomes.get(test), outcome, test);
  });
});

describe('the protocol conformance test report', () => {
  const LOGS = new Map([['events.jsonl', 'a1b2']]);
  const run = mixedRun({
    target: {
      ...aRun().target,
      ics: { 'A.1/9': 'no' },
      ixit: { 'primary-server header authorization': 'masked, from TOKEN' },
    },
    baseline: {
      file: 'known.yaml',
      day: '2026-01-02',
      lines: [
        {
          requirement: 'STEP-5-a',
          tp: 'PGR_FAIL',
          issue: 'https://i.example/1',
          owner: 'ana',
          expires: '2027-01-01',
          finding: 'known',
        },
      ],
      unlisted: [],
    },
  });

  it('has every part that such a report has, in order', () => {
    const headings = testReport(sourceOf(run), LOGS).blocks.flatMap((block) =>
      block.kind === 'heading' ? [block.text] : [],
    );
    assert.deepEqual(
      headings.map((one) => one.charAt(0)),
      ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    );
    const markdown = asMarkdown(testReport(sourceOf(run), LOGS));
    for (const part of [
      'acme-server 4.2',
      'masked, from TOKEN',
      'known.yaml',
      'https://i.example/1',
      'PGR_DUE',
      'does not conform|harness error',
      'A.1/9',
      'events.jsonl, SHA-256 a1b2',
      '8 in all: 1 pass, 1 fail, 1 inconclusive, 1 error, 1 not applicable, 1 inconclusive beyond the clause, 2 not selected',
      'A-11',
    ])
      assert.match(markdown, new RegExp(part.replaceAll('.', '\\.')), part);
  });

  it('shows what was said as text, whatever it holds', () => {
    const document = testReport(sourceOf(run), LOGS);
    assert.match(asMarkdown(document), /=left \\\| out \\<b\\>/);
    const html = asHtml(document);
    assert.match(html, /^<!doctype html>\n<html lang="en">/);
    assert.match(html, /=left \| out &lt;b&gt;/);
    assert.ok(!html.includes('<b>') && !html.includes('<script'));
  });
});

describe('the traceability matrix', () => {
  it('has a line for each statement of the clause', () => {
    const lines = parse(matrix(sourceOf()), { columns: true }) as unknown as readonly Record<string, string>[];
    assert.deepEqual(
      lines.map(({ requirement }) => requirement),
      loadCatalogue().requirements.map(({ id }) => id),
    );
    const tested = lines.find(({ requirement }) => requirement === 'STEP-5-a');
    assert.deepEqual([tested?.['state'], tested?.['verdict']], ['tested', 'fail']);
    assert.ok(lines.every((line) => line['state'] === 'tested' || line['reason'] !== ''));
  });
});

describe('the badge', () => {
  it('says the verdict, as shields.io reads it and as a picture', () => {
    const badge = JSON.parse(badgeJson(sourceOf(aRun()))) as Record<string, unknown>;
    assert.deepEqual(
      [badge['schemaVersion'], badge['label'], badge['message']],
      [1, 'TS 23.280 10.15.3.3.1', 'conforms'],
    );
    assert.match(badgeSvg(sourceOf(mixedRun())), /<text [^>]*>harness error<\/text>/);
  });
});

describe('what is derived of a run of a part of the suite', () => {
  const left = { tp: 'PGR_LEFT', name: 'left out', reason: 'filter --step 4a', notAsked: true } as const;
  const PART = 'a part of the suite was run, 1 of 2 scenarios (1 left out by filter --step 4a)';
  const part = sourceOf(aRun({ reason: '1 left out by filter --step 4a', notExecuted: [left] }));
  const failed = sourceOf(aRun({ verdict: 'fail', exitCode: 1, notExecuted: [left] }));
  const temporary = useTemporaryFolder();

  function all(source: ReturnType<typeof sourceOf>): Readonly<Record<string, string>> {
    for (const name of ['results.json', 'events.jsonl']) writeFileSync(join(temporary.path, name), '{}');
    const files = { 'in-toto': 'in-toto.json', page: 'report.html' };
    createInTotoStatement(join(temporary.path, files['in-toto']), source).finish(() => undefined);
    createRunPage(join(temporary.path, files.page), source).finish(() => undefined);
    const [html = ''] = readFileSync(join(temporary.path, files.page), 'utf8').split('<script', 1);
    return {
      badge: badgeJson(source) + badgeSvg(source),
      'in-toto': readFileSync(join(temporary.path, files['in-toto']), 'utf8'),
      earl: earl(source),
      'test report': asHtml(testReport(source, new Map())) + asMarkdown(testReport(source, new Map())),
      page: html.replace(/<style>[^]*?<\/style>/, ''),
    };
  }

  it('says what part it was, and in no report that an implementation conforms', () => {
    for (const [name, text] of Object.entries(all(part))) {
      const claims = text.match(/\bconforms\b.{0,30}/gi) ?? [];
      assert.deepEqual(
        new Set(claims.map((claim) => claim.slice(0, 28).toLowerCase())),
        new Set(name === 'badge' ? [] : ['conforms only the whole can ']),
        name,
      );
      if (name === 'badge')
        assert.match(text, /"message":"passed: 1 of 2 scenarios"[^]*<text [^>]*>passed: 1 of 2 scenarios<\/text>/);
      else assert.ok(text.toLowerCase().replaceAll('\\', '').includes(PART), name);
    }
  });

  it('says so too where what was run did not conform', () => {
    for (const [name, text] of Object.entries(all(failed)))
      if (name !== 'badge') assert.ok(text.toLowerCase().replaceAll('\\', '').includes(PART), name);
  });

  it('of a run of everything says nothing of a part', () => {
    for (const [name, text] of Object.entries(all(sourceOf(aRun()))))
      assert.ok(!text.includes('part of the suite'), name);
  });
});
