// What trials on a wire play, and how a run is told to speak it.

import type { Wire, WireName } from '../ports/wire';
import type { RunParameters } from '../testbed/target/run-parameters';
import type { Catalogue } from '../traceability/catalogue/catalogue';
import { loadScenarios } from '../traceability/features';
import type { Scenario } from '../traceability/scenario';
import { notExecutedOn } from '../traceability/wire';
import { wireOf } from './trial';

/** What the catalogue has that can be carried out on the wire. */
export const scenariosOn = (wire: Wire, catalogue: Catalogue): readonly Scenario[] =>
  loadScenarios(catalogue).filter((one) => notExecutedOn(wire, one, catalogue) === undefined);

/** A wire of a target is its adapter; on another, parties of one process speak in its place. */
export const speaking = (wire: WireName): RunParameters => (wireOf(wire).name === wire ? { adapter: wire } : { wire });

/** A wire of sockets is judged by every clause that there is, also by those that have to be named. */
export const judgedBy = (wire: WireName, every: Catalogue): Pick<RunParameters, 'clause'> =>
  wireOf(wire).name === wire ? { clause: every.clauses.map(({ id }) => id) } : {};
