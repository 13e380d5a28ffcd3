// mcx-conformance init: writes a target file by asking, and never over another. What it writes is read back before it says so.

import fs from 'node:fs';
import readline from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { isRole, ROLES, type Role } from '../procedure/roles';
import { allowedAddresses, hostAndPort } from '../testbed/allowed-addresses';
import { parseTarget } from '../testbed/target-file';
import { UserError } from '../verdict/errors';
import { nearest } from '../verdict/nearest';
import { optionalItems } from './optional-items';
import { targetText } from './target-template';

export interface InitOptions {
  readonly yes?: boolean;
  readonly name?: string;
  readonly role?: string;
  readonly address?: string;
  readonly control?: string;
}

export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

type Ask = (question: string, given: string | undefined, proposed: string) => Promise<string>;

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
    const text = await asked(options, askOn(terminal, output));
    parseTarget(text, file);
    write(file, text);
  } finally {
    terminal?.close();
  }
  output.write(`${file} is written. Next: npx mcx-conformance doctor --target ${file}\n`);
}

async function asked(options: InitOptions, ask: Ask): Promise<string> {
  const role = roleNamed(await ask(`Role (${ROLES.join(', ')})`, options.role, 'primary-server'));
  const name = await ask('Name of the product', options.name, `my ${role}`);
  const version = await ask('Its version', undefined, '1');
  const address = addressNamed(
    await ask('Address that takes information flows', options.address, `http://127.0.0.1:${DEFAULT_PORTS[role]}`),
  );
  const control = controlNamed(await ask('Address of its control, or manual', options.control, address), role);
  const isAllowed = allowedAddresses([]);
  const strange = [address, ...(control === 'manual' ? [] : [control])]
    .map((one) => new URL(one))
    .filter((url) => !isAllowed(url));
  const allow = [...new Set(strange.map(hostAndPort))];
  return targetText({ name, version, role, address, control, allow, optional: optionalItems(role) });
}

/** What is given is not asked for; an empty answer takes what is proposed. */
function askOn(terminal: readline.Interface | undefined, output: Writable): Ask {
  // Lines may come faster than questions do, where the input is no terminal.
  const lines = terminal?.[Symbol.asyncIterator]();
  return async (question, given, proposed) => {
    if (given !== undefined || lines === undefined) return given ?? proposed;
    output.write(`${question} [${proposed}]: `);
    const line = await lines.next();
    if (line.done === true)
      throw new UserError('MCX-INIT', `expected an answer to "${question}", but the input ended; add --yes to take what is proposed`); // prettier-ignore
    return line.value.trim() || proposed;
  };
}

function roleNamed(role: string): Role {
  if (isRole(role)) return role;
  throw new UserError('MCX-ROLE', `there is no role ${role}; did you mean ${nearest(role, ROLES)}? (${ROLES.join(', ')})`); // prettier-ignore
}

function addressNamed(address: string): string {
  if (URL.canParse(address) && /^https?:/.test(address)) return address;
  throw new UserError('MCX-INIT', `expected an address such as http://127.0.0.1:8081, found ${address}; mend it`);
}

/** What stands at a product is a list, and nobody types a list into questions. */
function controlNamed(control: string, role: Role): string {
  if (control === 'manual') return control;
  if (control !== 'static') return addressNamed(control);
  throw new UserError('MCX-INIT', `expected an address or manual, found static, which needs a list of what stands at the ${role}; copy targets/static-primary-server.yaml and mend it`); // prettier-ignore
}

function write(file: string, text: string): void {
  try {
    fs.writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError('MCX-INIT', `expected to write ${file}, but ${why}; name another file`);
  }
}
