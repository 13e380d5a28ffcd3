// One line of the doctor: what was looked at, whether it is well, and if not what to do. Types and the line itself.

export interface Diagnosis {
  /** `warn` does not stand in the way of a run. */
  readonly state: 'ok' | 'warn' | 'bad';
  /** What was looked at, e.g. primary-server address. */
  readonly what: string;
  /** What was found; for `bad` also what was expected and what to do. */
  readonly found: string;
}

export const ok = (what: string, found: string): Diagnosis => ({ state: 'ok', what, found });
export const warn = (what: string, found: string): Diagnosis => ({ state: 'warn', what, found });
export const bad = (what: string, found: string): Diagnosis => ({ state: 'bad', what, found });

export const lineOf = ({ state, what, found }: Diagnosis): string => `${state.padEnd(4)}  ${what}: ${found}`;
