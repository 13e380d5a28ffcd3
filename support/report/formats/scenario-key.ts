// How the result of a scenario and what the trace holds of it are brought together. Pure.

import type { TraceEvent } from '../../evidence/trace';
import type { ScenarioResult } from '../../verdict/results';

/** What tells a scenario from every other of its run: of several attempts each has a scope of its own. */
export const keyOf = ({ tp, name, scope }: Pick<ScenarioResult, 'tp' | 'name' | 'scope'>): string =>
  JSON.stringify([tp, name, scope]);

/** In milliseconds since the run started. @param lines of its trace */
export const startOf = ([first]: readonly string[]): number =>
  first === undefined ? 0 : (JSON.parse(first) as TraceEvent).at; // written by this program
