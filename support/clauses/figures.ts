// The figures of all clauses that the suite knows, the one list of them. Unaware of checks.

import type { FlowId } from '../procedure/flows';
import { FIGURE as formation } from './23.280-10.15.3.3.1/figure';
import { FIGURE as stage3 } from './24.379-16/figure';
import type { Arrow, Figure } from './figure';

export const FIGURES: readonly Figure[] = [formation, stage3];

const ARROWS = FIGURES.flatMap(({ arrows }) => [...arrows]);

/** Step of the first of the clauses that has the flow among its arrows. */
export const stepOf = (flow: FlowId): string | undefined => ARROWS.find(([known]) => known === flow)?.[1].step;

/** The arrow of a step of a clause; of the first of the clauses that has such a step where none is named. */
export function arrowOf(step: string, clause?: string): (Arrow & { readonly flow: FlowId }) | undefined {
  const arrows = clause === undefined ? ARROWS : [...(FIGURES.find((one) => one.clause === clause)?.arrows ?? [])];
  const [flow, arrow] = arrows.find(([, known]) => known.step === step) ?? [];
  return flow && arrow && { flow, ...arrow };
}
