import type { WireName } from '../../ports/wire';

/** Cucumber's worldParameters: everything that a run can be told. All optional, so that bare cucumber-js works. */
export interface RunParameters {
  /** Absolute path of the target file; the built-in system where absent. */
  readonly target?: string;
  /** Id of a mutant or variant of a built-in party that is put under test. */
  readonly builtIn?: string;
  /** Instead of what the target file says. */
  readonly adapter?: WireName;
  /** The MC service, on a wire that has some. */
  readonly service?: string;
  /** Name of whoever answers for products with control: manual, on standard input. */
  readonly operator?: string;
  /** What parties of one process speak over; sockets where absent. */
  readonly wire?: WireName;
  /** Requirement whose check is left out, to see whether anything misses it. */
  readonly without?: string;
  /** Whether step 4b must precede step 5 (interpretation A-05). */
  readonly ordering?: 'strict' | 'lenient';
  /** Which requirements count: all, or only those worded with shall. */
  readonly strength?: 'all' | 'shall';
  /** Whether what sockets carry goes into the trace. */
  readonly capture?: boolean;
  /** Whether TLS is captured as it is on the wire, with what opens it. */
  readonly captureTls?: boolean;
  /** Which shard of a run this is, from 1: events of one run have ids of their own in whatever process they are recorded. */
  readonly shard?: number;
  /** Where a worker tells the front that holds the fixed ports where its own parties listen. */
  readonly front?: string;
}
