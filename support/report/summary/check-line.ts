// The line of the summary that sets the checks that a run owed beside those that it made. Pure.

import type { ScenarioResult } from '../../verdict/results';

/** Requirements that the line names; results.json has them all. */
const SHOWN = 5;

/** Such as "Checks: 9 of 10 expected executed (not: STEP-9-b in 1 scenario)". */
export function checkLine(scenarios: readonly ScenarioResult[]): string {
  const count = (which: 'expected' | 'executed'): number => scenarios.reduce((sum, one) => sum + one[which].length, 0);
  const left = new Map<string, number>();
  for (const id of scenarios.flatMap(({ notExecuted }) => notExecuted)) left.set(id, (left.get(id) ?? 0) + 1);
  const where = [...left].map(([id, times]) => `${id} in ${times} scenario${times === 1 ? '' : 's'}`);
  const named = where.length > SHOWN ? [...where.slice(0, SHOWN), `${where.length - SHOWN} more`] : where;
  const rest = named.length > 0 ? ` (not: ${named.join(', ')})` : '';
  if (count('expected') === 0) return 'Checks: none expected of whoever is under test';
  return `Checks: ${count('executed')} of ${count('expected')} expected executed${rest}`;
}
