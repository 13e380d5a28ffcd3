// mcx-conformance certify: runs a frozen profile on a product and leaves what came of it ready to be sealed. There is nothing to
// choose here but the profile and the product. The key of the lab is no part of it: what a product brings along runs beside this
// process, and could read whatever this process was given.

import fs from 'node:fs';
import path from 'node:path';
import { BESIDE, mustBeComplete } from '../../../certification/complete-run';
import { sha256 } from '../../../certification/digest';
import {
  loadProfile,
  profileDrift,
  selectionFor,
  textDrift,
  timingsBelow,
  type Profile,
  type ProfileFile,
} from '../../../certification/profile';
import { commitWarning } from '../../../certification/work-tree';
import { readResults } from '../../../record/results-file';
import { digestLines } from '../../../record/source-digests';
import { credentialsOf } from '../../../testbed/target/credentials';
import { readTarget, targetIn, type Target } from '../../../testbed/target/target';
import { loadEveryClause } from '../../../traceability/catalogue/catalogue';
import { loadScenarios } from '../../../traceability/features';
import { loadIcs } from '../../../traceability/catalogue/ics';
import { reviewIcs } from '../../../traceability/catalogue/ics-review';
import { renderIcs } from '../../../traceability/catalogue/render-ics';
import { UserError } from '../../../verdict/errors';
import { rolesUnderTest } from '../../../testbed/target/roles-under-test';
import type { RunOptions } from '../../../run/plan';
import { run } from '../../../run/run';

export interface CertifyOptions {
  readonly target: string;
  readonly profile: string;
  readonly operator?: string;
  readonly reports: string;
}

export async function certify({ target: file, profile: name, operator, reports }: CertifyOptions): Promise<void> {
  const frozen = loadProfile(name);
  const text = readTarget(file);
  const target = targetIn(text, file);
  mustBeUpToDate(frozen);
  mustFit(target, frozen.profile, file);
  mustWaitLongEnough(target, frozen.profile, file);
  mustPassReview(target, file);
  mustStayOutside(target, file);

  const options: RunOptions = {
    target: file,
    reports,
    ordering: 'strict',
    strength: 'all',
    readings: 'registered',
    audit: 'strict',
    clause: [frozen.clause],
    parallel: '0',
    capture: true,
    operator,
    only: {
      testPurposes: frozen.profile.required,
      reason: `not scored by the profile ${name}`,
      profile: { name, version: frozen.profile.version, digest: `sha256:${sha256(frozen.text)}` },
    },
  };
  const { folder } = await run(options, target);
  const result = readResults(folder.results);
  mustBeComplete(result, frozen.profile);
  writeBeside(folder.dir, target, text, frozen);
  process.stderr.write(commitWarning(folder.results, 'the run, with all that it names,'));
  process.stdout.write(
    `${digestLines(folder.dir)}To be sealed, now that nothing of the product runs any more: npx mcx-conformance seal ${folder.dir} --key <file>\n`,
  );
}

/** A module would run in this process, and could change what is judged. */
function mustStayOutside({ roles }: Target, file: string): void {
  const inside = Object.entries(roles).find(([, party]) => 'plugin' in party && 'module' in party.plugin);
  if (inside === undefined) return;
  const [role] = inside;
  throw new UserError(
    'MCX-CERTIFY-MODULE',
    `expected a product outside this process, found a module for ${role} (roles.${role}.plugin.module in ${file}), which could change its own verdicts. Make it a program (command).`,
  );
}

function mustBeUpToDate({ profile, clause }: ProfileFile): void {
  const catalogue = loadEveryClause();
  const today = selectionFor(profile, loadScenarios(catalogue), catalogue);
  const drift = [...textDrift(profile, catalogue.clause(clause)), ...profileDrift(profile, today)];
  const [first, ...more] = drift;
  if (first === undefined) return;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  throw new UserError(
    'MCX-PROFILE-DRIFT',
    `the profile ${profile.profile} ${profile.version} asks for what this suite does not have: ${first}${others}. Use the suite that the profile was frozen for.`,
  );
}

function mustFit(target: Target, { profile, roles, wire }: Profile, file: string): void {
  const underTest = rolesUnderTest(target);
  const fits = underTest.toSorted().join() === roles.toSorted().join() && target.adapter === wire;
  if (fits) return;
  throw new UserError(
    'MCX-PROFILE',
    `the profile ${profile} is for ${roles.join(', ')} over ${wire}; ${file} puts ${underTest.join(', ') || 'no role'} under test over ${target.adapter}. Choose the profile that fits.`,
  );
}

function mustWaitLongEnough({ timing }: Target, profile: Profile, file: string): void {
  const short = timingsBelow(profile, timing);
  if (short.length === 0) return;
  throw new UserError(
    'MCX-PROFILE-TIMING',
    `the profile ${profile.profile} certifies nothing that was waited for so briefly: in ${file} ${short.join(', ')}. Raise it there, or leave it out.`,
  );
}

function mustPassReview(target: Target, file: string): void {
  const [fault] = reviewIcs(loadIcs(), target.ics, rolesUnderTest(target));
  if (fault === undefined) return;
  throw new UserError(
    'MCX-ICS',
    `the ICS of ${file} fails its static conformance review: ${fault}. Nothing is certified by such answers; see npx mcx-conformance ics check --target ${file}`,
  );
}

/** The target file as it was given, but for values of secrets, which it never holds: only the names of their variables. */
function writeBeside(dir: string, target: Target, text: string, { clause }: ProfileFile): void {
  const credentials = credentialsOf(target, process.env);
  const { clauses } = loadEveryClause().only([clause]);
  const ics = renderIcs(loadIcs(), clauses, rolesUnderTest(target), target.ics).join('\n');
  fs.writeFileSync(path.join(dir, BESIDE.target), credentials.hide(text), { flag: 'wx' });
  fs.writeFileSync(path.join(dir, BESIDE.ics), `${ics}\n`, { flag: 'wx' });
}
