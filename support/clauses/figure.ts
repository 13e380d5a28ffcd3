// What every layer may know of a clause without knowing how it is judged: its name, and which information flow is which arrow
// of its figure. Types only.

import type { FlowId } from '../procedure/flows';
import type { PartyName } from '../procedure/roles';

export interface Arrow {
  /** Step of the clause. */
  readonly step: string;
  /** The ends that the figure draws; the flow may pass between others of their kind too. */
  readonly from: PartyName;
  readonly to: PartyName;
}

export interface Figure {
  /** Number of the specification and of the clause, as folders and ids have it: `23.280-10.15.3.3.1`. */
  readonly clause: string;
  readonly arrows: ReadonlyMap<FlowId, Arrow>;
}
