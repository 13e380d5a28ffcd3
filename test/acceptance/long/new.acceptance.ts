// `npm run new` in a copy of what it reads: the files that it writes to, what it refuses, and that no stub is taken for the thing.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { packageRoot } from '../../../support/schema/package-root';

const CLAUSE = '23.280-10.15.3.3.1';
const NEEDED = [
  'features',
  'schemas/flows',
  'support/clauses',
  'support/reference/mutants',
  'support/options/run-options.ts',
  'support/report/formats/all.ts',
  'support/wires/all.ts',
  'tools/new',
  'tools/new.js',
  '.prettierrc.json',
];

describe('npm run new', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const inCopy = (name: string): string => path.join(folder.path, name);
  const read = (name: string): string => fs.readFileSync(inCopy(name), 'utf8');

  beforeEach(() => {
    for (const name of NEEDED) fs.cpSync(path.join(packageRoot, name), inCopy(name), { recursive: true });
    fs.symlinkSync(path.join(packageRoot, 'node_modules'), inCopy('node_modules'));
  });

  function start(...words: readonly string[]) {
    return spawnSync(process.execPath, [inCopy('tools/new.js'), ...words], { encoding: 'utf8' });
  }

  /** What is otherwise than in the checkout, by file: the lines that were added. */
  function added(...words: readonly string[]): ReadonlyMap<string, string> {
    const { status, stderr } = start(...words);
    assert.equal(status, 0, stderr);
    const files = ['features', 'schemas', 'support'].flatMap((top) =>
      fs
        .readdirSync(inCopy(top), { recursive: true, encoding: 'utf8' })
        .map((name) => path.posix.join(top, name))
        .filter((name) => fs.statSync(inCopy(name)).isFile()),
    );
    return new Map(
      files.flatMap((name) => {
        const original = path.join(packageRoot, name);
        const before = fs.existsSync(original) ? fs.readFileSync(original, 'utf8') : '';
        const lines = read(name)
          .split('\n')
          .filter((line) => !before.split('\n').includes(line));
        return read(name) === before ? [] : [[name, lines.join('\n')] as const];
      }),
    );
  }

  it('writes a statement in five files, beside the one before it', () => {
    const files = added('statement', 'STEP-12-c');
    const clause = `support/clauses/${CLAUSE}`;
    assert.deepEqual([...files.keys()].sort(), [
      `features/${CLAUSE}/1-formation/12-response-to-initiator.feature`,
      `features/${CLAUSE}/requirements.yaml`,
      `${clause}/checks/steps/step-12.ts`,
      `${clause}/testing/defects/completion.ts`,
      'support/reference/mutants/between-steps.ts',
    ]);
    assert.match(files.get(`${clause}/checks/steps/step-12.ts`) ?? '', /check\('STEP-12-c', \(\) => \[\]\)/);
    assert.match(files.get(`${clause}/testing/defects/completion.ts`) ?? '', /defect\('STEP-12-c', .*conforming\(\)/);
    assert.match(files.get('support/reference/mutants/between-steps.ts') ?? '', /'STEP-12-c', .*, \{\}\)/);
    assert.match(files.get(`features/${CLAUSE}/requirements.yaml`) ?? '', /id: STEP-12-c/);
    assert.match(files.get(`features/${CLAUSE}/1-formation/12-response-to-initiator.feature`) ?? '', /@req:STEP-12-c/);
  });

  it('writes an element in the schema of its flow', () => {
    const flow = 'preconfigured-regroup-response.server-client';
    const files = added('element', 'priority', flow);
    assert.deepEqual([...files.keys()], [`schemas/flows/${flow}.schema.json`]);
    const { properties } = JSON.parse(read(`schemas/flows/${flow}.schema.json`)) as { properties: object };
    assert.deepEqual(Object.keys(properties), ['from', 'to', 'mcServiceId', 'regroupGroupId', 'priority']);
  });

  it('writes an option that does not compile before it says what it decides', () => {
    const files = added('option', 'keep-going');
    assert.deepEqual(Object.fromEntries(files), {
      'support/options/run-options.ts': "  keepGoing: { flags: '--keep-going <value>', help: 'unwritten' },",
    });
  });

  it('writes a report format that does not compile before it says anything', () => {
    const files = added('format', 'tap');
    assert.deepEqual([...files.keys()].sort(), ['support/report/formats/all.ts', 'support/report/formats/tap.ts']);
    assert.match(files.get('support/report/formats/tap.ts') ?? '', /: string \{\}$/m);
    assert.match(files.get('support/report/formats/all.ts') ?? '', /import \{ tap }[^]*ofResults\(tap\)/);
  });

  it('writes a wire in a folder and a line', () => {
    const files = added('wire', 'carrier-pigeon');
    const at = 'support/wires/carrier-pigeon';
    assert.deepEqual([...files.keys()].sort(), ['support/wires/all.ts', `${at}/adapter.ts`, `${at}/wire.ts`]);
    const line = "export { CARRIER_PIGEON } from './carrier-pigeon/wire';";
    assert.equal(files.get('support/wires/all.ts'), line);
    assert.match(files.get(`${at}/adapter.ts`) ?? '', /does not listen yet/);
  });

  it('writes a clause in two folders and a line in each list', () => {
    const files = added('clause', '23.280-10.15.3.3.3');
    const outside = [...files.keys()].filter((name) => !name.includes('23.280-10.15.3.3.3/'));
    assert.deepEqual(outside.sort(), ['support/clauses/all.ts', 'support/clauses/figures.ts']);
    assert.match(files.get('support/clauses/all.ts') ?? '', /\[FORMATION, STAGE_3, CLAUSE_23_280_10_15_3_3_3]/);
    const again = start('statement', 'STEP-9-x');
    assert.match(again.stderr, /^MCX-USAGE: STEP-[.]{3} may be of several clauses: name one after the id/);
  });

  it('refuses, in one line, what is there already, what it does not know and what is no name', () => {
    const cases: readonly (readonly [RegExp, ...string[]])[] = [
      [/expected one of statement, .* found nothing/],
      [/expected one of statement, .* found page/, 'page', 'x'],
      [/STEP-12-a is there already/, 'statement', 'STEP-12-a'],
      [/step-12-c is no id of a statement/, 'statement', 'step-12-c'],
      [/no statement STEP-13-\.\.\. of/, 'statement', 'STEP-13-a'],
      [/there is no clause 9/, 'statement', 'STEP-12-c', '9'],
      [/reason is there already/, 'element', 'reason', 'preconfigured-regroup-reject.server-client'],
      [/there is no flow x/, 'element', 'reason', 'x'],
      [/--audit is there already/, 'option', 'audit'],
      [/ctrf is there already/, 'format', 'ctrf'],
      [/in kebab-case/, 'wire', 'Toy'],
      [/10\.15 is no clause/, 'clause', '10.15'],
      [/is there already/, 'clause', CLAUSE],
    ];
    for (const [why, ...words] of cases) {
      const { status, stderr } = start(...words);
      assert.equal(status, 2, words.join(' '));
      assert.match(stderr, why);
      assert.match(stderr, /^MCX-USAGE: .*\n$/, 'one line');
    }
  });
});
