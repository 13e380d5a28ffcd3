// The implementation conformance statement: the tables and rows of all clauses that the suite knows, held against their schema,
// under names that no two rows share (ids.ts). Unaware of what anybody answers.

import path from 'node:path';
import type { Ability } from '../../ports/abilities';
import type { PartyName, Role } from '../../procedure/roles';
import { HarnessFault } from '../../verdict/errors';
import { clauseFolders, FEATURES, FILES } from './clause-folders';
import { ITEM, parseCondition, type Condition } from './condition';
import { doubles } from './cross-references';
import { idsOf, type Ids } from './ids';
import { readData } from './read-data';

/** What some test purposes need (tag @needs) and an implementation may answer not to have. */
export type Feature =
  | 'multicast'
  | 'gateway'
  | 'second-partner'
  | 'temporary-group'
  | 'proposed-identity'
  | 'shared-configuration'
  | 'withdrawn-authorization'
  | 'authorization-first';

export interface IcsRow {
  readonly item: string;
  readonly description: string;
  /** Clause and step. */
  readonly reference: string;
  readonly status: 'm' | 'o' | 'c';
  readonly condition?: string;
  readonly feature?: Feature;
  /** What the answer `some` says; without it there is none. */
  readonly some?: string;
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

/** The tables of one clause; items are short here. */
export interface ClauseIcs {
  readonly clause: string;
  readonly tables: readonly IcsTable[];
}

export interface Ics {
  readonly tables: readonly (IcsTable & { readonly clause: string })[];
  row(item: string): IcsRow | undefined;
  /** Throws where the text names an item that there is not. @param within the clause that the text stands in */
  condition(text: string, within?: string): Condition;
  /** Its tables of these clauses, under the same names. */
  only(clauses: readonly string[]): Ics;
}

const loaded = new Map<string, Ics>();

/** @param root holds a folder for each clause */
export function loadIcs(root = FEATURES): Ics {
  const known =
    loaded.get(root) ?? icsOf(clauseFolders(root).map((clause) => ({ clause, tables: read(clause, root) })));
  loaded.set(root, known);
  return known;
}

export function icsOf(all: readonly ClauseIcs[]): Ics {
  const names = idsOf(
    all.flatMap(({ clause, tables }) => tables.flatMap(({ rows }) => rows.map(({ item }) => ({ clause, id: item })))),
  );
  const faults = all.flatMap(faultsOf);
  if (faults.length > 0) throw new HarnessFault(`the ICS contradicts itself: ${faults.join('; ')}`);
  const condition: Ics['condition'] = (text, within) => parseCondition(text, (item) => names.meant(item, within));
  const tables = all.flatMap(({ clause, tables: own }) =>
    own.map((table) => ({
      ...table,
      clause,
      rows: table.rows.map((row) => named(row, clause, names)),
    })),
  );
  for (const { rows } of tables) for (const row of rows) if (row.condition !== undefined) condition(row.condition);
  const byName = new Map(tables.flatMap(({ rows }) => rows.map((row) => [row.item, row] as const)));
  const ics: Ics = {
    tables,
    row: (item) => byName.get(item) ?? byName.get(names.meant(item) ?? ''),
    condition,
    only: (clauses) => ({ ...ics, tables: tables.filter(({ clause }) => clauses.includes(clause)) }),
  };
  return ics;
}

/** A condition is read aloud too, so its text has the names. */
const named = ({ item, condition, ...row }: IcsRow, clause: string, names: Ids): IcsRow => ({
  ...row,
  item: names.nameOf(clause, item),
  ...(condition !== undefined && {
    condition: condition.replace(ITEM, (other) => names.meant(other, clause) ?? other),
  }),
});

const faultsOf = ({ tables }: ClauseIcs): readonly string[] => [
  ...doubles(tables.flatMap(({ rows }) => rows.map(({ item }) => item))).map((item) => `${item} occurs twice`),
  ...tables.flatMap(({ id, rows }) =>
    rows.filter(({ item }) => !item.startsWith(`${id}/`)).map(({ item }) => `${item} is no item of ${id}`),
  ),
];

function read(clause: string, root: string): readonly IcsTable[] {
  const data = readData(path.join(root, clause), FILES.ics, 'catalogue/ics.schema.json');
  // The schema is the proof.
  return (data as { readonly tables: readonly IcsTable[] }).tables;
}
