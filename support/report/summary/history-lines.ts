// What became of test purposes over several runs, in lines: the transitions of each, and in a word those that never changed. Pure.

import { transitionsOf, type Outcome, type Series } from '../../verdict/over-runs';
import { VERDICTS } from '../../verdict/verdict';

/** @param whole also those that never changed */
export function historyLines(product: string, series: readonly Series[], whole: boolean): readonly string[] {
  const changed = series.filter((one) => whole || transitionsOf(one).length > 1);
  const steady = series.length - changed.length;
  return [
    product,
    ...changed.flatMap((one) => [
      '',
      `${one.tp}  ${one.name}${one.flaky ? '  (flaky: it differs where product, suite and options are the same)' : ''}`,
      ...transitionLines(one),
    ]),
    ...(steady > 0
      ? ['', `${steady} test purposes never changed: ${tally(series.filter((one) => !changed.includes(one)))}`]
      : []),
  ];
}

function transitionLines(series: Series): readonly string[] {
  const transitions = transitionsOf(series);
  return transitions.map((outcome, at) => {
    const next = transitions[at + 1];
    const from = series.outcomes.indexOf(outcome);
    const to = next === undefined ? series.outcomes.length : series.outcomes.indexOf(next);
    const runs = `${to - from} ${to - from === 1 ? 'run' : 'runs'}`;
    return `  ${day(outcome)}  ${outcome.verdict.padEnd(12)}  ${runs.padEnd(8)}  ${outcome.target} (suite ${outcome.suite})${why(outcome)}`;
  });
}

const day = ({ startedAt }: Outcome): string => startedAt.slice(0, 16).replace('T', ' ');

const why = ({ verdict, broken, reason }: Outcome): string => {
  if (broken.length > 0) return `  ${broken.join(' ')}`;
  return verdict === 'pass' ? '' : `  ${reason}`;
};

/** By what each came to last. */
function tally(series: readonly Series[]): string {
  const last = series.map(({ outcomes }) => outcomes.at(-1)?.verdict);
  return [...VERDICTS, 'not-applicable' as const]
    .map((verdict) => [last.filter((one) => one === verdict).length, verdict] as const)
    .filter(([count]) => count > 0)
    .map(([count, verdict]) => `${count} ${verdict}`)
    .join(', ');
}

/** After a run that was repeated: what always came to the same, and what is a matter of luck. */
export function repeatLines(series: readonly Series[], times: number): readonly string[] {
  const flaky = series.filter(({ outcomes }) => new Set(outcomes.map(word)).size > 1);
  const steady = series.filter((one) => !flaky.includes(one));
  const failing = steady.filter(({ outcomes }) => outcomes[0]?.verdict === 'fail');
  return [
    `Repeated ${times} times: ${steady.length} test purposes always came to the same (${tally(steady) || 'none'}), ${flaky.length} did not`,
    ...failing.map(({ tp, name, outcomes }) => `  failing  ${tp}  ${name}  ${(outcomes[0]?.broken ?? []).join(' ')}`),
    ...flaky.map(({ tp, name, outcomes }) => {
      const words = [...new Set(outcomes.map(word))].map(
        (one) => `${one} in ${outcomes.filter((outcome) => word(outcome) === one).length} of ${outcomes.length}`,
      );
      return `  flaky    ${tp}  ${name}  ${words.join('; ')}`;
    }),
  ];
}

const word = ({ verdict, broken }: Outcome): string => [verdict, ...broken].join(' ');
