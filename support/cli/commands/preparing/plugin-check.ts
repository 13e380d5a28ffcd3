// mcx-conformance plugin check: tries a plug-in alone and prints a line for each check.

import { isRole, ROLES, type Role } from '../../../procedure/roles';
import { checkPlugin, type PluginCheckResult } from '../../../wires/plugin/plugin-check';
import { loadTarget } from '../../../testbed/target/target';
import { UserError } from '../../../verdict/errors';
import { instead } from '../../../verdict/nearest';
import { harmless } from '../../../verdict/harmless';

export interface PluginCheckOptions {
  readonly role?: string;
  readonly cwd?: string;
  /** Names of environment variables that the program is given besides the usual ones. */
  readonly env?: readonly string[];
}

const LIMITS = { startMs: 5000, requestMs: 2000, stopMs: 2000 };

export async function pluginCheck(command: readonly string[], options: PluginCheckOptions): Promise<void> {
  const results: PluginCheckResult[] = [];
  const passed = await checkPlugin({
    source: { command, cwd: options.cwd ?? process.cwd(), env: namedIn(options.env ?? []) },
    ...(options.role !== undefined && { role: roleNamed(options.role) }),
    systems: loadTarget().systems,
    ...LIMITS,
    onResult: (result) => {
      results.push(result);
      process.stdout.write(`${result.passed ? 'pass' : 'fail'}  ${result.name}: ${harmless(result.detail)}\n`);
    },
  });
  const failed = results.filter((result) => !result.passed).length;
  process.stdout.write(
    passed
      ? `The plug-in conforms: ${results.length} of ${results.length} checks passed\n`
      : `The plug-in does not conform: ${failed} of ${results.length} checks failed\n`,
  );
  process.exitCode = passed ? 0 : 1;
}

function namedIn(names: readonly string[]): Readonly<Record<string, string>> {
  const variables = names.map((name) => [name, process.env[name]] as const);
  const missing = variables.find(([, value]) => value === undefined);
  if (missing)
    throw new UserError(
      'MCX-PLUGIN-ENV',
      `expected the environment variable ${missing[0]}, which --env names, but it is not set. Set it, or leave it out.`,
    );
  return Object.fromEntries(variables.map(([name, value]) => [name, value ?? '']));
}

function roleNamed(role: string): Role {
  if (isRole(role)) return role;
  throw new UserError('MCX-ROLE', `there is no role ${role}${instead(role, ROLES)}`);
}
