// A reference party served in a process of its own, which stands for a product, and the target file that puts it under test.

import fs from 'node:fs';
import path from 'node:path';
import type { Role } from '../../support/procedure/roles';
import { start, type Program } from './program';
import { patience } from '../patience';
import { until } from './until';

export interface Served extends Program {
  readonly role: Role;
  readonly address: string;
}

/** @param options of the command serve */
export async function serve(role: Role, ...options: readonly string[]): Promise<Served> {
  const program = start('serve', role, '--port', '0', ...options);
  const address = () => /listens on (\S+)\n/.exec(program.printed())?.[1];
  await until(() => address() !== undefined || !program.isRunning(), { within: 20_000, because: `${role} listens` });
  const found = address();
  if (found === undefined) throw new Error(`serve ${role} ended: ${(await program.ended).stderr}`);
  return { ...program, role, address: found };
}

/** @param more top-level keys beside the roles, as YAML flow text */
export function targetFor(
  { role, address }: Pick<Served, 'role' | 'address'>,
  folder: string,
  ...more: readonly string[]
): string {
  return writeTarget(
    folder,
    `roles: { ${role}: { underTest: true, address: "${address}", control: "${address}" } }`,
    ...more,
  );
}

/** Without roles it is the built-in system, for a product has to be under test. */
export function writeTarget(folder: string, ...lines: readonly string[]): string {
  const file = path.join(folder, 'target.yaml');
  const name = lines.some((line) => line.startsWith('roles:')) ? 'a product' : 'built-in';
  fs.writeFileSync(file, [`name: ${name}`, 'version: "1"', ...lines, ''].join('\n'));
  return file;
}

/** As a line of a target file: a product on a busy machine is late as well. */
export const timing = (deadlineMs: number, quietWindowMs: number): string =>
  `timing: { deadlineMs: ${Math.round(deadlineMs * patience())}, quietWindowMs: ${Math.round(quietWindowMs * patience())} }`;
