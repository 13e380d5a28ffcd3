// The summary of a run for the page of a CI job: the verdict, a row a cause, and below it, folded, what a terminal shows. Pure.

import { harmless } from '../../verdict/harmless';
import { notCounted } from '../../verdict/counted';
import type { RunResult } from '../../verdict/results';
import { failuresOf } from '../summary/failures';
import type { RequirementLookup } from '../summary/requirement-text';
import { verdictWords } from '../summary/verdict-words';
import { codeBlock } from './markdown';

/** @param text what a terminal shows */
export function summaryMarkdown(run: RunResult, requirement: RequirementLookup, text: string): string {
  const { broken, unexplained } = failuresOf(run.scenarios.filter((scenario) => !notCounted(scenario)));
  const rows = [
    ...broken.map(({ verdict, requirement: id, check, scenarios }) => [
      verdict,
      `${id} ${requirement(id)?.says ?? ''}`,
      check.party,
      `${scenarios.length}`,
      scenarios[0]?.tp ?? '',
    ]),
    ...unexplained.map(({ verdict, reason, scenarios }) => [
      verdict,
      reason.split('\n', 1).join(''),
      '',
      `${scenarios.length}`,
      scenarios[0]?.tp ?? '',
    ]),
  ];
  const { name, version, adapter } = run.target;
  return [
    `### ${cell(`${name} ${version} over ${adapter}: ${verdictWords(run)}`)}`,
    '',
    ...(rows.length === 0
      ? []
      : [
          '| verdict | what is broken, or why it could not be told | by | scenarios | the first |',
          '| --- | --- | --- | --- | --- |',
          ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
          '',
        ]),
    '<details><summary>In full</summary>',
    '',
    codeBlock(text),
    '</details>',
    '',
  ].join('\n');
}

/** Nothing in it is Markdown or HTML: a product may have said it. */
const cell = (text: string): string =>
  harmless(text).replace(/[\\`*_{}[\]<>()#+!|~&@:]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
