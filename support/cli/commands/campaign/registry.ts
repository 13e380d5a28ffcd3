// mcx-conformance registry: makes pages of a folder of sealed records; what cannot be verified is refused, with exit code 1.

import path from 'node:path';
import { readRegistry } from '../../../campaign/registry/registry';
import { writeRegistry } from '../../../campaign/registry/write-registry';
import { readPublicKey } from '../../../certification/keys';
import { mustBeWritable } from '../../../record/run-folder';
import { printJson, printLines, type AsJson } from '../../print';

export interface RegistryOptions extends AsJson {
  readonly key?: readonly string[];
  readonly out: string;
}

export async function registry(folder: string, { key = [], out, json }: RegistryOptions): Promise<void> {
  const root = path.resolve(folder);
  const found = await readRegistry(root, key.map(readPublicKey));
  mustBeWritable(path.resolve(out), '--out');
  const { index } = writeRegistry(found, root, path.resolve(out));
  const { accepted, refused } = found;
  if (json) printJson({ accepted: accepted.map((one) => one.folder), refused });
  else
    printLines([
      ...accepted.map(({ folder: name, result }) => `accepted  ${name}: ${result}`),
      ...refused.flatMap(({ folder: name, problems }) =>
        problems.slice(0, 1).map(({ code, what }) => `refused   ${name}: ${code}: ${what}`),
      ),
      ...(key.length === 0
        ? ['By which lab each was sealed nobody has said: name the keys of the labs with --key.']
        : []),
      `${path.relative('', index)}  the table; registry.json, earl.jsonld and badges/ beside it`,
    ]);
  if (refused.length > 0) process.exitCode = 1;
}
