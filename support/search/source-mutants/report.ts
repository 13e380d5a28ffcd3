// What came of source mutants: as data to keep, and as a text for a terminal. Pure.

import { explanationOf } from './explained/explained';
import type { Explained } from './explained/row';
import type { SourceTrial } from './trials';

/** Where a mutant stands: what killed it, or why nothing has to; `survived` and `same` are those that nobody explains. */
export const STANDINGS = ['killed', 'stopped', 'equivalent', 'freedom', 'outside', 'survived', 'same'] as const;
export type Standing = (typeof STANDINGS)[number];
type Counts = Readonly<Record<Standing, number>>;

export interface ReportedTrial {
  readonly standing: Standing;
  readonly trial: SourceTrial;
  readonly explained?: Explained;
}

export interface SourceReport {
  readonly startedAt: string;
  readonly seconds: number;
  /** How many there are, of which some may have been chosen. */
  readonly mutants: number;
  readonly counts: Counts;
  readonly trials: readonly ReportedTrial[];
}

export function reportOf(
  run: Pick<SourceReport, 'startedAt' | 'seconds' | 'mutants'>,
  tried: readonly SourceTrial[],
): SourceReport {
  const trials = tried.map((trial): ReportedTrial => {
    const explained = trial.fate === 'killed' ? undefined : explanationOf(trial);
    return { standing: explained?.is ?? trial.fate, trial, ...(explained && { explained }) };
  });
  return { ...run, counts: countsOf(trials), trials };
}

const FATES = ['same', 'survived', 'stopped', 'killed'] as const;
const rank = ({ fate }: SourceTrial): number => FATES.indexOf(fate);

/** What a mutant comes to that was tried in other surroundings too: on another wire, beside other neighbours. */
export function together(one: SourceTrial, other: SourceTrial): SourceTrial {
  const [less, more] = rank(one) <= rank(other) ? [one, other] : [other, one];
  if (!('effects' in more) || !('effects' in less)) return more;
  return { ...more, effects: [...new Set([...more.effects, ...less.effects])].sort() };
}

const countsOf = (trials: readonly ReportedTrial[]): Counts =>
  // Each standing has its entry.
  Object.fromEntries(
    STANDINGS.map((standing) => [standing, trials.filter((one) => one.standing === standing).length]),
  ) as Counts;

export const unexplained = ({ trials }: SourceReport): readonly SourceTrial[] =>
  trials.flatMap(({ standing, trial }) => (standing === 'survived' || standing === 'same' ? [trial] : []));

const SLOWEST = 5;

export function asText(report: SourceReport): string {
  const files = [...new Set(report.trials.map(({ trial }) => trial.file))];
  const rows = files.map((file) => {
    const own = report.trials.filter(({ trial }) => trial.file === file);
    const counts = Object.values(countsOf(own));
    return [file.replace('support/reference/', ''), own.length, ...counts, secondsOf(own).toFixed(1)];
  });
  const all = ['all', report.trials.length, ...Object.values(report.counts), secondsOf(report.trials).toFixed(1)];
  return [
    table([['file', 'mutants', ...STANDINGS, 'seconds of processor'], ...rows, all]),
    '',
    ...unexplained(report).map(unexplainedLine),
    'slowest:',
    ...slowest(report).map(({ ms, mutant }) => `  ${(ms / 1_000).toFixed(1)} s  ${mutant}`),
    '',
    inOneLine(report),
  ].join('\n');
}

/** Of a processor, without what each process starts with. */
const secondsOf = (trials: readonly ReportedTrial[]): number =>
  trials.reduce((sum, { trial }) => sum + trial.ms, 0) / 1_000;

const slowest = ({ trials }: SourceReport): readonly SourceTrial[] =>
  trials
    .map(({ trial }) => trial)
    .sort((one, other) => other.ms - one.ms)
    .slice(0, SLOWEST);

function unexplainedLine(trial: SourceTrial): string {
  const where = trial.mutant.replace(' ', `:${trial.line} `);
  if (trial.fate !== 'survived') return `same      ${where}`;
  const [first = '', ...more] = trial.differsIn;
  return `survived  ${where}\n          differs in ${first}${more.length > 0 ? ` and ${more.length} more` : ''}`;
}

function inOneLine({ trials, mutants, counts, seconds }: SourceReport): string {
  const { killed, stopped, equivalent, freedom, outside, survived, same } = counts;
  const percent = killed + stopped === 0 ? 100 : (100 * killed) / (killed + stopped);
  return (
    `${trials.length} of ${mutants} source mutants in ${seconds.toFixed(0)} s (${secondsOf(trials).toFixed(0)} s of processor): ${killed} killed by a statement ` +
    `(${percent.toFixed(1)} % of the killed), ${stopped} otherwise, ${equivalent + freedom + outside} explained, ` +
    `${survived + same} unexplained`
  );
}

function table(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map(String));
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  return texts
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
