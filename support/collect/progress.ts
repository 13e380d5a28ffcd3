// What is shown while a run goes on: each cause for which a scenario did not pass, once and at once; below it on a terminal one
// line that is redrawn, elsewhere one line now and then. Unaware of where the scenarios come from.

import type { ScenarioResult } from '../verdict/results';
import { VERDICTS } from '../verdict/verdict';
import { causesOf, type Cause } from '../report/summary/failures';
import { colourOf, type Paint } from '../report/summary/paint';

const EVERY = 25;
const CLEAR_LINE = '\r\u001b[2K';

export interface ProgressOptions {
  readonly write: (text: string) => void;
  readonly terminal: { readonly columns: () => number } | undefined;
  readonly paint: Paint;
  /** How many scenarios there will be. */
  readonly total: () => number;
}

/** What of a scenario is shown. */
export type EndedScenario = Pick<ScenarioResult, 'tp' | 'name' | 'verdict' | 'reason' | 'checks'>;

export interface Progress {
  started(name: string): void;
  ended(scenario: EndedScenario): void;
  /** Leaves a clean line to whoever writes next. */
  finish(): void;
}

export const silent: Progress = { started: () => undefined, ended: () => undefined, finish: () => undefined };

export function createProgress({ write, terminal, paint, total }: ProgressOptions): Progress {
  const counts = { pass: 0, inconclusive: 0, fail: 0, error: 0, 'not-applicable': 0 };
  const known = new Set<string>();
  let done = 0;
  let current = '';

  const tally = () => {
    const shown = VERDICTS.map((verdict) => `${verdict} ${counts[verdict]}`);
    return `[${done}/${total()}] ${shown.join(' · ')}`;
  };
  const redraw = (columns: number) => {
    // Cut before it is wider than the terminal: a line that wraps cannot be redrawn.
    write(CLEAR_LINE + `${tally()}  ${current}`.slice(0, Math.max(columns - 1, 1)));
  };

  return {
    started(name) {
      current = name;
      if (terminal) redraw(terminal.columns());
    },
    ended(scenario) {
      counts[scenario.verdict] += 1;
      done += 1;
      const causes = causesOf(scenario).filter(({ key }) => !known.has(key));
      for (const { key } of causes) known.add(key);
      if (causes.length > 0) write(`${terminal ? CLEAR_LINE : ''}${firstOf(causes, scenario, paint)}`);
      if (terminal) redraw(terminal.columns());
      else if (done % EVERY === 0) write(`${tally()}\n`);
    },
    finish() {
      if (terminal) write(CLEAR_LINE);
    },
  };
}

/** The first scenario of its causes; the summary counts those that are like it. */
function firstOf(causes: readonly Cause[], { tp, name, verdict, reason }: EndedScenario, paint: Paint): string {
  const lines = causes.flatMap(({ check }) =>
    check === undefined
      ? [`  ${reason.split('\n', 1).join('')}`]
      : [`  ${check.requirement}, ${check.party}`, `  expected  ${check.expected}`, `  observed  ${check.observed}`],
  );
  return [`${paint(colourOf(verdict), verdict)}  ${tp}  ${name}`, ...lines].map((line) => `${line}\n`).join('');
}
