// A test purpose in the form of 3GPP test specifications, as Markdown: purpose, requirements, conditions, procedure. Made of the
// features, the flows and the catalogue that execution uses. Returns lines.

import { USERS } from '../../procedure/cast';
import type { Role } from '../../procedure/roles';
import { clauseName } from '../../verdict/results';
import type { Catalogue } from '../catalogue/catalogue';
import { roleOf, type Scenario, type PhasedStep } from '../scenario';
import { messagesOf, type NamedMessage } from './messages';
import { NEEDS } from '../scenario-faults';
import { stimulusOf } from './stimulus';
import { inOneLine } from './step-words';

export function describeTestPurpose(scenario: Scenario, catalogue: Catalogue): readonly string[] {
  const { tp, name, feature, uri, line, rule, beyondSpec } = scenario;
  return [
    `# ${tp} ${name}`,
    '',
    `${feature}${rule === undefined ? '' : `: ${rule}`} (${uri}:${line})`,
    ...(beyondSpec
      ? [
          '',
          'Beyond the clause: what it expects never counts towards conformance, a statement that a product breaks in it does.',
        ]
      : []),
    '',
    '## Test purpose (TP)',
    '',
    ...purpose(scenario),
    '',
    '## Conformance requirements',
    '',
    ...requirements(scenario, catalogue),
    '',
    '## Pre-test conditions',
    '',
    ...conditions(scenario),
    '',
    '## Test procedure sequence',
    '',
    ...procedure(scenario),
  ];
}

const of = ({ allSteps }: Scenario, phase: PhasedStep['phase']): readonly PhasedStep[] =>
  allSteps.filter((step) => step.phase === phase);

function purpose(scenario: Scenario): readonly string[] {
  const block = (word: string, phase: PhasedStep['phase'], indent: string): readonly string[] => [
    `${indent}${word} {`,
    ...of(scenario, phase).map((step, at) => `${indent}  ${at === 0 ? '' : 'and '}${inOneLine(step)}`),
    `${indent}}`,
  ];
  return [
    '```text',
    ...block('with', 'given', ''),
    'ensure that {',
    ...block('when', 'when', '  '),
    ...block('then', 'then', '  '),
    '}',
    '```',
  ];
}

function requirements({ requirements: ids }: Scenario, catalogue: Catalogue): readonly string[] {
  if (ids.length === 0) return ['None of the clause.'];
  return ids.map((id) => {
    const row = catalogue.requirement(id);
    const clause = row && catalogue.clause(row.clause);
    return clause ? `- **${id}** ${row.says} (${clauseName(clause)}, ${row.locator}; ${row.strength})` : `- **${id}**`;
  });
}

function conditions({ tp, needs, allSteps }: Scenario): readonly string[] {
  const role = roleOf(tp);
  const given = allSteps.filter(({ phase }) => phase === 'given');
  return [
    `- Implementation: ${role ?? 'any role'}; every other entity is played by the test system or under test beside it.`,
    ...needs.map((need) =>
      NEEDS.some((known) => known === need)
        ? `- The implementation supports ${need} (ICS).`
        : `- The wire has the ability ${need}.`,
    ),
    '- The preconditions of the clause are brought about: service authorization, subscriptions, sharing, affiliation.',
    ...given.map((step) => `- ${inOneLine(step)}`),
  ];
}

interface Row {
  readonly procedure: string;
  readonly message: NamedMessage | undefined;
  readonly check: boolean;
}

function procedure(scenario: Scenario): readonly string[] {
  const iut = roleOf(scenario.tp);
  const led = (step: PhasedStep): readonly Row[] => {
    const message = stimulusOf(step, scenario, iut);
    return message ? [{ procedure: 'The request comes to the implementation', message, check: false }] : [];
  };
  const rows = [
    ...of(scenario, 'when').flatMap((step) => [...rowsOf(step), ...led(step)]),
    ...of(scenario, 'then').flatMap(rowsOf),
  ];
  let purposes = 0;
  return [
    '| St | Procedure | U-S | Message | TP | Verdict |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(({ procedure: text, message, check }, at) => {
      const cells = [
        `${at + 1}`,
        text,
        arrow(message, iut),
        wording(message),
        check ? `${++purposes}` : '-',
        check ? 'P' : '-',
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

function rowsOf(step: PhasedStep): readonly Row[] {
  const check = step.phase === 'then';
  const words = step.text.replace(/:$/, '');
  const text = check ? `Check: ${words}` : words;
  const messages = messagesOf(step);
  if (messages.length === 0) return [{ procedure: text, message: undefined, check }];
  return messages.map((message) => ({ procedure: text, message, check }));
}

/** To and from the implementation where the feature names it, else the ends in words. */
function arrow(message: NamedMessage | undefined, iut: Role | undefined): string {
  if (message === undefined || message.absent) return '-';
  const isOwn = (end: string): boolean =>
    iut !== undefined && (end === iut.replace('-', ' ') || USERS[end]?.party === iut);
  if (isOwn(message.from)) return '-->';
  return isOwn(message.to) ? '<--' : `${message.from} → ${message.to}`;
}

function wording(message: NamedMessage | undefined): string {
  if (message === undefined) return '-';
  const { name, step, absent } = message;
  return `${absent ? 'no ' : ''}${name}${step === undefined ? '' : ` (step ${step})`}`;
}
