// The help of each command ends with examples that work and a page that is there.

import assert from 'node:assert/strict';
import type { Command } from 'commander';
import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../schema/package-root';
import { FURTHER } from './help';
import { program } from './main';

const commandsOf = (command: Command, above = ''): readonly (readonly [string, Command])[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .filter((one) => one.name() !== 'help')
    .flatMap((one) => {
      const name = `${above}${one.name()}`;
      return [[name, one] as const, ...commandsOf(one, `${name} `)];
    });

function silenced(command: Command): Command {
  command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  for (const one of command.commands) silenced(one).action(() => undefined);
  return command;
}

const anchorsOf = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

describe('the help of each command', () => {
  it('says more of every command, and of nothing else', () => {
    assert.deepEqual(
      Object.keys(FURTHER).toSorted(),
      commandsOf(program())
        .map(([name]) => name)
        .toSorted(),
    );
  });

  for (const [name, { examples, page }] of Object.entries(FURTHER))
    it(`ends with examples that work and a page that is there: ${name}`, () => {
      for (const [line] of examples) {
        const words = line.replace(/ > .*$/, '').split(' ');
        assert.equal(words.slice(0, name.split(' ').length).join(' '), name);
        assert.doesNotThrow(() => silenced(program()).parse(words, { from: 'user' }), line);
      }
      const [file = '', anchor] = page.split('#');
      const text = fs.readFileSync(path.join(packageRoot, file), 'utf8');
      if (anchor !== undefined) assert.ok(anchorsOf(text).includes(anchor), page);
      const [, command] = commandsOf(program()).find(([known]) => known === name) ?? assert.fail(name);
      let shown = '';
      command.configureOutput({ writeOut: (more) => (shown += more) }).outputHelp();
      assert.match(shown, /\nExamples:\n {2}mcx-conformance [^]*\nTo read: .*\.md/);
    });
});
