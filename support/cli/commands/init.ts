// mcx-conformance init: writes a target file by asking, and never over another. What it writes is read back before it says so.

import fs from 'node:fs';
import readline from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Role } from '../../procedure/roles';
import { allowedAddresses, hostAndPort } from '../../ports/allowed-addresses';
import { parseTarget } from '../../testbed/target/target-file';
import { UserError } from '../../verdict/errors';
import { addressNamed, addressOrPlugin, asItIs, controlNamed, rolesNamed, wordsOf } from '../init/init-answers';
import { optionalItems } from '../init/optional-items';
import { askOn, type Ask } from '../init/questions';
import { targetText, type RoleAnswers } from '../init/target-template';

export interface InitOptions {
  readonly yes?: boolean;
  readonly name?: string;
  readonly productVersion?: string;
  readonly role?: readonly string[];
  readonly address?: string;
  readonly control?: string;
}

export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

const DEFAULT_PORTS: Readonly<Record<Role, number>> = {
  'client-1': 8083,
  'primary-server': 8081,
  'primary-gms': 8085,
  'client-2': 8084,
  'partner-server': 8082,
  'partner-gms': 8086,
};

export async function init(
  file: string,
  options: InitOptions,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout },
): Promise<void> {
  if (fs.existsSync(file))
    throw new UserError('MCX-INIT', `expected no file at ${file}, found one; name another, or move it away`);
  const terminal = options.yes === true ? undefined : readline.createInterface({ input, output });
  try {
    const text = await targetFromAnswers(options, askOn(terminal, output));
    parseTarget(text, file);
    write(file, text);
  } finally {
    terminal?.close();
  }
  output.write(`${file} is written. Next: npx mcx-conformance doctor --target ${file}\n`);
}

async function targetFromAnswers(options: InitOptions, ask: Ask): Promise<string> {
  const roles = await ask(
    'Roles under test, with commas between them',
    options.role?.join(','),
    'primary-server',
    rolesNamed,
  );
  const name = await ask('Name of the product', options.name, `my ${roles.join(' and ')}`, asItIs);
  const version = await ask('Its version', options.productVersion, '1', asItIs);
  const answers: RoleAnswers[] = [];
  for (const role of roles) answers.push(await askedOf(role, options, ask, answers[0]));
  const isAllowed = allowedAddresses([]);
  const strange = answers
    .flatMap((one) => ('plugin' in one ? [] : [one.address, ...(one.control === 'manual' ? [] : [one.control])]))
    .map((address) => new URL(address))
    .filter((url) => !isAllowed(url));
  const allow = [...new Set(strange.map(hostAndPort))];
  return targetText({ name, version, roles: answers, allow, optional: roles.flatMap(optionalItems) });
}

/** @param first how the first role is reached; a plug-in and an address cannot stand side by side */
async function askedOf(
  role: Role,
  options: InitOptions,
  ask: Ask,
  first: RoleAnswers | undefined,
): Promise<RoleAnswers> {
  const proposed = `http://127.0.0.1:${DEFAULT_PORTS[role]}`;
  const question = `${role}: address that takes information flows`;
  const address =
    first === undefined
      ? await ask(`${question}, or plugin`, options.address, proposed, addressOrPlugin)
      : 'plugin' in first
        ? 'plugin'
        : await ask(question, options.address, proposed, addressNamed);
  if (address === 'plugin')
    return { role, plugin: await ask(`${role}: command of its plug-in`, undefined, 'python3 my-plugin.py', wordsOf) };
  const control = await ask(`${role}: address of its control, or manual`, options.control, address, controlNamed(role));
  return { role, address, control };
}

function write(file: string, text: string): void {
  try {
    fs.writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError('MCX-INIT', `expected to write ${file}, but ${why}; name another file`);
  }
}
