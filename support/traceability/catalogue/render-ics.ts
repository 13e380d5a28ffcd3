// The ICS proforma as Markdown: a table for each role, with the answers of a target where there is one. Returns lines.

import type { Role } from '../../procedure/roles';
import { clauseName } from '../../verdict/results';
import type { ClauseHead } from './clause-catalogue';
import { answersByName, tablesFor, type IcsAnswers } from './claims';
import type { Ics, IcsRow, IcsTable } from './ics';

/**
 * @param clauses whose statements the items are about
 * @param given undefined for an empty proforma
 */
export function renderIcs(
  ics: Ics,
  clauses: readonly ClauseHead[],
  underTest: readonly Role[],
  given?: IcsAnswers,
): readonly string[] {
  const answers = given && answersByName(ics, given);
  return clauses.flatMap((head, at) => [
    ...(at > 0 ? [''] : []),
    `# Implementation conformance statement, ${clauseName(head)}`,
    '',
    'Status: m mandatory, o optional, c mandatory where the condition holds and else not applicable. Support: yes or no.',
    ...tablesFor(ics, underTest)
      .filter(({ clause }) => clause === head.id)
      .flatMap((table) => tableOf(table, answers)),
  ]);
}

function tableOf({ id, title, role, rows }: IcsTable, answers: IcsAnswers | undefined): readonly string[] {
  return [
    '',
    `## Table ${id} ${title} (\`${role}\`)`,
    '',
    '| Item | Description | Reference | Status | Support |',
    '| ---- | ----------- | --------- | ------ | ------- |',
    ...rows.map((row) => lineOf(row, answers)),
  ];
}

function lineOf(row: IcsRow, answers: IcsAnswers | undefined): string {
  const { item, description, reference, status, condition, some } = row;
  const support = answers === undefined ? '' : (answers[item] ?? (status === 'c' ? '' : 'yes (not answered)'));
  const asks = some === undefined ? description : `${description} (or some: ${some})`;
  return `| ${item} | ${asks} | ${reference} | ${condition === undefined ? status : `c: ${condition}`} | ${support} |`;
}
