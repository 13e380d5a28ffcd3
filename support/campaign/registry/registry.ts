// A registry that anybody can keep with git and a file server: a folder for each vendor, with its sealed records. Each is verified, and
// its verdicts are derived again from its trace; what does not hold is refused and stands in no table.

import { existsSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { inspectRecord } from '../../certification/inspect-record';
import { readRecord, RECORD } from '../../certification/record-folder';
import { fingerprint } from '../../certification/keys';
import { NotReadable } from '../../files/plain-file';
import { foldersIn } from '../../files/plain-folder';
import { judgeBeside } from '../../compare/judging-thread';
import { readResults } from '../../record/results-file';
import { UserError, type ErrorCode } from '../../verdict/errors';
import type { RunResult } from '../../verdict/results';

export interface Accepted {
  readonly vendor: string;
  /** Its folder, below that of the registry. */
  readonly folder: string;
  readonly run: RunResult;
  /** What was sealed: PASSED, WARNED or FAILED. */
  readonly result: string;
  readonly signer: string;
}

export interface Problem {
  readonly code: ErrorCode;
  readonly what: string;
}

export interface Refused {
  readonly vendor: string;
  readonly folder: string;
  readonly problems: readonly Problem[];
}

export interface Registry {
  readonly accepted: readonly Accepted[];
  readonly refused: readonly Refused[];
}

/** @param trusted keys of labs: each record has to be sealed by one of them; by any key where there are none */
export async function readRegistry(root: string, trusted: readonly KeyObject[]): Promise<Registry> {
  const accepted: Accepted[] = [];
  const refused: Refused[] = [];
  for (const folder of recordsBelow(root)) {
    const [vendor = ''] = folder.split('/');
    const examined = await examine(path.join(root, folder), trusted);
    if ('problems' in examined) refused.push({ vendor, folder, problems: examined.problems });
    else accepted.push({ vendor, folder, ...examined });
  }
  return { accepted, refused };
}

/** A record is named by its envelope, which nothing else has. */
function recordsBelow(root: string): readonly string[] {
  const vendors = visibleIn(root);
  const found = vendors.flatMap((vendor) =>
    visibleIn(path.join(root, vendor))
      .filter((name) => existsSync(path.join(root, vendor, name, RECORD.envelope)))
      .map((name) => `${vendor}/${name}`),
  );
  if (found.length === 0)
    throw new UserError(
      'MCX-REGISTRY',
      `expected sealed records below ${root}, as <vendor>/<record>/${RECORD.envelope}, found none. mcx-conformance seal makes them.`,
    );
  return found;
}

function visibleIn(dir: string): readonly string[] {
  try {
    return foldersIn(dir).filter((name) => !name.startsWith('.'));
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    const why = error.missing ? 'there is none' : `it is ${error.why}`;
    throw new UserError('MCX-REGISTRY', `expected a folder with sealed records at ${dir}, but ${why}; name another`);
  }
}

type Examined = { readonly problems: readonly Problem[] } | Omit<Accepted, 'vendor' | 'folder'>;

async function examine(dir: string, trusted: readonly KeyObject[]): Promise<Examined> {
  try {
    const files = readRecord(dir);
    const unknown = inspectRecord(files);
    const key = trusted.find((one) => fingerprint(one) === unknown.signer);
    if (trusted.length > 0 && key === undefined)
      return {
        problems: [
          {
            code: 'MCX-VERIFY-KEY',
            what: `it was sealed by ${unknown.signer ?? 'nobody known'}, which is no lab of this registry`,
          },
        ],
      };
    const { problems, statement, signer } = key === undefined ? unknown : inspectRecord(files, key);
    if (problems.length > 0 || statement === undefined) return { problems };
    const judging = judgeBeside(dir);
    const { differs } = await judging.outcome();
    await judging.abandon();
    if (differs !== undefined) return { problems: [{ code: 'MCX-VERIFY-VERDICTS', what: differs }] };
    const run = readResults(path.join(dir, RECORD.results));
    return { run, result: statement.predicate.result, signer: signer ?? '' };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problems: [{ code: error.code, what: error.message }] };
  }
}
