// The protocol conformance test report of a run, in the order that ISO/IEC 9646 gives such a report: identification, summaries
// of conformance, static review, test campaign, observations. Behind them the readings of the clause that verdicts rest on.

import { claimsOf } from '../../traceability/catalogue/claims';
import type { CoverageRow } from '../../traceability/coverage';
import { reviewIcs } from '../../traceability/catalogue/ics-review';
import { notCounted } from '../../verdict/counted';
import { partInWords } from '../../verdict/part-of-suite';
import type { JudgedLine, RunResult, ScenarioResult } from '../../verdict/results';
import { breachesOf } from '../summary/failures';
import { profileOf, specificationOf } from '../summary/run-facts';
import { coverageLine } from '../summary/summary';
import { verdictWords } from '../summary/verdict-words';
import type { ReportSource } from './derived-report';
import { heading, table, text, type Block, type Document } from './document';

/** @param logs by name, the SHA-256 of what the report was made from */
export function testReport(source: ReportSource, logs: ReadonlyMap<string, string>): Document {
  const { run } = source;
  const { name, version } = run.target;
  return {
    title: `Protocol conformance test report: ${name} ${version}`,
    blocks: [
      ...identification(run, logs),
      ...conformance(source),
      ...statement(source),
      ...parameters(run),
      ...campaign(run),
      ...coverageOf(source),
      ...waivers(run),
      ...observations(run),
      ...readings(source),
    ],
  };
}

function identification(run: RunResult, logs: ReadonlyMap<string, string>): readonly Block[] {
  const { suite, target, options, startedAt, durationMs } = run;
  const optionTexts = Object.entries(options).map(([name, value]) => `${name} ${value}`);
  return [
    heading('1 Identification'),
    table(
      ['What', 'Value'],
      [
        ['Implementation under test', `${target.name} ${target.version}`],
        ['Roles under test', target.underTest.join(', ') || 'none: every role is played, and the suite tests itself'],
        ...specificationOf(run),
        ['Profile', profileOf(run)],
        ['Test suite', `${suite.name} ${suite.version}`],
        ['Wire', target.adapter],
        [
          'Test method',
          'the suite plays every role that is not under test, and observes what is exchanged with those that are',
        ],
        ['Options', optionTexts.join('; ') || 'none'],
        ['Testing began', startedAt],
        ['Testing ended', new Date(Date.parse(startedAt) + durationMs).toISOString()],
        ...[...logs].map(([name, sha256]) => ['Conformance log', `${name}, SHA-256 ${sha256}`]),
        ['Test laboratory, report number', 'not known to the suite; of a sealed record, the key of whoever sealed it'],
      ],
    ),
    text(
      'The report holds for this implementation, these roles, this wire and these dates.',
      'Passing shows that no breach was seen; it does not show that there is none.',
    ),
  ];
}

function conformance({ run, ics }: ReportSource): readonly Block[] {
  const part = partInWords(run);
  const faults = reviewIcs(ics, run.target.ics ?? {}, run.target.underTest);
  return [
    heading('2 Conformance'),
    table(
      ['What', 'Result'],
      [
        ['Static conformance', faults.length === 0 ? 'the ICS contradicts nothing' : faults.join('; ')],
        ['Dynamic conformance', `${verdictWords(run)}: ${firstLine(run.reason)}`],
        ...(part === undefined ? [] : [['Part of the suite', part]]),
        ['Test purposes', countsOf(run)],
        ['Exit code', `${run.exitCode}`],
      ],
    ),
  ];
}

function countsOf({ scenarios, notExecuted }: RunResult): string {
  const counts = new Map<string, number>();
  for (const scenario of scenarios) {
    const word = scenario.verdict.replace('-', ' ') + (notCounted(scenario) ? ' beyond the clause' : '');
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const verdicts = [...counts].map(([word, count]) => `${count} ${word}`);
  return `${scenarios.length + notExecuted.length} in all: ${[...verdicts, `${notExecuted.length} not selected or not executed`].join(', ')}`;
}

function statement({ run, ics }: ReportSource): readonly Block[] {
  const { tables, answers } = claimsOf(ics, run.target.ics ?? {}, run.target.underTest);
  const seen = new Map((run.audit ?? []).map((entry) => [entry.item, entry]));
  const rows = tables.flatMap(({ role, rows: items }) =>
    items.map(({ item, description, status, condition }) => [
      item,
      role,
      description,
      condition === undefined ? status : `c: ${condition}`,
      answers[item] ?? 'not answered',
      seen.get(item)?.finding.replaceAll('-', ' ') ?? '',
    ]),
  );
  return [
    heading('3 Implementation conformance statement (ICS)'),
    table(['Item', 'Role', 'Description', 'Status', 'Support', 'Audit'], rows),
    text('What is not answered counts as supported. The audit holds each claim against what was seen.'),
  ];
}

function parameters({ target: { ixit = {} } }: RunResult): readonly Block[] {
  const rows = Object.entries(ixit).map(([name, value]) => [name, value]);
  return [
    heading('4 Implementation extra information for testing (IXIT)'),
    rows.length === 0 ? text('None was recorded.') : table(['Parameter', 'Value'], rows),
  ];
}

function campaign({ scenarios, notExecuted }: RunResult): readonly Block[] {
  return [
    heading('5 Test campaign'),
    table(
      ['Test purpose', 'Title', 'Requirements', 'Executed', 'Verdict', 'Observation'],
      [
        ...scenarios.map((scenario) => [
          scenario.tp,
          scenario.name,
          scenario.requirements.join(' '),
          scenario.verdict === 'not-applicable' ? 'no' : 'yes',
          scenario.verdict.replace('-', ' ') + (notCounted(scenario) ? ', beyond the clause, not counted' : ''),
          scenario.verdict === 'pass' ? '' : firstLine(scenario.reason),
        ]),
        ...notExecuted.map(({ tp, name, reason }) => [tp, name, '', 'no', '', reason]),
      ],
    ),
  ];
}

function coverageOf({ run, coverage }: ReportSource): readonly Block[] {
  const rows = coverage().rows.map(({ requirement, state, verdict, shownBy, reason }: CoverageRow) => [
    requirement.id,
    requirement.step,
    requirement.strength,
    requirement.says,
    state === 'tested' ? (verdict ?? '') : state.replaceAll('-', ' '),
    state === 'tested' ? shownBy.join(' ') : reason,
  ]);
  return [
    heading('6 Coverage of the clause'),
    text(coverageLine(run, coverage().counts)),
    table(['Requirement', 'Step', 'Strength', 'Statement', 'Verdict', 'Shown by, or why not'], rows),
  ];
}

function waivers({ baseline }: RunResult): readonly Block[] {
  if (baseline === undefined) return [heading('7 Waivers'), text('None: the run was given no baseline.')];
  const lineOf = ({ requirement, tp, issue, owner, expires, finding, note = '' }: JudgedLine) => [
    requirement,
    tp,
    finding.replaceAll('-', ' '),
    issue,
    owner,
    expires,
    note,
  ];
  return [
    heading('7 Waivers'),
    text(
      `Known failing checks of ${baseline.file}, judged on ${baseline.day}. They change the exit code, never a verdict.`,
    ),
    table(['Requirement', 'Test purpose', 'Finding', 'Issue', 'Owner', 'Expires', 'Note'], baseline.lines.map(lineOf)),
  ];
}

function observations({ scenarios, strays, faults = [] }: RunResult): readonly Block[] {
  const rows = scenarios.flatMap((scenario: ScenarioResult) =>
    breachesOf(scenario).map(({ check, verdict }) => [
      ...[scenario.tp, check.requirement, check.party, verdict, check.expected, check.observed],
      check.interpretation ?? '',
    ]),
  );
  const head = ['Test purpose', 'Requirement', 'Party', 'Verdict', 'Expected', 'Observed', 'Reading'];
  const beside = [
    ...(strays === undefined ? [] : [`Messages that belong to no test purpose: ${strays.count}.`]),
    ...faults.map((fault) => `Outside every test purpose: ${firstLine(fault)}.`),
  ];
  return [
    heading('8 Observations'),
    rows.length === 0 ? text('None.') : table(head, rows),
    ...(beside.length === 0 ? [] : [text(...beside)]),
  ];
}

/** Where the clause is silent or says two things, and a verdict of this run depends on which is meant. */
function readings({ catalogue, coverage }: ReportSource): readonly Block[] {
  const tested = coverage().rows.filter(({ state }) => state === 'tested');
  const rows = catalogue.interpretations.flatMap(({ id, problem, reading }) => {
    const resting = tested.filter(({ requirement }) => requirement.interpretations.includes(id));
    return resting.length === 0 ? [] : [[id, problem, reading, resting.map((row) => row.requirement.id).join(' ')]];
  });
  return [
    heading('9 Readings of the specification'),
    rows.length === 0 ? text('None.') : table(['Reading', 'Open in the clause', 'Taken as', 'Requirements'], rows),
  ];
}

const firstLine = (lines: string): string => lines.split('\n', 1)[0] ?? '';
