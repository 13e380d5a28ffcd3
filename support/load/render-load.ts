// What a load came to, for a reader at a terminal. Pure.

import type { LoadResult, Spread } from './load-result';

export function renderLoad(result: LoadResult): readonly string[] {
  const { product, clients, times, harness, workers, findings, judged } = result;
  const losses = harness.saturated.filter(({ concerns }) => concerns === 'losses');
  const late = harness.saturated.filter(({ concerns }) => concerns === 'times');
  return [
    `${product.name} ${product.version} over ${product.adapter}: one regroup to ${clients.asked} clients, prepared in ${seconds(result.preparedInMs)}`,
    '',
    row('received', `${clients.received} of ${clients.asked}`),
    row('lost', told(clients.lost, losses)),
    row('doubled', told(clients.doubled, losses)),
    row('acknowledged', clients.acknowledged === null ? 'the wire has no step 9' : `${clients.acknowledged}`),
    ...(clients.notTold === 0 ? [] : [row('could not be told', `${clients.notTold}`)]),
    '',
    ...(times === null
      ? [
          row(
            'times',
            late.length > 0
              ? `none: the harness is saturated (${late.map(({ why }) => why).join('; ')})`
              : 'none: no step 5, or the clocks of the workers could not be aligned',
          ),
        ]
      : [
          `${''.padEnd(WIDTH)}${['first', 'median', '99 %', 'last'].map((head) => head.padStart(10)).join('')}  ms after step 5, ± ${times.uncertaintyMs}`,
          row('step 7', spread(times.step7)),
          row('step 9', spread(times.step9)),
          row('step 11', one(times.step11)),
          row('step 12', one(times.step12)),
          row('messages a second', times.messagesPerSecond === null ? '-' : `${times.messagesPerSecond}`),
        ]),
    '',
    ...workers.map(
      ({ name, clients: count, received, lost, clockUncertaintyMs, latestMs, trouble }) =>
        `${name}: ${lost === undefined ? `${String(received)} of ${count}, clock ± ${clockUncertaintyMs === null ? '?' : String(clockUncertaintyMs)} ms, at most ${latestMs} ms late${trouble === undefined ? '' : `; the first that did not get through: ${trouble}`}` : `its ${count} clients could not be told: ${lost}`}`,
    ),
    `harness: at most ${harness.latestMs} ms late at a time, ${harness.lateMs} ms in all${harness.refused === 0 ? '' : `; it refused ${harness.refused} messages`}`,
    ...findings.flatMap(({ requirement, party, expected, observed }) => [
      '',
      `fail  ${requirement}  (${party})`,
      `  expected  ${expected}`,
      `  observed  ${observed}`,
    ]),
    '',
    `${VERDICTS[result.verdict]}${result.reason === '' ? '' : `: ${result.reason}`} (exit code ${result.exitCode}; every message of ${judged} clients was judged)`,
  ];
}

const VERDICTS = {
  pass: 'no statement was broken, nobody was lost',
  inconclusive: 'could not be told',
  fail: 'does not conform',
  error: 'harness error',
} as const;

const WIDTH = 18;
const row = (name: string, text: string): string => `${name.padEnd(WIDTH)}${text}`;
const cell = (text: string): string => text.padStart(10);
const one = (at: number | null): string => cell(at === null ? '-' : at.toFixed(1));
const spread = (of: Spread | null): string =>
  of === null ? cell('-') : [of.first, of.median, of.p99, of.last].map((at) => one(at)).join('');
const told = (count: number | null, ours: LoadResult['harness']['saturated']): string =>
  count === null ? `not told: the harness is saturated (${ours.map(({ why }) => why).join('; ')})` : `${count}`;
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
