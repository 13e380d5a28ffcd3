// The committed JSON Schemas, by their path under schemas/. Read once. Unaware of how they are compiled.

import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from './package-root';

export interface SchemaFile {
  readonly $id: string;
  readonly [keyword: string]: unknown;
}

const SUFFIX = '.schema.json';
let files: ReadonlyMap<string, SchemaFile> | undefined;

/** Every schema, keyed by its path with forward slashes, e.g. `control/act.schema.json`. */
export function schemaFiles(): ReadonlyMap<string, SchemaFile> {
  files ??= readAll(path.join(packageRoot, 'schemas'));
  return files;
}

function readAll(folder: string): ReadonlyMap<string, SchemaFile> {
  const names = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(SUFFIX))
    .sort();
  return new Map(names.map((name) => [name.replaceAll(path.sep, '/'), read(path.join(folder, name))]));
}

// The unit test proves that each committed schema has an $id and compiles.
const read = (file: string): SchemaFile => JSON.parse(fs.readFileSync(file, 'utf8')) as SchemaFile;
