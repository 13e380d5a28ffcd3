// The figure of a clause with what its steps came to: an arrow for a step that is a message, a box for one that nobody sees from
// outside. Pure; unaware of how it is drawn.

import { arrowOf } from '../../clauses/figures';
import { FLOWS } from '../../procedure/flows';
import type { PartyName, Role } from '../../procedure/roles';
import type { CoverageRow } from '../../traceability/coverage';
import { lifelinesOf } from '../ladder/lifelines';
import type { ClausePart, PageFigure } from './page-data';

/** @param steps the parts of the clause with the steps that they are */
export function figureOf(
  clause: string,
  parts: readonly (ClausePart & { readonly step: string })[],
  rows: readonly CoverageRow[],
  underTest: readonly Role[],
): PageFigure {
  const drawn = parts.flatMap(({ step, id, title, verdict }) => {
    const arrow = arrowOf(step, clause);
    if (arrow !== undefined) {
      const { from, to, flow } = arrow;
      return [{ part: id, step, name: FLOWS.get(flow)?.name ?? flow, ends: [from, to], verdict }];
    }
    const [owner] = rows.flatMap(({ requirement }) => (requirement.step === step ? requirement.owners : []));
    if (!/^\d/.test(step) || owner === undefined) return [];
    return [{ part: id, step, name: title.replace(/^Step \S+ · /, ''), ends: [owner], verdict }];
  });
  const parties = new Set<PartyName | null>(drawn.flatMap(({ ends }) => ends));
  const lifelines = lifelinesOf(parties, underTest);
  const indexOf = (party: PartyName): number => lifelines.findIndex((line) => line.party === party);
  return { lifelines, rows: drawn.map(({ ends, ...row }) => ({ ...row, ends: ends.map(indexOf) })) };
}
