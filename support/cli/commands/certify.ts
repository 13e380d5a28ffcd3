// mcx-conformance certify: runs a frozen profile on a product and seals what came of it. There is nothing to choose here but
// the profile, the product and the key.

import fs from 'node:fs';
import path from 'node:path';
import { sha256 } from '../../certification/digest';
import { readPrivateKey } from '../../certification/keys';
import {
  loadProfile,
  profileDrift,
  selectionFor,
  textDrift,
  timingsBelow,
  type Profile,
  type ProfileFile,
} from '../../certification/profile';
import { sealRecord } from '../../certification/seal-record';
import { readResults } from '../../record/results-file';
import { credentialsOf } from '../../testbed/target/credentials';
import { readTarget, targetIn, type Target } from '../../testbed/target/target';
import { loadEveryClause } from '../../traceability/catalogue/catalogue';
import { loadScenarios } from '../../traceability/features';
import { loadIcs } from '../../traceability/catalogue/ics';
import { reviewIcs } from '../../traceability/catalogue/ics-review';
import { renderIcs } from '../../traceability/catalogue/render-ics';
import { UserError } from '../../verdict/errors';
import type { RunResult } from '../../verdict/results';
import { rolesUnderTest } from '../../testbed/target/roles-under-test';
import type { RunOptions } from '../../run/plan';
import { run } from '../../run/run';

export interface CertifyOptions {
  readonly target: string;
  readonly profile: string;
  readonly key: string;
  readonly operator?: string;
  readonly out?: string;
  readonly reports: string;
}

export async function certify({
  target: file,
  profile: name,
  key: keyFile,
  operator,
  out,
  reports,
}: CertifyOptions): Promise<void> {
  const key = readPrivateKey(keyFile);
  const frozen = loadProfile(name);
  const text = readTarget(file);
  const target = targetIn(text, file);
  mustBeUpToDate(frozen);
  mustFit(target, frozen.profile, file);
  mustWaitLongEnough(target, frozen.profile, file);
  mustPassReview(target, file);
  if (out !== undefined && fs.existsSync(out))
    throw new UserError(
      'MCX-RECORD-EXISTS',
      `${out} is there already, and a record is never written over. Name another with --out.`,
    );

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
  const folder = await run(options, target);
  const result = readResults(folder.results);
  mustBeWhole(result, frozen.profile);
  const to = out ?? `${folder.dir}.sealed`;
  sealRecord({ run: result, from: folder.dir, to, profile: frozen, key, beside: besideOf(target, file, text, frozen) });
  process.stdout.write(`Sealed: ${to}  (npx mcx-conformance verify ${to})\n`);
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

/** A run that was broken off proves nothing, whatever it proved until then. */
function mustBeWhole({ scenarios, notExecuted }: RunResult, { required }: Profile): void {
  const executed = new Set(scenarios.map(({ tp }) => tp));
  const missing = required.filter((tp) => !executed.has(tp));
  const [first] = missing;
  if (first === undefined && !notExecuted.some(({ interrupted }) => interrupted)) return;
  throw new UserError(
    'MCX-CERTIFY-INCOMPLETE',
    `the run did not execute all that the profile requires (${missing.length} missing, the first is ${first ?? 'unknown'}): nothing was sealed. Run it again.`,
    3,
  );
}

/** The target file as it was given, but for values of secrets, which it never holds: only the names of their variables. */
function besideOf(target: Target, file: string, text: string, { clause }: ProfileFile): ReadonlyMap<string, Buffer> {
  const credentials = credentialsOf(target, process.env);
  const { clauses } = loadEveryClause().only([clause]);
  const ics = renderIcs(loadIcs(), clauses, rolesUnderTest(target), target.ics).join('\n');
  return new Map([
    [`target/${path.basename(file)}`, Buffer.from(credentials.hide(text))],
    ['ics.md', Buffer.from(`${ics}\n`)],
  ]);
}
