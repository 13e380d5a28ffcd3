// The implementation conformance statement: its tables and rows, loaded from features/requirements/ics.yaml and held against
// its schema. Unaware of what anybody answers.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import fs from 'node:fs';
import path from 'node:path';
import type { Ability } from '../../ports/abilities';
import type { PartyName, Role } from '../../procedure/roles';
import { kept } from '../../schema/kept';
import { packageRoot } from '../../schema/package-root';
import { schemaFiles } from '../../schema/schema-files';
import { validate } from '../../schema/validate';
import { HarnessFault } from '../../verdict/errors';
import { parseCondition, type Condition } from './condition';
import { doubles } from './cross-references';

/** What some test purposes need (tag @needs) and an implementation may answer not to have. */
export type Feature =
  'multicast' | 'gateway' | 'second-partner' | 'temporary-group' | 'proposed-identity' | 'shared-configuration';

export interface IcsRow {
  readonly item: string;
  readonly description: string;
  /** Clause and step. */
  readonly reference: string;
  readonly status: 'm' | 'o' | 'c';
  readonly condition?: string;
  readonly feature?: Feature;
  /** Asked only on a wire that lacks the ability; its answer counts for nothing on others. */
  readonly lacking?: Ability;
  readonly seen?: {
    readonly flow: string;
    readonly to?: PartyName;
    readonly with?: Readonly<Record<string, string>>;
    /** Only with a regroup group that the role was told in this flow before. */
    readonly takenFrom?: string;
    /** Only where it ends, in a regroup that lasts, the part of somebody who sent this flow before. */
    readonly endsPartAfter?: string;
  };
}

export interface IcsTable {
  readonly id: string;
  readonly role: Role;
  readonly title: string;
  readonly rows: readonly IcsRow[];
}

export interface Ics {
  readonly tables: readonly IcsTable[];
  row(item: string): IcsRow | undefined;
  /** Throws where the text names an item that there is not. */
  condition(text: string): Condition;
}

const FILE = path.join(packageRoot, 'features', 'requirements', 'ics.yaml');
const SCHEMA = 'catalogue/ics.schema.json';
let loaded: Ics | undefined;

export const loadIcs = (): Ics => (loaded ??= icsOf(read()));

export function icsOf(tables: readonly IcsTable[]): Ics {
  const rows = tables.flatMap((table) => table.rows);
  const byItem = new Map(rows.map((row) => [row.item, row]));
  const condition = (text: string): Condition => parseCondition(text, (item) => byItem.has(item));
  const faults = [
    ...doubles(rows.map(({ item }) => item)).map((item) => `${item} occurs twice`),
    ...tables.flatMap(({ id, rows }) =>
      rows.filter(({ item }) => !item.startsWith(`${id}/`)).map(({ item }) => `${item} is no item of ${id}`),
    ),
  ];
  if (faults.length > 0) throw new HarnessFault(`the ICS contradicts itself: ${faults.join('; ')}`);
  for (const row of rows) if (row.condition !== undefined) condition(row.condition);
  return { tables, row: (item) => byItem.get(item), condition };
}

function read(): readonly IcsTable[] {
  const text = fs.readFileSync(FILE, 'utf8');
  const data = kept([text, JSON.stringify(schemaFiles().get(SCHEMA))], () => {
    // Loaded by the first reader only.
    const { parse } = require('yaml') as typeof import('yaml');
    const parsed: unknown = parse(text);
    const [first] = validate(SCHEMA, parsed);
    if (first) throw new HarnessFault(`ics.yaml${first.path}: expected ${first.expected}, found ${first.found}`);
    return parsed;
  });
  // The schema is the proof.
  return (data as { readonly tables: readonly IcsTable[] }).tables;
}
