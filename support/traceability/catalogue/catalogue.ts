// The catalogue of all clauses that the suite knows, or of some of them: one list of statements and one of readings, under names
// that no two of them share (ids.ts). Unaware of scenarios and runs.

import { readClause, type ClauseCatalogue } from './clause-catalogue';
import { clauseFolders, FEATURES } from './clause-folders';
import { idsOf, type Ids } from './ids';
import type { Interpretation, Requirement, Strength } from './requirement';

export interface Catalogue {
  readonly clauses: readonly ClauseCatalogue[];
  /** Clause by clause, each in its order. */
  readonly requirements: readonly Requirement[];
  readonly interpretations: readonly Interpretation[];
  /** Digests of sentences that state nothing. */
  readonly withoutStatement: ReadonlySet<string>;
  /** How its checks and its readings are named where clauses meet. */
  readonly names: { readonly requirements: Ids; readonly interpretations: Ids };
  /** @param id as names.requirements takes it */
  requirement(id: string, within?: string): Requirement | undefined;
  interpretation(id: string): Interpretation | undefined;
  strengthOf(id: string): Strength | undefined;
  clause(id: string): ClauseCatalogue | undefined;
  /** What it holds of these clauses, under the names that it gives. */
  only(clauses: readonly string[]): Catalogue;
  /** What a run is about: the clauses that it names, or all but those that have to be named. */
  about(named: readonly string[] | undefined): Catalogue;
}

const loaded = new Map<string, Catalogue>();

/** Of the clauses that a run is about where none is named. */
export const loadCatalogue = (root = FEATURES): Catalogue => loadEveryClause(root).about(undefined);

/** Read once for each folder: a run asks for it from several sides. @param root holds a folder for each clause */
export function loadEveryClause(root = FEATURES): Catalogue {
  const known = loaded.get(root) ?? catalogueOf(clauseFolders(root).map((id) => readClause(id, root)));
  loaded.set(root, known);
  return known;
}

export function catalogueOf(all: readonly ClauseCatalogue[]): Catalogue {
  const numbered = (rows: (clause: ClauseCatalogue) => readonly { readonly id: string }[]): Ids =>
    idsOf(all.flatMap((clause) => rows(clause).map(({ id }) => ({ clause: clause.id, id }))));
  const names = {
    requirements: numbered(({ requirements }) => requirements),
    interpretations: numbered(({ interpretations }) => interpretations),
  };
  return whole(
    all.map((clause) => named(clause, names)),
    names,
  );
}

function whole(clauses: readonly ClauseCatalogue[], names: Catalogue['names']): Catalogue {
  const requirements = clauses.flatMap((clause) => clause.requirements);
  const interpretations = clauses.flatMap((clause) => clause.interpretations);
  const byName = new Map(requirements.map((row) => [row.id, row]));
  const readings = new Map(interpretations.map((row) => [row.id, row]));
  const requirement: Catalogue['requirement'] = (id, within) =>
    (within === undefined ? byName.get(id) : undefined) ?? byName.get(names.requirements.meant(id, within) ?? '');
  const parts = new Map<string, Catalogue>();
  const catalogue: Catalogue = {
    clauses,
    requirements,
    interpretations,
    withoutStatement: new Set(clauses.flatMap((clause) => [...clause.withoutStatement])),
    names,
    requirement,
    interpretation: (id) => readings.get(id) ?? readings.get(names.interpretations.meant(id) ?? ''),
    strengthOf: (id) => requirement(id)?.strength,
    clause: (id) => clauses.find((one) => one.id === id),
    only(ids) {
      const chosen = clauses.filter(({ id }) => ids.includes(id));
      if (chosen.length === clauses.length) return catalogue;
      const key = chosen.map(({ id }) => id).join(' ');
      const part = parts.get(key) ?? whole(chosen, names);
      parts.set(key, part);
      return part;
    },
    about(named) {
      return catalogue.only(named ?? clauses.flatMap(({ id, onlyWhenNamed }) => (onlyWhenNamed ? [] : [id])));
    },
  };
  return catalogue;
}

function named(clause: ClauseCatalogue, names: Catalogue['names']): ClauseCatalogue {
  const row = (id: string): string => names.requirements.nameOf(clause.id, id);
  const reading = (id: string): string => names.interpretations.nameOf(clause.id, id);
  return {
    ...clause,
    requirements: clause.requirements.map((one) => ({
      ...one,
      id: row(one.id),
      interpretations: one.interpretations.map(reading),
    })),
    interpretations: clause.interpretations.map((one) => ({
      ...one,
      id: reading(one.id),
      affects: one.affects.map(row),
    })),
  };
}
