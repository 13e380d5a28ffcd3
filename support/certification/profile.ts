// A certification profile: the test purposes that a product of these roles has to pass, frozen when the suite was released, for one
// release and change of the specification. What the suite has learnt since is not in it, and it stays as it is; what it names has
// to be there still.

import fs from 'node:fs';
import path from 'node:path';
import type { Role } from '../procedure/roles';
import { parseHandWritten } from '../schema/yaml-file';
import type { Catalogue } from '../traceability/catalogue/catalogue';
import type { ClauseHead } from '../traceability/catalogue/clause-catalogue';
import { clauseFolders, FEATURES } from '../traceability/catalogue/clause-folders';
import { idsOf, namesakes, type Numbered } from '../traceability/catalogue/ids';
import type { Scenario } from '../traceability/scenario';
import { isShownOn, notExecutedOn } from '../traceability/wire';
import type { Timing } from '../ports/testbed';
import type { WireName } from '../ports/wire';
import { wireNamed } from '../wires/registry';
import { UserError } from '../verdict/errors';
import { instead } from '../verdict/nearest';

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
  /** The shortest timings of a target file that certify anything; those of MINIMUM where a profile says nothing. */
  readonly minimum?: Timing;
}

/** What a run waits where the target file says nothing. */
export const MINIMUM: Timing = { deadlineMs: 2000, quietWindowMs: 150 };

export interface ProfileFile {
  readonly profile: Profile;
  /** As it stands in the file. */
  readonly text: string;
  /** Whose folder the file is in. */
  readonly clause: string;
}

/** Where the profiles of a clause are. */
export const profilesFolder = (clause: string): string => path.join(FEATURES, clause, 'profiles');

const ABOUT = {
  what: 'certification profile',
  schema: 'profile/profile.schema.json',
  code: 'MCX-PROFILE',
  hint: 'features/<clause>/profiles/ holds those of the suite; schemas/profile/profile.schema.json describes every key.',
} as const;

/** The profiles of a clause, by name. */
export function profilesOf(clause: string): readonly string[] {
  const folder = profilesFolder(clause);
  const files = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return files
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/** Frozen means that it is the suite's: a profile of a user's own is none. @param name with its clause where several have it */
export function loadProfile(name: string): ProfileFile {
  const all = clauseFolders().flatMap((clause) => profilesOf(clause).map((id) => ({ clause, id })));
  const names = idsOf(all);
  const nameOf = ({ clause, id }: Numbered): string => names.nameOf(clause, id);
  const known = all.map(nameOf);
  const same = namesakes(name, known);
  if (same.length > 0)
    throw new UserError('MCX-PROFILE', `several clauses have a profile ${name}; write ${same.join(' or ')}.`);
  const meant = all.find((one) => nameOf(one) === names.meant(name));
  if (meant === undefined) throw new UserError('MCX-PROFILE', `there is no profile ${name}${instead(name, known)}`);
  const { clause, id } = meant;
  const text = fs.readFileSync(path.join(profilesFolder(clause), `${id}.yaml`), 'utf8');
  return { profile: parseProfile(text, `features/${clause}/profiles/${id}.yaml`), text, clause };
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

/** In words, each timing that is shorter than the profile allows; whoever waits less may miss what a product does wrong. */
export const timingsBelow = ({ minimum = MINIMUM }: Pick<Profile, 'minimum'>, timing: Timing): readonly string[] =>
  (['deadlineMs', 'quietWindowMs'] as const)
    .filter((name) => timing[name] < minimum[name])
    .map((name) => `timing.${name} is ${timing[name]} and has to be ${minimum[name]} or more`);

/** All test purposes that there were when it was frozen. */
export const listedIn = ({ required, notScored }: Pick<Profile, 'required' | 'notScored'>): readonly string[] => [
  ...required,
  ...notScored.map(({ tp }) => tp),
];

/**
 * In words, what the profile asks for and this suite cannot give any more; empty where there is nothing. Test purposes that it
 * does not name are younger than it, and none of its business.
 * @param today what the suite selects
 */
export function profileDrift(
  frozen: Pick<Profile, 'required' | 'notScored'>,
  today: Pick<Profile, 'required' | 'notScored'>,
): readonly string[] {
  const now = new Set(listedIn(today));
  const required = new Set(today.required);
  return [
    ...listedIn(frozen)
      .filter((tp) => !now.has(tp))
      .map((tp) => `${tp} is not in the suite any more`),
    ...frozen.required
      .filter((tp) => now.has(tp) && !required.has(tp))
      .map((tp) => `${tp} is required by the profile and not selected today`),
  ];
}

/** In words, how the text of the clause that the profile was frozen for differs from that of the suite; empty where it does not. */
export function textDrift({ spec }: Profile, clause: ClauseHead | undefined): readonly string[] {
  const current = clause && [clause.specification, clause.number, clause.text.release, clause.text.change];
  const frozen = [`3GPP ${spec.number}`, spec.clause, spec.release, spec.change];
  if (current?.join() === frozen.join()) return [];
  return [`it is for ${frozen.join(', ')}, the suite has ${current?.join(', ') ?? 'no such clause'}`];
}
