// The catalogue of one clause: every statement of it with its source, and the readings of what is ambiguous. Read from the
// folder of the clause and held against its schemas; ids are short here. Unaware of scenarios and runs.

import path from 'node:path';
import { HarnessFault } from '../../verdict/errors';
import { FEATURES, FILES } from './clause-folders';
import { readData } from './read-data';
import { crossReferenceFaults } from './cross-references';
import type { Role } from '../../procedure/roles';
import type { Ability } from '../../ports/abilities';
import type { Interpretation, RelationToStage2, Requirement, Strength, Unchecked } from './requirement';

/** What a clause is called, and which text of it is meant. */
export interface ClauseHead {
  /** Name of its folder: `23.280-10.15.3.3.1`. */
  readonly id: string;
  /** 3GPP TS 23.280. */
  readonly specification: string;
  readonly number: string;
  readonly title: string;
  /** Where it is of some subclauses alone: their numbers. */
  readonly subclauses?: readonly string[] | undefined;
  /** A run is about it only where --clause names it. */
  readonly onlyWhenNamed?: true | undefined;
  /** Its statements are about messages of this protocol: `TS 24.379`. */
  readonly protocol?: string | undefined;
  /** Which text of the clause its digests are of. */
  readonly text: { readonly release: string; readonly change: string; readonly version: string };
  /** Its steps and what stands around them, in the order in which a reader meets them. */
  readonly parts: readonly { readonly step: string; readonly title: string }[];
}

export interface ClauseCatalogue extends ClauseHead {
  /** In the order of the clause, then what holds across its steps, then the rows of the suite's own. */
  readonly requirements: readonly Requirement[];
  readonly interpretations: readonly Interpretation[];
  /** Digests of sentences that state nothing. */
  readonly withoutStatement: ReadonlySet<string>;
}

interface Row {
  readonly id: string;
  readonly step: string;
  readonly owner: 'none' | Role | readonly Role[];
  readonly strength: Strength;
  readonly owesAMessage?: true;
  readonly says: string;
  readonly leg?: Requirement['leg'];
  readonly source: {
    readonly locator: string;
    readonly section?: string;
    readonly occurrence?: number;
    readonly sentences: readonly string[];
  };
  readonly observable?: 'no';
  readonly unchecked?: Unchecked;
  readonly why?: string;
  readonly stage2?: readonly Relation[];
  readonly needs?: readonly Ability[];
  readonly arisesWith?: readonly Ability[];
  readonly interpretations?: readonly string[];
  readonly freedom?: string;
  readonly applicability?: string;
}

type Relation = { readonly [Kind in RelationToStage2['kind']]?: string } & { readonly reading?: string };

interface RequirementsFile extends Omit<ClauseHead, 'id'> {
  readonly requirements: readonly Row[];
  readonly wire: readonly Row[];
  readonly withoutStatement: readonly { readonly sentence: string }[];
}

interface InterpretationsFile {
  readonly interpretations: readonly Interpretation[];
}

/** @param id name of the folder of the clause */
export function readClause(id: string, root = FEATURES): ClauseCatalogue {
  const folder = path.join(root, id);
  // The schemas have just said that the data is what the casts say.
  const file = readData(folder, FILES.requirements, 'catalogue/requirements.schema.json') as RequirementsFile;
  const readings = readData(folder, FILES.interpretations, 'catalogue/interpretations.schema.json');
  const { interpretations } = readings as InterpretationsFile;
  const { requirements: _, wire, withoutStatement: silent, ...head } = file;
  const { specification, number, parts, protocol } = head;
  const requirements = [...file.requirements, ...wire].map((row) => ({
    ...requirementOf(row, id),
    ...(protocol !== undefined && { protocol }),
  }));
  const faults = [
    ...(`3GPP TS ${id}` === `${specification}-${number}` ? [] : [`${id} holds ${specification} clause ${number}`]),
    ...crossReferenceFaults(requirements, interpretations),
    ...withoutPart(requirements, parts),
  ];
  if (faults.length > 0) throw new HarnessFault(`the catalogue ${id} contradicts itself: ${faults.join('; ')}`);
  const withoutStatement = new Set(silent.map(({ sentence }) => sentence));
  return { id, ...head, requirements, interpretations, withoutStatement };
}

function requirementOf(row: Row, clause: string): Requirement {
  const {
    owner,
    source,
    observable: _,
    why,
    needs = [],
    arisesWith = [],
    interpretations = [],
    freedom,
    stage2,
    ...same
  } = row;
  const owners = owner === 'none' ? [] : [owner].flat();
  const related = stage2 && { stage2: stage2.map(relationOf) };
  return { ...same, clause, owners, ...source, needs, arisesWith, why, interpretations, freedom, ...related };
}

function relationOf({ implements: same, refines, contradicts, reading }: Relation): RelationToStage2 {
  if (same !== undefined) return { kind: 'implements', statement: same };
  if (refines !== undefined) return { kind: 'refines', statement: refines };
  return { kind: 'contradicts', statement: contradicts ?? '', ...(reading !== undefined && { reading }) };
}

function withoutPart(requirements: readonly Requirement[], parts: ClauseHead['parts']): readonly string[] {
  const known = new Set(parts.map(({ step }) => step));
  return requirements.filter(({ step }) => !known.has(step)).map(({ id, step }) => `${id} stands in no part: ${step}`);
}
