// Where the plug-ins of a target come from: paths beside the target file, and secrets from the environment.

import path from 'node:path';
import type { PluginSource } from './adapter';
import type { Role } from '../../procedure/roles';
import { UserError } from '../../verdict/errors';
import type { PluginTarget } from './target';

/** @param folder the one that the target file is in */
export function pluginFrom(folder: string, plugin: PluginTarget): PluginTarget {
  if ('module' in plugin) return { ...plugin, module: path.resolve(folder, plugin.module) };
  return { ...plugin, cwd: path.resolve(folder, plugin.cwd ?? '') };
}

/** @param environment holds the values that the target file only names */
export function sourceOf(role: Role, plugin: PluginTarget, environment: NodeJS.ProcessEnv): PluginSource {
  if ('module' in plugin) return { module: plugin.module };
  const values = Object.entries(plugin.env ?? {}).map(([name, from]) => {
    const value = environment[from];
    if (value !== undefined) return [name, value] as const;
    throw new UserError(
      'MCX-PLUGIN-ENV',
      `expected the environment variable ${from}, which roles.${role}.plugin.env.${name} in the target file names, but it is not set. Set it, or mend the name.`,
    );
  });
  return { command: plugin.command, cwd: plugin.cwd ?? '.', env: Object.fromEntries(values) };
}
