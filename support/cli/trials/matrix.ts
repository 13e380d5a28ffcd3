// The kill matrix as data: each requirement of the catalogue beside the mutants that break it and the checks that caught
// them, for each wire, and the variants with the freedom that each takes. Pure.

import type { Catalogue } from '../../traceability/catalogue';
import { isObservable, WIRES, type Requirement, type Wire } from '../../traceability/requirement';
import { weakness } from './killers';
import { wireOf, type MutantTrial, type Trial, type TrialWire, type VariantTrial } from './trial';

export interface MatrixMutant extends Omit<MutantTrial, 'kind' | 'requirement' | 'killers'> {
  /** How the requirement's own check caught it. */
  readonly caught?: { readonly by: 'sight' | 'silence'; readonly tp: string; readonly observed: string };
  /** Other requirements that failed it too. */
  readonly also: readonly string[];
  readonly weakness?: 'schema alone' | 'silence';
}

export interface MatrixCell {
  readonly status: 'tried' | 'not tried' | 'not observable';
  readonly mutants: readonly MatrixMutant[];
}

export interface MatrixRow {
  readonly requirement: string;
  readonly step: string;
  readonly owners: readonly string[];
  readonly says: string;
  readonly wires: Readonly<Record<Wire, MatrixCell>>;
  /** Why no mutant breaks it. */
  readonly without?: string;
}

export interface KillMatrix {
  readonly version: 1;
  readonly suite: { readonly name: string; readonly version: string };
  readonly clause: string;
  readonly startedAt: string;
  readonly durationMs: number;
  /** What carried the messages. */
  readonly carriedBy: TrialWire;
  /** False where only some were tried. */
  readonly complete: boolean;
  readonly requirements: readonly MatrixRow[];
  readonly variants: readonly Omit<VariantTrial, 'kind'>[];
}

export type Head = Pick<KillMatrix, 'suite' | 'startedAt' | 'durationMs' | 'carriedBy' | 'complete'>;

export function killMatrix(catalogue: Catalogue, trials: readonly Trial[], head: Head): KillMatrix {
  const mutants = trials.filter((trial) => trial.kind === 'mutant');
  const variants = trials.filter((trial) => trial.kind === 'variant');
  const rows = catalogue.requirements.map((row) =>
    rowOf(
      row,
      mutants.filter(({ requirement }) => requirement === row.id),
      head,
    ),
  );
  return {
    version: 1,
    ...head,
    clause: catalogue.clause,
    requirements: rows,
    variants: variants.map(({ kind: _, ...variant }) => variant),
  };
}

function rowOf(row: Requirement, trials: readonly MutantTrial[], { complete, carriedBy }: Head): MatrixRow {
  const mutants = trials.map(mutantOf);
  const cell = (wire: Wire): MatrixCell => {
    // Those that cannot be seen there are listed all the same, with the reason.
    if (!row.wires.includes(wire))
      return { status: 'not observable', mutants: wire === wireOf(carriedBy) ? mutants : [] };
    return wire === wireOf(carriedBy) ? { status: 'tried', mutants } : { status: 'not tried', mutants: [] };
  };
  const without = isObservable(row) ? 'no mutant breaks it' : (row.why ?? 'it has no check');
  return {
    requirement: row.id,
    step: row.step,
    owners: row.owners,
    says: row.says,
    wires: Object.fromEntries(WIRES.map((wire) => [wire, cell(wire)])) as Record<Wire, MatrixCell>, // one for each
    ...(mutants.length === 0 && (complete || !isObservable(row)) && { without }),
  };
}

function mutantOf({ id, role, says, outcome, why, requirement, killers }: MutantTrial): MatrixMutant {
  const own = killers.find((killer) => killer.requirement === requirement);
  const weak = weakness(requirement, killers);
  return {
    ...{ id, role, says, outcome },
    ...(why !== undefined && { why }),
    ...(own && { caught: { by: own.by, tp: own.tp, observed: own.observed } }),
    also: killers.filter((killer) => killer !== own).map((killer) => killer.requirement),
    ...(weak && { weakness: weak }),
  };
}

export interface Counts {
  readonly mutants: number;
  readonly killed: number;
  readonly variants: number;
  readonly free: number;
}

/** In the column of the wire that was tried. */
export const mutantsOf = ({
  requirements,
  carriedBy,
}: KillMatrix): readonly (MatrixMutant & { readonly requirement: string })[] =>
  requirements.flatMap(({ requirement, wires }) =>
    wires[wireOf(carriedBy)].mutants.map((mutant) => ({ requirement, ...mutant })),
  );

export function countsOf(matrix: KillMatrix): Counts {
  const mutants = mutantsOf(matrix).filter(({ outcome }) => outcome !== 'unseen');
  const variants = matrix.variants.filter(({ outcome }) => outcome !== 'unseen');
  return {
    mutants: mutants.length,
    killed: mutants.filter(({ outcome }) => outcome === 'killed').length,
    variants: variants.length,
    free: variants.filter(({ outcome }) => outcome === 'free').length,
  };
}

/** What the pages say of the words that they use. */
export const MEANINGS: readonly (readonly [string, string])[] = [
  ['mutant', 'a built-in party with one defect. The check of the requirement that it breaks has to fail it.'],
  ['by sight', 'a message, or an answer of control, that was seen is what is wrong.'],
  ['by silence', 'nothing was seen that is wrong; what was owed had not come when everything was quiet.'],
  [
    'weak',
    'caught by silence although the requirement asks for more than that something comes, or caught by WIRE-1, the ' +
      'schema of the message, and by nothing else. The check may still be right; this mutant does not prove it well.',
  ],
  ['variant', 'a built-in party that takes one freedom of the clause. No check may fail it.'],
  [
    'differs in',
    'the scenarios in which the variant sends or answers anything that the faithful party does not; in all others the ' +
      'two runs are the same, so only these are run.',
  ],
];
