// Where the clauses are that the suite knows: each is a folder of features/ with its scenarios, its catalogue, its ICS, its
// readings and its profiles, named for its specification and its number. A folder that is added is found.

import fs from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../schema/package-root';

export const FEATURES = path.join(packageRoot, 'features');

const CATALOGUE = 'requirements.yaml';

/** Names of the folders, in their order. @param root holds them */
export const clauseFolders = (root = FEATURES): readonly string[] =>
  fs
    .readdirSync(root)
    .filter((name) => fs.existsSync(path.join(root, name, CATALOGUE)))
    .sort();

/** The clause that a feature file belongs to. @param uri path from the package root */
export const clauseOfFeature = (uri: string): string => uri.split('/')[1] ?? '';

/** A clause as its folder holds it, under the schemas that say what it is. */
export const FILES = {
  requirements: CATALOGUE,
  interpretations: 'interpretations.yaml',
  ics: 'ics.yaml',
} as const;
