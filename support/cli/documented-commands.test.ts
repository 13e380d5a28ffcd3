// The command lines of the documents, as a reader copies them: the command and its options exist, and so does every file
// that is named, unless an earlier line of the page writes it.

import assert from 'node:assert/strict';
import type { Command } from 'commander';
import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../schema/package-root';
import { program } from './main';

/** Files of the reader's own, which another page tells how to write. */
const OWN = ['target.yaml', 'baseline.yaml'];

const SCRIPTS = Object.keys(
  (JSON.parse(fs.readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { scripts: object }).scripts,
);

const pages = (): readonly string[] => [
  'README.md',
  'CONTRIBUTING.md',
  ...['docs', 'examples'].flatMap((folder) =>
    fs
      .readdirSync(path.join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.join(folder, name)),
  ),
];

/** The words of each line, without comments and without the variables that are set before it. */
function commandLines(markdown: string): readonly (readonly string[])[] {
  const blocks = [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  return blocks
    .join('')
    .split('\n')
    .map((line) => line.replace(/ *(^|\s)#.*$/, '').match(/(?:'[^']*'|\S)+/g) ?? [])
    .map((words) => words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word))))
    .filter((words) => words.length > 0);
}

function silenced(command: Command): Command {
  command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  for (const one of command.commands) silenced(one).action(() => undefined);
  return command;
}

/** The arguments of the program, or undefined where another program is called. */
function ownArguments([first, second, ...rest]: readonly string[]): readonly string[] | undefined {
  const isOwn =
    first === 'npx' ? second === 'mcx-conformance' : first === 'node' && second === 'bin/mcx-conformance.js';
  return isOwn ? rest.filter((word, at) => word !== '>' && rest[at - 1] !== '>') : undefined;
}

function checkLine(words: readonly string[]): void {
  const [first = '', second = '', third = ''] = words;
  const own = ownArguments(words);
  if (own) silenced(program()).parse([...own], { from: 'user' });
  else if (first === 'npm') assert.ok([...SCRIPTS, 'ci'].includes(second === 'run' ? third : second), 'no such script');
  else if (first === 'npx' && second === 'mocha') assert.match(third, /\.test\.ts$/);
  else assert.ok(['node', 'python3'].includes(first) || words.join(' ') === 'npx cucumber-js', 'no command known here');
}

const isFile = (word: string): boolean => /^[\w./-]+\.(yaml|js|ts|py|txt|md)$/.test(word);
const written = (words: readonly string[]): readonly string[] =>
  words.filter((word, at) => isFile(word) && (words[at - 1] === '>' || words.includes('init')));

describe('the command lines of the documents', () => {
  const found = pages().map(
    (page) => [page, commandLines(fs.readFileSync(path.join(packageRoot, page), 'utf8'))] as const,
  );

  it('are found', () => {
    assert.deepEqual(commandLines("```sh\n# so\nA=1 B='2 3' npx x 'y z' # or\n```\n\n```js\nno\n```\n"), [
      ['npx', 'x', "'y z'"],
    ]);
    assert.ok(found.some(([page, lines]) => page === 'README.md' && lines.length > 5));
  });

  for (const [page, lines] of found.filter(([, { length }]) => length > 0))
    it(`work as they stand in ${page}`, () => {
      const known = new Set(OWN);
      for (const words of lines) {
        assert.doesNotThrow(() => checkLine(words), words.join(' '));
        for (const file of written(words)) known.add(file);
        const missing = words.find(
          (word) => isFile(word) && !known.has(word) && !fs.existsSync(path.join(packageRoot, word)),
        );
        assert.equal(missing, undefined, `${words.join(' ')}: there is no ${missing}, and no earlier line writes it`);
      }
    });
});
