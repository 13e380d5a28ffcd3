// Makes the sealed record of a finished run: its sources and reports, what it was run by, and a signed statement over them.

import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { NotReadable } from '../files/plain-file';
import { filesBelow } from '../files/plain-folder';
import { packageRoot } from '../schema/package-root';
import { FEATURES, FILES } from '../traceability/catalogue/clause-folders';
import { UserError } from '../verdict/errors';
import type { RunResult } from '../verdict/results';
import { chainOf } from './chain';
import { commitmentTo, hashOf, looksHashed, remembering, saltsFrom } from './commitment';
import { sha256 } from './digest';
import { seal } from './envelope';
import { classify } from './field-classes';
import { pemOf, type LabKey } from './keys';
import type { ProfileFile } from './profile';
import { CAPACITY, digestsOf, jsonFile, linesOf, RECORD, writeRecord, type RecordFiles } from './record-folder';
import { statementOf, type Commitments } from './statement';

export interface Sealing {
  readonly run: RunResult;
  /** The folder of the run, with all that is to be sealed beside it. */
  readonly from: string;
  readonly to: string;
  readonly profile: ProfileFile;
  readonly key: LabKey;
}

export function sealRecord({ run, from, to, profile, key }: Sealing): void {
  const files = new Map(filesOf(from));
  const seed = randomBytes(32).toString('hex');
  const { commitments, links } = committed(files, seed);
  files.set(RECORD.links, Buffer.from(`${links.join('\n')}\n`));
  files.set(RECORD.profile, Buffer.from(profile.text));
  files.set(RECORD.seed, Buffer.from(`${seed}\n`));
  files.set(RECORD.signer, Buffer.from(pemOf(key.publicKey)));
  files.set(
    RECORD.manifest,
    manifestOf(digestsOf(files), (name) => files.get(name)?.length ?? 0),
  );
  const statement = statementOf({
    run,
    profile: profile.profile,
    profileDigest: sha256(profile.text),
    files: digestsOf(files),
    commitments,
    suiteDigest: suiteDigest(),
    catalogueDigest: (clause) => sha256(fs.readFileSync(path.join(FEATURES, clause, FILES.requirements))),
  });
  files.set(RECORD.envelope, Buffer.from(seal(statement, key)));
  writeRecord(to, files);
}

/** What stands in a folder of a run under a name of the seal would be taken for it. */
const OF_THE_SEAL: readonly string[] = [
  ...[RECORD.envelope, RECORD.signer, RECORD.manifest, RECORD.seed, RECORD.salts, RECORD.redaction, RECORD.links],
  RECORD.profile,
];

function filesOf(folder: string): RecordFiles {
  const refused = (what: string): UserError =>
    new UserError('MCX-SEAL', `expected in ${folder} what a run leaves, and nothing else, found ${what}. Remove it.`);
  let files: RecordFiles;
  try {
    files = filesBelow(folder, CAPACITY);
  } catch (error) {
    throw refused(error instanceof NotReadable ? error.why : String(error));
  }
  const [foreign] = OF_THE_SEAL.filter((name) => files.has(name));
  if (foreign !== undefined) throw refused(`${foreign}, a file of a seal`);
  return files;
}

interface Committed {
  readonly commitments: Commitments;
  readonly links: readonly string[];
}

/** What a whole record commits to. @throws SyntaxError where a line is no JSON */
export function committed(files: RecordFiles, seed: string): Committed {
  const lines = linesOf(files.get(RECORD.events) ?? Buffer.alloc(0)) ?? [];
  const results: unknown = JSON.parse(files.get(RECORD.results)?.toString('utf8') ?? 'null');
  const classes = classify(parsedEach(lines), results, looksHashed);
  const saltsOf = saltsFrom(seed);
  const form = remembering((leaf) => {
    const of = classes.of(leaf);
    return of.length === 0 ? leaf : hashOf(leaf, of, saltsOf(leaf));
  });
  const { links, head } = chainOf(lines.map((line) => commitmentTo(JSON.parse(line), form)));
  return { commitments: { events: { head, lines: lines.length }, results: commitmentTo(results, form) }, links };
}

/** One at a time: a trace is large. */
function* parsedEach(lines: readonly string[]): Generator {
  for (const line of lines) yield JSON.parse(line);
}

/** For a reader: names, sizes and digests. */
export const manifestOf = (digests: ReadonlyMap<string, string>, sizeOf: (name: string) => number): Buffer =>
  jsonFile({
    version: 1,
    files: [...digests].map(([name, sha]) => ({ name, sha256: sha, bytes: sizeOf(name) })),
  });

/** What decides what is tested and how it is judged, whether the sources or the compiled code run. */
const SUITE = ['features', 'schemas', __filename.endsWith('.ts') ? 'support' : 'dist'];

let known: string | undefined;

/** Over the names and contents of the suite's own files, which stay as they are while it runs. */
export function suiteDigest(): string {
  return (known ??= digestOfSuite());
}

function digestOfSuite(): string {
  const digests = SUITE.flatMap((folder) => [...digestsOf(filesBelow(path.join(packageRoot, folder), CAPACITY))]);
  return sha256(digests.map(([name, digest]) => `${digest}  ${name}\n`).join(''));
}
