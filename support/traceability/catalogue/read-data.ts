// A YAML file of a clause as data that its schema has approved. YAML is slow to read; the same text under the same schema is
// the same data, and as valid as it was.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import fs from 'node:fs';
import path from 'node:path';
import { kept } from '../../schema/kept';
import { schemaFiles } from '../../schema/schema-files';
import { validate } from '../../schema/validate';
import { HarnessFault } from '../../verdict/errors';

export function readData(folder: string, name: string, schema: string): unknown {
  const text = fs.readFileSync(path.join(folder, name), 'utf8');
  return kept([text, JSON.stringify(schemaFiles().get(schema))], () => {
    // Loaded by the first reader only.
    const { parse } = require('yaml') as typeof import('yaml');
    const data: unknown = parse(text);
    const [first] = validate(schema, data);
    const file = `${path.basename(folder)}/${name}`;
    if (first) throw new HarnessFault(`${file}${first.path}: expected ${first.expected}, found ${first.found}`);
    return data;
  });
}
