// The top of the page, which needs no script: who was tested, under what, the verdict in words, and what it does not claim.

import type { Coverage } from '../../traceability/coverage';
import { ROLES } from '../../procedure/roles';
import type { RunResult } from '../../verdict/results';
import { profileOf, specificationOf } from '../summary/run-facts';
import { notCounted } from '../../verdict/counted';
import { partInWords } from '../../verdict/part-of-suite';
import { verdictWords } from '../summary/verdict-words';
import { escapeHtml } from './escape';

/** @param when a verdict that may still change says so */
export function pageHead(run: RunResult, coverage: Coverage, when: 'ended' | 'so far' = 'ended'): string {
  const { target, suite, verdict, reason, exitCode } = run;
  const [line = ''] = reason.split('\n', 1);
  const about = factList([
    ['Under test', underTestOf(run)],
    ['Adapter', target.adapter],
    ...specificationOf(run),
    ['Profile', profileOf(run)],
    ['Suite', `${suite.name} ${suite.version}`],
    ['Options', optionsOf(run)],
    ['Date', `${run.startedAt.slice(0, 19).replace('T', ' ')} UTC, ${(run.durationMs / 1000).toFixed(1)} s`],
    ['Exit code', when === 'ended' ? `${exitCode}` : `${exitCode} if it ended now`],
  ]);
  const part = partInWords(run);
  return [
    `<section class="verdict ${verdict === 'pass' && part !== undefined ? 'part' : verdict}" aria-labelledby="verdict">`,
    `<p class="who">${escapeHtml(`${target.name} ${target.version}`)}</p>`,
    `<h1 id="verdict">${escapeHtml(capital(when === 'ended' ? verdictWords(run) : `so far: ${verdictWords(run)}`))}</h1>`,
    `<p class="why">${escapeHtml(capital(line))}</p>`,
    `<p class="in-short">${inShort(run, coverage)
      .map((fact) => `<span>${escapeHtml(fact)}</span>`)
      .join('')}</p>`,
    ...(part !== undefined ? [`<p class="part-run">${escapeHtml(`${capital(part)}.`)}</p>`] : []),
    '</section>',
    '<details class="about-run"><summary>What this covers, what it does not claim, and how it was run</summary>',
    '<section class="claims" aria-label="What this covers, and what it does not claim"><ul>',
    ...claims(run, coverage).map((claim) => `<li>${escapeHtml(claim)}</li>`),
    '</ul></section>',
    about,
    '</details>',
  ].join('\n');
}

const underTestOf = ({ target }: RunResult): string =>
  target.underTest.join(', ') || 'nothing: every role is played, the suite tests itself';

/** In one line, what a reader wants to know before anything is opened. */
const inShort = (run: RunResult, { counts }: Coverage): readonly string[] => [
  `under test: ${underTestOf(run)}`,
  `over ${run.target.adapter}`,
  `${run.scenarios.filter(isExecuted).length} of ${run.scenarios.length + run.notExecuted.length} scenarios`,
  `${counts.tested} of ${counts.tested + counts['not-tested']} requirements`,
  `${run.startedAt.slice(0, 16).replace('T', ' ')} UTC`,
];

const isExecuted = ({ verdict }: RunResult['scenarios'][number]): boolean => verdict !== 'not-applicable';

/** Facts by their names. */
export const factList = (facts: readonly (readonly [name: string, value: string])[]): string =>
  `<dl class="facts">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>`;

function optionsOf({ options }: RunResult): string {
  const { ordering = 'strict', strength = 'all', ...others } = options;
  const rest = Object.entries(others).map(([name, value]) => `${name} ${value}`);
  return [`ordering ${ordering}`, `strength ${strength}`, ...rest].join(' · ');
}

/** Plain sentences, the first two with the numbers. */
export function claims(run: RunResult, { counts }: Coverage): readonly string[] {
  const { scenarios, notExecuted, target } = run;
  const executed = scenarios.filter(isExecuted);
  const beyond = executed.filter(notCounted).length;
  const played = target.underTest.length === 0 ? [] : ROLES.filter((role) => !target.underTest.includes(role));
  const part = partInWords(run);
  const due = counts.tested + counts['not-tested'];
  const unexecuted: readonly (readonly [number, string])[] = [
    [scenarios.length - executed.length, 'not applicable'],
    ...byReason(notExecuted),
  ];
  return [
    `Scenarios: ${executed.length} of ${scenarios.length + notExecuted.length} executed${except(unexecuted)}.`,
    `Requirements: ${counts.tested} of ${due} that can be tested here were${except([
      [counts['not-observable'], `not observable on ${target.adapter}`],
      [counts['not-under-test'], 'bind roles that are not under test'],
      [counts['not-applicable'], 'not applicable by the ICS'],
      [counts['not-tested'], 'not tested in this run'],
      [counts.excluded, 'state nothing that can fail'],
    ])}.`,
    ...(played.length > 0
      ? [`Nothing is claimed for ${played.join(', ')}: the harness played them or they were not judged.`]
      : []),
    ...(part === undefined ? [] : [`${capital(part)}.`]),
    ...(target.underTest.length === 0 ? ['No product was tested: every role is played by the harness itself.'] : []),
    ...(beyond > 0 ? [`${beyond} scenarios go beyond the clause and count for nothing.`] : []),
  ];
}

function except(parts: readonly (readonly [count: number, why: string])[]): string {
  const left = parts.filter(([count]) => count > 0);
  const total = left.reduce((sum, [count]) => sum + count, 0);
  return total === 0 ? '' : `, ${total} not: ${left.map(([count, why]) => `${count} ${why}`).join(', ')}`;
}

function byReason(notExecuted: RunResult['notExecuted']): readonly (readonly [number, string])[] {
  const reasons = new Map<string, number>();
  for (const { reason } of notExecuted) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [...reasons].map(([reason, count]) => [count, /^(?:filter|shard) /.test(reason) ? `by ${reason}` : reason]);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
