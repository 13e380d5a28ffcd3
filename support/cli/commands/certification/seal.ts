// mcx-conformance seal: seals what certify left with the key of the lab. By now everything that a product brought along has ended:
// nothing of it runs beside the key.

import { isReadyToSeal, mustBeComplete } from '../../../certification/complete-run';
import { sha256 } from '../../../certification/digest';
import { readPrivateKey } from '../../../certification/keys';
import { loadProfile, type ProfileFile } from '../../../certification/profile';
import { mustBeFree } from '../../../certification/record-folder';
import { sealRecord } from '../../../certification/seal-record';
import { commitWarning } from '../../../certification/work-tree';
import { mustBeWhole } from '../../../record/checked-traces';
import { readResults } from '../../../record/results-file';
import { digestLines } from '../../../record/source-digests';
import { UserError } from '../../../verdict/errors';
import type { RunResult } from '../../../verdict/results';
import { namedRun } from '../../named-run';

export interface SealOptions {
  readonly key: string;
  readonly out?: string;
  readonly reports: string;
}

export async function seal(name: string, { key: keyFile, out, reports }: SealOptions): Promise<void> {
  const key = readPrivateKey(keyFile);
  const folder = namedRun(name, reports);
  const run = readResults(folder.results);
  const profile = profileOf(run, folder.dir);
  mustBeComplete(run, profile.profile);
  await mustBeWhole(folder.events, run);
  const to = out ?? `${folder.dir}.sealed`;
  mustBeFree(to);
  sealRecord({ run, from: folder.dir, to, profile, key });
  const warnings = commitWarning(keyFile, 'the private key') + commitWarning(to, 'the record, with all that it names,');
  process.stderr.write(warnings);
  process.stdout.write(`${digestLines(folder.dir)}Sealed: ${to}  (npx mcx-conformance verify ${to})\n`);
}

function profileOf({ profile }: RunResult, dir: string): ProfileFile {
  if (profile === undefined || !isReadyToSeal(dir))
    throw new UserError(
      'MCX-SEAL',
      `expected a run that certify made, found ${dir}, which is none: nothing was sealed. Run npx mcx-conformance certify first.`,
    );
  const frozen = loadProfile(profile.name);
  if (`sha256:${sha256(frozen.text)}` === profile.digest) return frozen;
  throw new UserError(
    'MCX-PROFILE-DRIFT',
    `the run was made for another text of the profile ${profile.name} than this suite has. Seal it with the suite that ran it.`,
  );
}
