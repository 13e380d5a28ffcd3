// Makes the sealed record of a finished run: its sources and reports, what it was run by, and a signed statement over them.

import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../schema/package-root';
import { FEATURES, FILES } from '../traceability/catalogue/clause-folders';
import type { RunResult } from '../verdict/results';
import { chainOf } from './chain';
import { committer, saltsFrom } from './commitment';
import { sha256 } from './digest';
import { seal } from './envelope';
import { pemOf, type LabKey } from './keys';
import type { ProfileFile } from './profile';
import { digestsOf, linesOf, RECORD, writeRecord } from './record-folder';
import { statementOf } from './statement';

export interface Sealing {
  readonly run: RunResult;
  /** The folder of the run. */
  readonly from: string;
  readonly to: string;
  readonly profile: ProfileFile;
  readonly key: LabKey;
  /** Further files, by their name in the record. */
  readonly beside: ReadonlyMap<string, Buffer>;
}

export function sealRecord({ run, from, to, profile, key, beside }: Sealing): void {
  const seed = randomBytes(32).toString('hex');
  const commit = committer(saltsFrom(seed));
  const files = new Map<string, Buffer>([...filesBelow(from), ...beside]);
  const lines = linesOf(files.get(RECORD.events) ?? Buffer.alloc(0)) ?? [];
  const { links, head } = chainOf(lines, commit);
  files.set(RECORD.links, Buffer.from(`${links.join('\n')}\n`));
  files.set(RECORD.profile, Buffer.from(profile.text));
  files.set(RECORD.seed, Buffer.from(`${seed}\n`));
  files.set(RECORD.signer, Buffer.from(pemOf(key.publicKey)));
  const manifest = [...digestsOf(files)].map(([name, digest]) => ({
    name,
    sha256: digest,
    bytes: files.get(name)?.length ?? 0,
  }));
  files.set(RECORD.manifest, Buffer.from(`${JSON.stringify({ version: 1, files: manifest }, null, 2)}\n`));
  const results: unknown = JSON.parse((files.get(RECORD.results) ?? Buffer.from('null')).toString('utf8'));
  const statement = statementOf({
    run,
    profile: profile.profile,
    profileDigest: sha256(profile.text),
    files: digestsOf(files),
    commitments: { events: { head, lines: lines.length }, results: commit(results) ?? '' },
    suiteDigest: suiteDigest(),
    catalogueDigest: (clause) => sha256(fs.readFileSync(path.join(FEATURES, clause, FILES.requirements))),
  });
  files.set(RECORD.envelope, Buffer.from(seal(statement, key)));
  writeRecord(to, files);
}

/** What decides what is tested and how it is judged, whether the sources or the compiled code run. */
const SUITE = ['features', 'schemas', __filename.endsWith('.ts') ? 'support' : 'dist'];

/** Over the names and contents of the suite's own files. */
export function suiteDigest(): string {
  const digests = SUITE.flatMap((folder) => [...digestsOf(filesBelow(path.join(packageRoot, folder)))]);
  return sha256(digests.map(([name, digest]) => `${digest}  ${name}\n`).join(''));
}

function filesBelow(folder: string): Map<string, Buffer> {
  const names = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  return new Map(names.map((name) => [name, fs.readFileSync(path.join(folder, name))]));
}
