// What the tools of developers have in common: processes that share the work, and one line for whoever asks for the impossible or
// writes what cannot be read.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { useTemporaryFolder } from '../support/report/testing/temporary-folder';
import { packageRoot } from '../support/schema/package-root';

interface Ended {
  readonly isHung: boolean;
  readonly told: unknown;
}
interface Parts {
  readonly carryOutAll: (tool: string, tasks: readonly object[], options?: object) => Promise<readonly object[]>;
  readonly shares: (all: number, parts: number) => readonly number[];
}
interface Transpilers {
  readonly create: () => { readonly transpile: (code: string, of: { readonly fileName: string }) => unknown };
}
const { carryOutAll, shares } = createRequire(__filename)('../tools/parts') as Parts;
const TOOL = path.join(packageRoot, 'test/fixtures/parts-of-work.js');

describe('work in several processes', () => {
  it('comes back in the order of the tasks, whichever process did them', async () => {
    const tasks = [1, 2, 3, 4, 5].map((number) => ({ number }));
    assert.deepEqual(await carryOutAll(TOOL, tasks, { most: 2 }), tasks);
    assert.deepEqual(await carryOutAll(TOOL, [], { most: 2 }), []);
  });

  it('goes on in another process where one ended, or hung and was ended', async () => {
    const ends: Ended[] = [];
    const onEnded = (ended: Ended): string => (ends.push(ended), 'nothing');
    const tasks = [{ number: 1, does: 'end' }, { number: 2, does: 'hang' }, { number: 3 }];
    const patience = (told?: number): number => (told === 2 ? 50 : 60_000);
    const results = await carryOutAll(TOOL, tasks, { most: 1, onEnded, patience });
    assert.deepEqual(results, ['nothing', 'nothing', { number: 3 }]);
    assert.deepEqual(
      ends.map(({ isHung, told }) => [isHung, told]),
      [
        [false, 1],
        [true, 2],
      ],
    );
    await assert.rejects(carryOutAll(TOOL, tasks.slice(0, 1)), /a part of the work ended with exit code 3/);
  });

  it('is shared out in as many parts on any machine, none of them for nothing', () => {
    assert.deepEqual(shares(10, 4), [3, 3, 2, 2]);
    assert.deepEqual(shares(2, 4), [1, 1]);
    assert.deepEqual(shares(0, 4), []);
  });
});

describe('the compiled code of modules', () => {
  const folder = useTemporaryFolder();
  const at = (name: string): string => path.join(folder.path, name);
  const KEEPS = `require(process.argv[1]).keep(process.argv[2]);
    Promise.resolve(require(process.argv[3])).then((it) => console.log(it));`;
  function loaded(name: string): string {
    const args = [path.join(packageRoot, 'tools/compiled-code.cjs'), at('kept'), at(name)];
    // Coverage would have every module compiled anew.
    const env = { ...process.env, NODE_V8_COVERAGE: undefined };
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', KEEPS, ...args], { encoding: 'utf8', env });
    assert.equal(stderr, '');
    return stdout.trim();
  }
  const writings = (): number => statSync(at('kept')).mtimeMs;

  it('is kept by what they hold, and kept again only where one is new', () => {
    writeFileSync(at('one.cjs'), 'module.exports = 1');
    assert.equal(loaded('one.cjs'), '1');
    const first = writings();
    assert.equal(loaded('one.cjs'), '1');
    assert.equal(writings(), first);
    writeFileSync(at('one.cjs'), 'module.exports = 2');
    assert.equal(loaded('one.cjs'), '2');
    assert.notEqual(writings(), first);
  });

  it('is done without where what was kept is torn, and for what knows its importer', () => {
    writeFileSync(at('kept'), 'torn');
    writeFileSync(at('two.mjs'), 'export default 2');
    writeFileSync(at('imports.cjs'), "module.exports = import('./two.mjs').then((two) => two.default)");
    assert.equal(loaded('imports.cjs'), '2');
  });

  it('lets a module ask for others as Node does', () => {
    writeFileSync(at('other.cjs'), 'exports.parent = module.parent?.filename');
    writeFileSync(
      at('asks.cjs'),
      "module.exports = [require('./other.cjs').parent, require.resolve('./other.cjs')].join()",
    );
    assert.equal(loaded('asks.cjs'), [at('asks.cjs'), at('other.cjs')].join());
  });
});

describe('the files that names of modules stand for', () => {
  const folder = useTemporaryFolder();
  const at = (...names: readonly string[]): string => path.join(folder.path, ...names);
  const RESOLVES = `require(process.argv[1]).keep(process.argv[2], process.argv[3]);
    const { resolve } = require('node:module').createRequire(process.argv[4]);
    console.log(process.argv.slice(5).map((name) => resolve(name)).join());`;
  function resolved(...names: readonly string[]): string {
    const keeper = path.join(packageRoot, 'tools/resolved-names.cjs');
    const args = ['-e', RESOLVES, keeper, at('kept'), at('node_modules'), at('importer.js'), ...names];
    return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim();
  }
  function write(name: string): void {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), '');
  }
  /** As if nothing had happened there since. */
  const settle = (place: string, seconds = 1000): void => utimesSync(at(place), seconds, seconds);

  it('are kept while nothing comes to their folder or leaves it', () => {
    write('one.node');
    settle('.');
    assert.equal(resolved('./one'), at('one.node'));
    write('one.js');
    settle('.');
    assert.equal(resolved('./one'), at('one.node'));
    settle('.', 2000);
    assert.equal(resolved('./one'), at('one.js'));
    assert.equal(resolved('./one'), at('one.js'));
  });

  it('are not kept where their folder has just changed', () => {
    write('two.node');
    assert.equal(resolved('./two'), at('two.node'));
    settle('.', 3000);
    write('two.js');
    settle('.', 3000);
    assert.equal(resolved('./two'), at('two.js'));
  });

  it('are kept for a package until npm installs something', () => {
    for (const name of ['node_modules/three/index.js', 'node_modules/three/main.js', 'node_modules/.package-lock.json'])
      write(name);
    const main = (name: string): void =>
      writeFileSync(at('node_modules/three/package.json'), JSON.stringify({ main: name }));
    main('index.js');
    for (const place of ['node_modules/three', 'node_modules/.package-lock.json']) settle(place);
    assert.equal(resolved('three'), at('node_modules/three/index.js'));
    main('main.js');
    assert.equal(resolved('three'), at('node_modules/three/index.js'));
    settle('node_modules/.package-lock.json', 2000);
    assert.equal(resolved('three'), at('node_modules/three/main.js'));
  });
});

describe('a source that is no TypeScript', () => {
  it('is told in one line', () => {
    const { create } = createRequire(__filename)('../tools/ts-node-esbuild.cjs') as Transpilers;
    assert.throws(
      () => create().transpile('const = 1;\n', { fileName: 'x.ts' }),
      (error: Error) => error.stack === 'SyntaxError: x.ts:1:7: Expected identifier but found "="',
    );
  });
});

describe('a tool that is given what it cannot do', () => {
  const folder = useTemporaryFolder();
  beforeEach(() => {
    writeFileSync(path.join(folder.path, 'broken.json'), '{ "trials": [');
    writeFileSync(path.join(folder.path, 'other.json'), '{ "trials": [{}] }');
  });

  const WRONG: readonly (readonly [tool: string, options: readonly string[], says: RegExp])[] = [
    ['explore', ['--stories', '0'], /^--stories expects a number of at least 1, found 0$/],
    ['explore', ['--against-mutants', '--losses'], /^--against-mutants plays without losses/],
    ['explore', ['--source', '5'], /^--source goes with --against-mutants$/],
    ['search', ['--states', 'none', '--stories', '0', '--mutants', '0'], /leave nothing to search$/],
    ['search', ['--states', 'some'], /^expected whole, slice or none for --states, found some$/],
    ['mutate-reference', ['--sample', '0'], /^--sample expects a number of at least 1, found 0$/],
    ['mutate-reference', ['--within', 'nowhere'], /found none of that name$/],
    ['mutate-reference', ['--again', 'none.json'], /^--again expects a report .*, found ENOENT.* in none\.json$/],
    ['mutate-reference', ['--again', 'broken.json'], /^--again expects .*, found something else in broken\.json$/],
    ['mutate-reference', ['--again', 'other.json'], /^--again expects .*, found something else in other\.json$/],
    ['mutate-reference', ['--reports', 'broken.json'], /^--reports expects a folder that can be written/],
    ['prove-seal', ['--alterations', '0', '--records', '0'], /leave nothing to prove$/],
    ['fuzz-reading', ['--mutations', '0'], /^--mutations expects a number of at least 1, found 0$/],
    ['repeat', ['1', '--target', 'none.yaml'], /^MCX-TARGET.*none\.yaml/],
    ['freeze', ['next'], /^expected the version of the profiles/],
  ];
  for (const [tool, options, says] of WRONG)
    it(`is told so in a line: ${tool} ${options.join(' ')}`, () => {
      const command = [path.join(packageRoot, 'tools', `${tool}.js`), ...options];
      const { status, stderr } = spawnSync(process.execPath, command, { cwd: folder.path, encoding: 'utf8' });
      assert.equal(status, 2, stderr);
      assert.match(stderr.split('\n')[0] ?? '', says);
      assert.doesNotMatch(stderr, /^ +at /m);
    });

  it('prints its usage where that is asked for', () => {
    const command = [path.join(packageRoot, 'tools/repeat.js'), '--help'];
    const { status, stdout } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    assert.deepEqual([status, stdout.split(' ')[0]], [0, 'Usage:']);
  });
});
