// Loads a target file and fills in what it leaves out. Unaware of how parties are opened.

import path from 'node:path';
import { DEFAULT_LIMITS } from '../../evidence/budget';
import { DEFAULT_WIRE_LIMITS } from '../../ports/wire-limits';
import { MEBIBYTE, readPlainText, type NotReadable } from '../../files/plain-file';
import type { WireOptions } from '../../ports/wire';
import type { Provisioned } from '../../procedure/provisioned';
import { packageRoot } from '../../schema/package-root';
import { UserError } from '../../verdict/errors';
import { pluginFrom } from '../../wires/plugin/plugin-source';
import { PLUGIN } from '../../wires/plugin/wire';
import { DEFAULT_WIRE, WIRES } from '../../wires/registry';
import { systemsOf } from './system-identities';
import { parseTarget } from './target-file';
import type { ProvisionedFile, Target, TargetFile } from './target-model';

export type * from './target-model';

export const DEFAULT_TIMING: Target['timing'] = { deadlineMs: 2000, quietWindowMs: 150, operatorMs: 120_000 };

/** @param file the built-in system, every role played, where absent */
export function loadTarget(file: string = path.join(packageRoot, 'targets', 'built-in.yaml')): Target {
  return targetIn(readTarget(file), file);
}

/** @param text of the file, for whoever keeps that too */
export function targetIn(text: string, file: string): Target {
  const target = targetOf(parseTarget(text, path.relative('', file)));
  return { ...target, roles: withPlugins(target.roles, path.dirname(path.resolve(file))) };
}

export function targetOf(file: TargetFile): Target {
  return {
    name: file.name,
    version: file.version,
    adapter: Object.values(file.roles ?? {}).some((role) => 'plugin' in role)
      ? PLUGIN.name
      : (file.adapter ?? DEFAULT_WIRE.name),
    ofWires: Object.fromEntries(WIRES.map(({ name }) => [name, Object(file[name]) as WireOptions])),
    roles: file.roles ?? {},
    listen: { host: '127.0.0.1', ports: {}, ...file.listen },
    allow: file.allow ?? [],
    scenariosAtOnce: file.scenariosAtOnce ?? 1,
    timing: { ...DEFAULT_TIMING, ...file.timing },
    limits: { ...DEFAULT_LIMITS, ...DEFAULT_WIRE_LIMITS, ...file.limits },
    systems: systemsOf(file.systems),
    provisioned: file.provisioned && provisionedOf(file.provisioned),
    ics: file.ics ?? {},
  };
}

/** Paths of plug-ins are relative to the target file. */
function withPlugins(roles: Target['roles'], folder: string): Target['roles'] {
  const entries = Object.entries(roles).map(([role, party]) => [
    role,
    'plugin' in party ? { ...party, plugin: pluginFrom(folder, party.plugin) } : party,
  ]);
  return Object.fromEntries(entries) as Target['roles']; // the same keys
}

function provisionedOf({ users, groups, multicastIn = [], gateway = false }: ProvisionedFile): Provisioned {
  const everybody = Object.keys(users);
  return {
    users: new Map(
      Object.entries(users).map(([name, { id, mayInitiateRegroup = false, affiliated }]) => [
        name,
        { id, mayInitiateRegroup, affiliated },
      ]),
    ),
    groups: new Map(
      Object.entries(groups).map(([name, { id, home, preconfigured = false, members }]) => [
        name,
        { id, home, preconfigured, members: members ?? (preconfigured ? everybody : []) },
      ]),
    ),
    multicastIn,
    gateway,
  };
}

/** A target file with a thousand users is half of it, and what looks for a key that is there twice takes its time. */
const LARGEST = MEBIBYTE / 4;

export function readTarget(file: string): string {
  try {
    return readPlainText(file, { most: LARGEST, links: 'followed' });
  } catch (error) {
    const { why, missing } = error as NotReadable; // it throws nothing else
    const found = missing ? 'there is no such file' : `it is ${why}`;
    throw new UserError(
      'MCX-TARGET-FILE',
      `expected a target file at ${file}, but ${found}. Name one with --target, or leave it out to run the built-in system.`,
    );
  }
}
