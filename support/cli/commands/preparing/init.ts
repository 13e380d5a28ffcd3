// mcx-conformance init: writes a target file by asking, and never over another. What it writes is read back before it says so.

import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Role } from '../../../procedure/roles';
import { allowedAddresses, hostAndPort } from '../../../ports/allowed-addresses';
import type { Wire } from '../../../ports/wire';
import { packageRoot } from '../../../schema/package-root';
import { urlOf } from '../../../testbed/target/address-url';
import { DEFAULT_WIRE, wireNamed } from '../../../wires/registry';
import { parseTarget } from '../../../testbed/target/target-file';
import { UserError } from '../../../verdict/errors';
import { addressOn, asItIs, controlNamed, oneOf, REACHED, rolesNamed, wordsOf } from '../../init/init-answers';
import { optionalItems } from '../../init/optional-items';
import { askOn, type Ask } from '../../init/questions';
import { targetText, type RoleAnswers } from '../../init/target-template';

export interface InitOptions {
  readonly yes?: boolean;
  readonly name?: string;
  readonly productVersion?: string;
  readonly role?: readonly string[];
  /** http-json, sip or plugin. */
  readonly wire?: string;
  readonly service?: string;
  readonly address?: string;
  readonly control?: string;
}

export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

interface Ports {
  readonly http: number;
  /** Of a wire that is no HTTP. */
  readonly wire: number;
  readonly control: number;
}

const SCHEMA = 'schemas/target/target.schema.json';

/** Those of the examples in targets/. */
const PORTS: Readonly<Record<Role, Ports>> = {
  'client-1': { http: 8083, wire: 5072, control: 8072 },
  'primary-server': { http: 8081, wire: 5070, control: 8070 },
  'primary-gms': { http: 8085, wire: 5074, control: 8074 },
  'client-2': { http: 8084, wire: 5073, control: 8073 },
  'partner-server': { http: 8082, wire: 5071, control: 8071 },
  'partner-gms': { http: 8086, wire: 5075, control: 8075 },
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
    const text = await targetFromAnswers(file, options, askOn(terminal, output));
    parseTarget(text, file);
    write(file, text);
  } finally {
    terminal?.close();
  }
  output.write(`${file} is written. Next: npx mcx-conformance doctor --target ${file}\n`);
}

async function targetFromAnswers(file: string, options: InitOptions, ask: Ask): Promise<string> {
  const roles = await ask(
    'Roles under test, with commas between them',
    options.role?.join(','),
    'primary-server',
    rolesNamed,
  );
  const reached = await ask(`Its wire: ${REACHED.join(', ')}`, options.wire, DEFAULT_WIRE.name, oneOf(REACHED));
  const wire = reached === 'plugin' ? undefined : wireNamed(reached);
  const service =
    wire?.services &&
    (await ask(
      `MC service: ${wire.services.join(', ')}`,
      options.service,
      wire.services[0] ?? '',
      oneOf(wire.services),
    ));
  const name = await ask('Name of the product', options.name, `my ${roles.join(' and ')}`, asItIs);
  const version = await ask('Its version', options.productVersion, '1', asItIs);
  const answers: RoleAnswers[] = [];
  for (const role of roles)
    answers.push(await (wire === undefined ? pluginOf(role, ask) : addressesOf(role, wire, options, ask)));
  const isAllowed = allowedAddresses([]);
  const strange = answers
    .flatMap((one) => ('plugin' in one ? [] : [one.address, ...(one.control === 'manual' ? [] : [one.control])]))
    .map(urlOf)
    .filter((url) => !isAllowed(url));
  const allow = [...new Set(strange.map(hostAndPort))];
  const schema = path
    .relative(path.dirname(path.resolve(file)), path.join(packageRoot, SCHEMA))
    .replaceAll(path.sep, '/');
  return targetText({
    schema,
    ...(wire && service !== undefined && { wire: { name: wire.name, service } }),
    name,
    version,
    roles: answers,
    allow,
    optional: roles.flatMap(optionalItems),
  });
}

async function addressesOf(role: Role, wire: Wire, options: InitOptions, ask: Ask): Promise<RoleAnswers> {
  const ports = PORTS[role];
  const proposed = wire.isHttp ? `http://127.0.0.1:${ports.http}` : `sip:127.0.0.1:${ports.wire};transport=tcp`;
  const question = `${role}: address that takes information flows`;
  const address = await ask(question, options.address, proposed, addressOn(wire));
  const nearby = wire.isHttp ? address : `http://127.0.0.1:${ports.control}`;
  const control = await ask(`${role}: address of its control, or manual`, options.control, nearby, controlNamed(role));
  return { role, address, control };
}

const pluginOf = async (role: Role, ask: Ask): Promise<RoleAnswers> => ({
  role,
  plugin: await ask(`${role}: command of its plug-in`, undefined, 'python3 my-plugin.py', wordsOf),
});

function write(file: string, text: string): void {
  try {
    fs.writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError('MCX-INIT', `expected to write ${file}, but ${why}; name another file`);
  }
}
