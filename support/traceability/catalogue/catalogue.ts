// The catalogue: every statement of the clause with its source, and the readings of what is ambiguous. Loaded from
// features/requirements and held against its schemas. Unaware of scenarios and runs.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import fs from 'node:fs';
import path from 'node:path';
import type { Role } from '../../procedure/roles';
import { packageRoot } from '../../schema/package-root';
import { kept } from '../../schema/kept';
import { schemaFiles } from '../../schema/schema-files';
import { validate } from '../../schema/validate';
import { HarnessFault } from '../../verdict/errors';
import { crossReferenceFaults } from './cross-references';
import type { Ability } from '../../ports/abilities';
import type { Interpretation, Requirement, Strength } from './requirement';

export interface Catalogue {
  readonly clause: string;
  /** Which text of the clause its digests are of. */
  readonly text: ClauseText;
  /** In the order of the clause, then what holds across its steps, then the rows of the suite's own. */
  readonly requirements: readonly Requirement[];
  readonly interpretations: readonly Interpretation[];
  /** Digests of sentences that state nothing. */
  readonly withoutStatement: ReadonlySet<string>;
  requirement(id: string): Requirement | undefined;
  interpretation(id: string): Interpretation | undefined;
  strengthOf(id: string): Strength | undefined;
}

export interface ClauseText {
  readonly release: string;
  readonly change: string;
  readonly version: string;
}

interface Row {
  readonly id: string;
  readonly step: string;
  readonly owner: 'none' | Role | readonly Role[];
  readonly strength: Strength;
  readonly says: string;
  readonly source: { readonly locator: string; readonly sentences: readonly string[] };
  readonly observable?: 'no';
  readonly why?: string;
  readonly needs?: readonly Ability[];
  readonly arisesWith?: readonly Ability[];
  readonly interpretations?: readonly string[];
  readonly freedom?: string;
  readonly applicability?: string;
}

interface RequirementsFile {
  readonly clause: string;
  readonly text: ClauseText;
  readonly requirements: readonly Row[];
  readonly wire: readonly Row[];
  readonly withoutStatement: readonly { readonly sentence: string }[];
}

interface InterpretationsFile {
  readonly interpretations: readonly Interpretation[];
}

const loaded = new Map<string, Catalogue>();
const FOLDER = path.join(packageRoot, 'features', 'requirements');

/** Read once for each folder: a run asks for it from several sides. */
export function loadCatalogue(folder = FOLDER): Catalogue {
  const known = loaded.get(folder) ?? readCatalogue(folder);
  loaded.set(folder, known);
  return known;
}

function readCatalogue(folder: string): Catalogue {
  // The schemas have just said that the data is what the casts say.
  const file = read(folder, '23.280-10.15.3.3.1.yaml', 'requirements') as RequirementsFile;
  const { interpretations } = read(folder, 'interpretations.yaml', 'interpretations') as InterpretationsFile;
  const requirements = [...file.requirements, ...file.wire].map(requirementOf);
  const faults = crossReferenceFaults(requirements, interpretations);
  if (faults.length > 0) throw new HarnessFault(`the catalogue contradicts itself: ${faults.join('; ')}`);

  const byId = new Map(requirements.map((row) => [row.id, row]));
  const readings = new Map(interpretations.map((row) => [row.id, row]));
  return {
    clause: file.clause,
    text: file.text,
    requirements,
    interpretations,
    withoutStatement: new Set(file.withoutStatement.map(({ sentence }) => sentence)),
    requirement: (id) => byId.get(id),
    interpretation: (id) => readings.get(id),
    strengthOf: (id) => byId.get(id)?.strength,
  };
}

function requirementOf({
  owner,
  source,
  observable: _,
  why,
  needs = [],
  arisesWith = [],
  interpretations = [],
  freedom,
  ...same
}: Row): Requirement {
  const owners = owner === 'none' ? [] : [owner].flat();
  return { ...same, owners, ...source, needs, arisesWith, why, interpretations, freedom };
}

/** YAML is slow to read; the same text under the same schema is the same data, and as valid as it was. */
function read(folder: string, name: string, schema: string): unknown {
  const text = fs.readFileSync(path.join(folder, name), 'utf8');
  const schemaFile = `catalogue/${schema}.schema.json`;
  return kept([text, JSON.stringify(schemaFiles().get(schemaFile))], () => {
    // Loaded by the first reader only.
    const { parse } = require('yaml') as typeof import('yaml');
    const data: unknown = parse(text);
    const [first] = validate(schemaFile, data);
    if (first) throw new HarnessFault(`${name}${first.path}: expected ${first.expected}, found ${first.found}`);
    return data;
  });
}
