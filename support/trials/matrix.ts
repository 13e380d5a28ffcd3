// The kill matrix as data: each requirement of the catalogue beside the mutants that break it and the checks that caught
// them, for each wire, and the variants with the freedom that each takes. Pure.

import type { Catalogue } from '../traceability/catalogue/catalogue';
import { isObservable, type Requirement } from '../traceability/catalogue/requirement';
import { clauseName } from '../verdict/results';
import { isShownOn } from '../traceability/wire';
import type { Wire, WireName } from '../ports/wire';
import { PRODUCT_WIRES } from '../wires/registry';
import { weakness } from './killers';
import { wireOf, type MutantTrial, type Trial, type VariantTrial } from './trial';

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
  readonly wires: Readonly<Record<WireName, MatrixCell>>;
  /** Why no mutant breaks it. */
  readonly without?: string;
}

export interface MatrixVariant extends Omit<VariantTrial, 'kind'> {
  readonly wire: WireName;
}

/** What came of all trials on one wire. */
export interface Tried {
  readonly carriedBy: WireName;
  readonly trials: readonly Trial[];
}

export interface KillMatrix {
  readonly version: 3;
  readonly suite: { readonly name: string; readonly version: string };
  readonly clauses: readonly string[];
  readonly startedAt: string;
  readonly durationMs: number;
  /** What carried the messages: of each wire that was tried. */
  readonly carriedBy: readonly WireName[];
  /** False where only some were tried. */
  readonly complete: boolean;
  readonly requirements: readonly MatrixRow[];
  readonly variants: readonly MatrixVariant[];
}

export type Head = Pick<KillMatrix, 'suite' | 'startedAt' | 'durationMs' | 'complete'>;

export function killMatrix(catalogue: Catalogue, tried: readonly Tried[], head: Head): KillMatrix {
  const mutants = new Map(
    tried.map(({ carriedBy, trials }) => [wireOf(carriedBy).name, trials.filter((trial) => trial.kind === 'mutant')]),
  );
  return {
    version: 3,
    ...head,
    carriedBy: tried.map(({ carriedBy }) => carriedBy),
    clauses: catalogue.clauses.map(clauseName),
    requirements: catalogue.requirements.map((row) => rowOf(row, mutants, head)),
    variants: tried.flatMap(({ carriedBy, trials }) =>
      trials
        .filter((trial) => trial.kind === 'variant')
        .map(({ kind: _, ...variant }) => ({ wire: wireOf(carriedBy).name, ...variant })),
    ),
  };
}

function rowOf(row: Requirement, tried: ReadonlyMap<WireName, readonly MutantTrial[]>, { complete }: Head): MatrixRow {
  const cell = (wire: Wire): MatrixCell => {
    const trials = tried.get(wire.name)?.filter(({ requirement }) => requirement === row.id);
    // Those that cannot be seen there are listed all the same, with the reason.
    const mutants = trials?.map((trial) => mutantOf(trial, row)) ?? [];
    if (!isShownOn(wire, row)) return { status: 'not observable', mutants };
    return { status: trials === undefined ? 'not tried' : 'tried', mutants };
  };
  const cells = PRODUCT_WIRES.map((wire) => [wire.name, cell(wire)] as const);
  const without = isObservable(row) ? 'no mutant breaks it' : (row.why ?? 'it has no check');
  const hasNone = cells.every(([, { mutants }]) => mutants.length === 0);
  return {
    requirement: row.id,
    step: row.step,
    owners: row.owners,
    says: row.says,
    wires: Object.fromEntries(cells),
    ...(hasNone && (complete || !isObservable(row)) && { without }),
  };
}

function mutantOf(trial: MutantTrial, row: Requirement): MatrixMutant {
  const { id, role, says, outcome, why, requirement, killers, beyond } = trial;
  const own = killers.find((killer) => killer.requirement === requirement);
  const weak = weakness(row, killers);
  return {
    id,
    role,
    says,
    outcome,
    ...(why !== undefined && { why }),
    ...(own && { caught: { by: own.by, tp: own.tp, observed: own.observed } }),
    also: killers.filter((killer) => killer !== own).map((killer) => killer.requirement),
    beyond,
    ...(weak && { weakness: weak }),
  };
}

export interface Counts {
  readonly mutants: number;
  readonly killed: number;
  /** Killed, and accused of what they do not break. */
  readonly astray: number;
  /** Of those that were killed. */
  readonly weak: number;
  readonly unseen: number;
  readonly variants: number;
  readonly free: number;
}

export const triedWires = ({ carriedBy }: KillMatrix): readonly WireName[] =>
  carriedBy.map((carrier) => wireOf(carrier).name);

const UNTRIED: MatrixCell = { status: 'not tried', mutants: [] };

export const cellOn = (wire: WireName, { wires }: Pick<MatrixRow, 'wires'>): MatrixCell => wires[wire] ?? UNTRIED;

/** In the column of a wire. */
export const mutantsOn = (
  wire: WireName,
  { requirements }: KillMatrix,
): readonly (MatrixMutant & { readonly requirement: string })[] =>
  requirements.flatMap((row) =>
    cellOn(wire, row).mutants.map((mutant) => ({ requirement: row.requirement, ...mutant })),
  );

export function countsOn(wire: WireName, matrix: KillMatrix): Counts {
  const all = mutantsOn(wire, matrix);
  const mutants = all.filter(({ outcome }) => outcome !== 'unseen');
  const variants = matrix.variants.filter((variant) => variant.wire === wire && variant.outcome !== 'unseen');
  return {
    mutants: mutants.length,
    killed: mutants.filter(({ outcome }) => outcome !== 'survived').length,
    astray: mutants.filter(({ outcome }) => outcome === 'astray').length,
    weak: mutants.filter(({ weakness }) => weakness !== undefined).length,
    unseen: all.length - mutants.length,
    variants: variants.length,
    free: variants.filter(({ outcome }) => outcome === 'free').length,
  };
}

/** The counts as a table: its head, and a row for each wire. */
export const TOTALS_HEAD = [
  'adapter',
  'carried by',
  'mutants killed by the requirement that they break',
  'accused of what they do not break',
  'weakly',
  'not seen',
  'variants accused of nothing',
];

export const totalsIn = (matrix: KillMatrix): readonly (readonly string[])[] =>
  matrix.carriedBy.map((carriedBy) => {
    const wire = wireOf(carriedBy).name;
    const { killed, mutants, astray, weak, unseen, free, variants } = countsOn(wire, matrix);
    return [wire, carriedBy, `${killed} of ${mutants}`, `${astray}`, `${weak}`, `${unseen}`, `${free} of ${variants}`];
  });

/** By wire: what is caught and proves little, and what cannot be seen there. */
export const weakIn = (matrix: KillMatrix) =>
  triedWires(matrix).flatMap((wire) =>
    mutantsOn(wire, matrix).flatMap(({ id, requirement, weakness }) =>
      weakness === undefined ? [] : [{ wire, id, requirement, weakness }],
    ),
  );

export const unseenIn = (matrix: KillMatrix) =>
  triedWires(matrix).flatMap((wire) =>
    mutantsOn(wire, matrix).flatMap(({ id, requirement, outcome, why = '' }) =>
      outcome === 'unseen' ? [{ wire, id, requirement, why }] : [],
    ),
  );

/** What the pages say of the words that they use. */
export const MEANINGS: readonly (readonly [string, string])[] = [
  [
    'mutant',
    'a built-in party with one defect. The check of the requirement that it breaks has to fail it, and no check of a ' +
      'statement that the defect leaves whole.',
  ],
  ['by sight', 'a message, or an answer of control, that was seen is what is wrong.'],
  ['by silence', 'nothing was seen that is wrong; what was owed had not come when everything was quiet.'],
  [
    'weak',
    'caught by silence although the requirement asks for more than that something comes, or caught by WIRE-1, the ' +
      'schema of the message, and by nothing else. The check may still be right; this mutant does not prove it well.',
  ],
  ['variant', 'a built-in party that takes one freedom of the clause. No check may fail it.'],
  [
    'tried in',
    'scenarios in which the variant sends or answers anything that the faithful party does not; in all others the two ' +
      'runs are the same.',
  ],
];
