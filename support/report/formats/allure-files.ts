// The files beside the results that tell Allure what its statuses mean here and what the run was made with.

import { clauseName, type RunResult } from '../../verdict/results';

/** Allure has one word, broken, for what could not be told and for a harness that broke; the message tells them apart. */
export const categories = (): unknown => [
  { name: 'The implementation broke a requirement', matchedStatuses: ['failed'] },
  { name: 'Could not be told', matchedStatuses: ['broken'], messageRegex: '(?s)inconclusive: .*' },
  { name: 'The harness broke', matchedStatuses: ['broken'], messageRegex: '(?s)error: .*' },
  { name: 'Not applicable', matchedStatuses: ['skipped'], messageRegex: '(?s)not applicable: .*' },
  { name: 'Not executed', matchedStatuses: ['skipped'], messageRegex: '(?s)not executed: .*' },
];

export function environmentProperties({
  target,
  suite,
  clauses,
  options,
  startedAt,
  verdict,
  reason,
}: RunResult): string {
  const facts: Record<string, string> = {
    Target: `${target.name} ${target.version}`,
    Adapter: target.adapter,
    'Under test': target.underTest.join(', ') || 'nothing: every role is played',
    Clauses: clauses.map(clauseName).join(', '),
    Suite: `${suite.name} ${suite.version}`,
    Started: startedAt,
    Verdict: `${verdict}: ${reason}`,
    ...Object.fromEntries(Object.entries(options).map(([name, value]) => [`Option ${name}`, value])),
  };
  return Object.entries(facts)
    .map(([name, value]) => `${escaped(name).replace(/[ :=]/g, '\\$&')}=${escaped(value)}\n`)
    .join('');
}

// A Java properties file is Latin-1, and a backslash begins an escape.
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replace(/\r?\n/g, '\\n')
    .replace(/[^\u0020-\u007e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
