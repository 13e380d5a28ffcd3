// A certification profile: the test purposes that a product of these roles has to pass, frozen for one release and change of the
// specification. What the suite would select today is worked out beside it; where the two differ, the profile is out of date.

import fs from 'node:fs';
import path from 'node:path';
import type { Role } from '../procedure/roles';
import { packageRoot } from '../schema/package-root';
import { parseHandWritten } from '../schema/yaml-file';
import type { Catalogue } from '../traceability/catalogue/catalogue';
import type { Scenario } from '../traceability/scenario';
import { isShownOn, notExecutedOn } from '../traceability/wire';
import type { WireName } from '../ports/wire';
import { wireNamed } from '../wires/registry';
import { UserError } from '../verdict/errors';
import { nearest } from '../verdict/nearest';

export interface NotScored {
  readonly tp: string;
  readonly reason: string;
}

export interface Profile {
  readonly profile: string;
  readonly version: string;
  readonly spec: {
    readonly number: string;
    readonly clause: string;
    readonly release: string;
    readonly change: string;
  };
  readonly wire: WireName;
  readonly roles: readonly Role[];
  readonly required: readonly string[];
  readonly notScored: readonly NotScored[];
}

export interface ProfileFile {
  readonly profile: Profile;
  /** As it stands in the file. */
  readonly text: string;
}

export const PROFILES_FOLDER = path.join(packageRoot, 'profiles');

const ABOUT = {
  what: 'certification profile',
  schema: 'profile/profile.schema.json',
  code: 'MCX-PROFILE',
  hint: 'profiles/ holds those of the suite; schemas/profile/profile.schema.json describes every key.',
} as const;

export const profileNames = (): readonly string[] =>
  fs
    .readdirSync(PROFILES_FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();

/** Frozen means that it is the suite's: a profile of a user's own is none. */
export function loadProfile(name: string): ProfileFile {
  const known = profileNames();
  if (!known.includes(name))
    throw new UserError(
      'MCX-PROFILE',
      `there is no profile ${name}; did you mean ${nearest(name, known)}? There are ${known.join(', ')}.`,
    );
  const file = path.join(PROFILES_FOLDER, `${name}.yaml`);
  const text = fs.readFileSync(file, 'utf8');
  return { profile: parseProfile(text, `profiles/${name}.yaml`), text };
}

export const parseProfile = (text: string, file: string): Profile =>
  parseHandWritten<Profile>(text, { ...ABOUT, file }, () => []);

/** What the suite holds for these roles on this wire today. */
export function selectionFor(
  { roles, wire: name }: Pick<Profile, 'roles' | 'wire'>,
  scenarios: readonly Scenario[],
  catalogue: Catalogue,
): Pick<Profile, 'required' | 'notScored'> {
  const wire = wireNamed(name);
  const required: string[] = [];
  const notScored: NotScored[] = [];
  for (const scenario of scenarios) {
    const { tp, requirements, beyondSpec } = scenario;
    const rows = requirements.flatMap((id) => catalogue.requirement(id) ?? []);
    const seen = rows.filter((row) => isShownOn(wire, row));
    const left = notExecutedOn(wire, scenario, catalogue);
    if (beyondSpec) notScored.push({ tp, reason: 'beyond the clause' });
    else if (left !== undefined) notScored.push({ tp, reason: left });
    else if (!seen.some(({ owners }) => owners.some((owner) => roles.includes(owner))))
      notScored.push({ tp, reason: 'it shows nothing that binds a role of the profile' });
    else required.push(tp);
  }
  return { required, notScored };
}

/** In words, what differs between the frozen list and today's selection; empty where nothing does. */
export function profileDrift(
  frozen: Pick<Profile, 'required' | 'notScored'>,
  today: Pick<Profile, 'required' | 'notScored'>,
): readonly string[] {
  const known = new Set([...frozen.required, ...frozen.notScored.map(({ tp }) => tp)]);
  const now = new Set([...today.required, ...today.notScored.map(({ tp }) => tp)]);
  const required = new Set(today.required);
  return [
    ...[...now].filter((tp) => !known.has(tp)).map((tp) => `${tp} is not in the profile`),
    ...[...known].filter((tp) => !now.has(tp)).map((tp) => `${tp} is not in the suite any more`),
    ...frozen.required
      .filter((tp) => now.has(tp) && !required.has(tp))
      .map((tp) => `${tp} is required by the profile and not selected today`),
    ...frozen.notScored
      .filter(({ tp }) => required.has(tp))
      .map(({ tp }) => `${tp} is selected today and not scored by the profile`),
  ];
}
