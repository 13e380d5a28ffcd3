// mcx-conformance history: what became of each test purpose over the runs of a reports folder, where it changed.

import { runsIn } from '../../../record/runs-in';
import { historyLines } from '../../../report/summary/history-lines';
import { UserError } from '../../../verdict/errors';
import { harmless } from '../../../verdict/harmless';
import { instead } from '../../../verdict/nearest';
import { seriesByProduct, transitionsOf, type Series } from '../../../verdict/over-runs';
import { printJson, printLines, type AsJson } from '../../print';

export interface HistoryOptions extends AsJson {
  /** All where absent. */
  readonly tp?: readonly string[];
}

export function history(reports: string, { tp, json }: HistoryOptions): void {
  const runs = runsIn(reports, (why) => process.stderr.write(`note: ${harmless(why)}\n`));
  if (runs.length === 0)
    throw new UserError(
      'MCX-NO-RUN',
      `expected finished runs in ${reports}, found none; name the folder that holds them`,
    );
  const products = [...seriesByProduct(runs)];
  mustBeIn(
    tp ?? [],
    products.flatMap(([, series]) => series.map((one) => one.tp)),
  );
  const wanted = products.flatMap(([product, series]) => {
    const some = series.filter((one) => tp?.includes(one.tp) ?? true);
    return some.length === 0 ? [] : [[product, some] as const];
  });
  if (json) printJson(wanted.map(([product, series]) => ({ product, testPurposes: series.map(withTransitions) })));
  else
    printLines(
      wanted.flatMap(([product, series], at) => [
        ...(at === 0 ? [] : ['']),
        ...historyLines(product, series, tp !== undefined),
      ]),
    );
}

const withTransitions = ({ tp, name, flaky, outcomes }: Series): object => ({
  tp,
  name,
  flaky,
  runs: outcomes.length,
  transitions: transitionsOf({ outcomes }),
});

function mustBeIn(wanted: readonly string[], known: readonly string[]): void {
  const unknown = wanted.find((one) => !known.includes(one));
  if (unknown !== undefined)
    throw new UserError(
      'MCX-FILTER-UNKNOWN',
      `--tp ${unknown} is in none of these runs${instead(unknown, [...new Set(known)])}`,
    );
}
