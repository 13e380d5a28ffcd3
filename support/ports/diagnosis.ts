// One line of the doctor: what was looked at, whether it is well, and if not what to do. Types and the line itself.

export interface Diagnosis {
  /** `warn` does not stand in the way of a run. */
  readonly state: 'ok' | 'warn' | 'bad';
  /** What was looked at, e.g. primary-server address. */
  readonly what: string;
  /** What the check saw; for `bad` also what was expected and what to do. */
  readonly detail: string;
}

export const ok = (what: string, detail: string): Diagnosis => ({ state: 'ok', what, detail });
export const warn = (what: string, detail: string): Diagnosis => ({ state: 'warn', what, detail });
export const bad = (what: string, detail: string): Diagnosis => ({ state: 'bad', what, detail });

export const lineOf = ({ state, what, detail }: Diagnosis): string => `${state.padEnd(4)}  ${what}: ${detail}`;
