// The failures of a run as blocks of text: which statement of the clause, by whom, what was expected and what was seen,
// and how to run it again alone.

import { repeatedArguments } from '../../options/option';
import { RUN_OPTIONS } from '../../options/run-options';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import type { EvidenceLabel } from './evidence-labels';
import type { BrokenRequirement, SameReason } from './failures';
import { colourOf, type Paint } from './paint';
import type { InterpretationLookup, RequirementLookup } from './requirement-text';

const SHOWN = 5;
const WIDTH = 10;

export interface BlockContext {
  readonly run: RunResult;
  readonly requirement: RequirementLookup;
  readonly interpretation: InterpretationLookup;
  readonly evidence: EvidenceLabel;
  readonly paint: Paint;
}

export function brokenBlock(
  { requirement, verdict, check, scenarios, followers }: BrokenRequirement,
  context: BlockContext,
): string {
  const text = context.requirement(requirement);
  const about = text === undefined ? '' : `  ${text.says}`;
  const strength = text === undefined ? '' : ` (${/^\d/.test(text.step) ? 'step ' : ''}${text.step}, ${text.strength})`;
  const [first] = scenarios;
  return [
    `${context.paint(colourOf(verdict), verdict)}  ${context.paint('bold', requirement)}${strength}${about}`,
    ...field('party', [verdict === 'error' ? `${check.party}, played by the harness` : check.party]),
    ...field('expected', [check.expected]),
    ...field('observed', [check.observed]),
    ...field('evidence', labelled(check.evidence, context.evidence)),
    ...field('so also', [
      ...followers.slice(0, SHOWN).map((one) => `${one.requirement}  ${one.observed}`),
      ...more(followers.length),
    ]),
    ...field('reading', check.interpretation === undefined ? [] : [reading(check.interpretation, context)]),
    ...field('seen in', listed(scenarios)),
    ...field('rerun', first === undefined ? [] : [rerunLine(context.run, first.tp)]),
  ].join('\n');
}

export function reasonBlock({ verdict, reason, scenarios }: SameReason, { run, paint }: BlockContext): string {
  // The rest of a reason can be a stack, which is for results.json.
  const [line = ''] = reason.split('\n', 1);
  const [first] = scenarios;
  return [
    `${paint(colourOf(verdict), verdict)}  ${line}`,
    ...field('seen in', listed(scenarios)),
    ...field('rerun', first === undefined ? [] : [rerunLine(run, first.tp)]),
  ].join('\n');
}

/** The command that runs one scenario alone, as it was run. */
export function rerunLine({ options }: RunResult, tp: string): string {
  const repeated = repeatedArguments(RUN_OPTIONS, options).flat().map(quoted);
  return ['npx mcx-conformance run', ...repeated, `--tp ${tp}`].join(' ');
}

/** An argument as a shell takes it. */
export const quoted = (value: string): string =>
  /^[\w./:@=-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;

const labelled = (ids: readonly string[], label: EvidenceLabel): string[] => [
  ...ids.slice(0, SHOWN).map((id) => [id, label(id)].filter((part) => part !== undefined).join('  ')),
  ...more(ids.length),
];

function reading(id: string, { interpretation }: BlockContext): string {
  const text = interpretation(id)?.reading;
  return text === undefined ? id : `${id}  ${text}`;
}

const listed = (scenarios: readonly ScenarioResult[]): string[] => [
  ...scenarios.slice(0, SHOWN).map(({ tp, name }) => `${tp}  ${name}`),
  ...(scenarios.length > SHOWN ? [`and ${scenarios.length - SHOWN} more like it`] : []),
];

const more = (count: number): string[] => (count > SHOWN ? [`and ${count - SHOWN} more`] : []);

const field = (name: string, lines: readonly string[]): string[] =>
  lines.map((line, at) => `  ${(at === 0 ? name : '').padEnd(WIDTH)}${line}`);
