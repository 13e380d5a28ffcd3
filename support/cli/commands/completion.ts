// mcx-conformance completion: the script by which a shell completes commands, options and what they take; and what such a
// script asks for. Commands and options are read off the command line's own declaration.

import type { RootCommand } from '@bomb.sh/tab';
import type { Command, Option } from 'commander';
import fs from 'node:fs';
import { ROLES } from '../../procedure/roles';
import { FORMATS } from '../../report/formats/all';
import { listedBuiltIns, type ListedBuiltIn } from '../../testbed/target/listed-built-ins';
import { loadEveryClause } from '../../traceability/catalogue/catalogue';
import { loadScenarios } from '../../traceability/features';

type Suggest = (value: string, about: string) => void;
/** Worked out when it is asked for alone: reading the catalogue takes time. */
type Values = (suggest: Suggest) => void;

/** The script for a shell, to be read by it at its start. */
export async function completionScript(shell: string, program: Command): Promise<void> {
  const completer = await completerOf(program);
  completer.setup(program.name(), program.name(), shell);
}

/** @param words the words of a command line, of which the last is to be completed */
export async function complete(words: readonly string[], program: Command): Promise<void> {
  const completer = await completerOf(program);
  completer.parse([...words]);
}

async function completerOf(program: Command): Promise<RootCommand> {
  // It is an ECMAScript module, and this is not.
  const { RootCommand: Completer } = await import('@bomb.sh/tab');
  const completer = new Completer();
  for (const [path, command] of commandsOf(program)) addTo(completer, path, command);
  return completer;
}

const commandsOf = (command: Command, above = ''): readonly (readonly [path: string, command: Command])[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .flatMap((one) => {
      const path = `${above}${one.name()}`;
      return [[path, one] as const, ...commandsOf(one, `${path} `)];
    });

function addTo(completer: RootCommand, path: string, command: Command): void {
  const added = completer.command(path, command.description());
  for (const option of command.createHelp().visibleOptions(command)) {
    const { long, description, required, optional } = option;
    if (long === undefined) continue;
    const name = long.slice(2);
    if (required || optional) added.option(name, description, valuesOf(option));
    else added.option(name, description);
  }
  for (const argument of command.registeredArguments) {
    const values = argument.argChoices ? among(argument.argChoices) : ARGUMENTS[argument.name()];
    added.argument(argument.name(), values, argument.variadic);
  }
}

const valuesOf = (option: Option): Values =>
  option.argChoices ? among(option.argChoices) : (OPTIONS[option.attributeName()] ?? (() => undefined));

const among =
  (values: readonly string[]): Values =>
  (suggest) =>
    values.forEach((value) => {
      suggest(value, '');
    });

const testPurposes: Values = (suggest) => {
  for (const { tp, name } of loadScenarios(loadEveryClause())) suggest(tp, name);
};
const requirements: Values = (suggest) => {
  for (const { id, says } of loadEveryClause().requirements) suggest(id, says);
};
const builtInParties =
  (kind?: ListedBuiltIn['kind']): Values =>
  (suggest) => {
    for (const { id, says } of listedBuiltIns(kind && { kind })) suggest(id, says);
  };
const filesBelow =
  (folders: readonly string[], isWanted: (name: string) => boolean): Values =>
  (suggest) => {
    for (const folder of folders.filter((one) => fs.existsSync(one)))
      for (const name of fs.readdirSync(folder).filter(isWanted))
        suggest(folder === '.' ? name : `${folder}/${name}`, '');
  };
const targets = filesBelow(['.', 'targets'], (name) => /\.ya?ml$/.test(name));
const runs = filesBelow(['reports'], (name) => /^\d{4}-/.test(name));

const OPTIONS: Readonly<Record<string, Values>> = {
  tp: testPurposes,
  requirement: requirements,
  role: among(ROLES),
  clause: (suggest) => {
    for (const { id, title } of loadEveryClause().clauses) suggest(id, title);
  },
  step: (suggest) => among([...new Set(loadEveryClause().requirements.map(({ step }) => step))])(suggest),
  builtIn: builtInParties(),
  id: builtInParties(),
  mutant: builtInParties('mutant'),
  variant: builtInParties('variant'),
  neighbours: builtInParties('variant'),
  format: among(FORMATS),
  target: targets,
  provisioned: targets,
  baseline: targets,
  run: runs,
  from: runs,
};

const ARGUMENTS: Readonly<Record<string, Values>> = {
  role: among(ROLES),
  run: runs,
  id: (suggest) => {
    testPurposes(suggest);
    requirements(suggest);
  },
};
