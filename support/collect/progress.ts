// What is shown while a run goes on: one line redrawn on a terminal; elsewhere a line for each scenario that is not a
// pass and one now and then. Unaware of where the scenarios come from.

import type { ScenarioResult } from '../verdict/results';
import { VERDICTS } from '../verdict/verdict';
import { colourOf, type Paint } from '../report/summary/paint';

const EVERY = 25;
const REASON = 60;
const CLEAR_LINE = '\r\u001b[2K';

export interface ProgressOptions {
  readonly write: (text: string) => void;
  readonly terminal: { readonly columns: () => number } | undefined;
  readonly paint: Paint;
  /** How many scenarios there will be. */
  readonly total: () => number;
}

/** What of a scenario is shown. */
export type EndedScenario = Pick<ScenarioResult, 'tp' | 'name' | 'verdict' | 'reason'>;

export interface Progress {
  started(name: string): void;
  ended(scenario: EndedScenario): void;
  /** Leaves a clean line to whoever writes next. */
  finish(): void;
}

export const silent: Progress = { started: () => undefined, ended: () => undefined, finish: () => undefined };

/** The summary gives the whole reason, once for all scenarios that it holds for. */
const inShort = (reason: string): string => {
  const [line = ''] = reason.split('\n', 1);
  return line.length > REASON ? `${line.slice(0, REASON)}...` : line;
};

export function createProgress({ write, terminal, paint, total }: ProgressOptions): Progress {
  const counts = { pass: 0, inconclusive: 0, fail: 0, error: 0, 'not-applicable': 0 };
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
      const { verdict, tp, name, reason } = scenario;
      counts[verdict] += 1;
      done += 1;
      if (terminal) {
        redraw(terminal.columns());
        return;
      }
      if (verdict !== 'pass') write(`${paint(colourOf(verdict), verdict)}  ${tp}  ${name}: ${inShort(reason)}\n`);
      if (done % EVERY === 0) write(`${tally()}\n`);
    },
    finish() {
      if (terminal) write(CLEAR_LINE);
    },
  };
}
