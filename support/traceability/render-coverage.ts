// The text of `trace`: each statement of the clause with its verdict and test purposes, or the reason why there is none,
// and beside a reader's own copy each sentence verbatim. Returns lines; prints nothing.

import type { Coverage, CoverageRow } from './coverage';
import type { Unchecked } from './catalogue/requirement';
import type { SpecDrift } from './catalogue/spec-drift';

const STATES = {
  'not-tested': 'not tested',
  'not-applicable': 'not applicable',
  'not-under-test': 'not under test',
  'not-observable': 'not observable',
  excluded: 'excluded',
} as const;

export function renderCoverage(coverage: Coverage): readonly string[] {
  return [
    ...coverage.rows.flatMap((row, at) => [
      ...(isSamePart(row, coverage.rows[at - 1]) ? [] : [...(at ? [''] : []), heading(row, coverage)]),
      ...lines(row),
    ]),
    '',
    ...summary(coverage),
  ];
}

const isSamePart = ({ requirement: one }: CoverageRow, before: CoverageRow | undefined): boolean =>
  one.step === before?.requirement.step && one.clause === before.requirement.clause;

/** Sentence by sentence, with the statements below each; then what parted from the catalogue. */
export function renderDrift(drift: SpecDrift, coverage: Coverage): readonly string[] {
  const rows = new Map(coverage.rows.map((row) => [row.requirement.id, row]));
  const changed = drift.sentences.filter(({ state }) => state === 'unknown');
  const missing = drift.missing.filter(({ inFigure }) => !inFigure);
  return [
    ...drift.sentences.flatMap(({ text, line, state, requirements }) => [
      `${state === 'unknown' ? '! ' : ''}${line}: ${text}`,
      ...requirements.flatMap(({ id }) => lines(rows.get(id))),
      '',
    ]),
    ...changed.map(
      ({ line, digest }) => `line ${line} is not in the catalogue: the sentence is new or has changed (${digest})`,
    ),
    ...missing.map(
      ({ requirements }) => `the sentence of ${requirements.map(({ id }) => id).join(', ')} is not in the copy`,
    ),
    drift.same
      ? 'The copy is the text that the catalogue was made from.'
      : 'The copy differs from the text that the catalogue was made from; the verdicts above hold for that text.',
    '',
    sentencesOf(drift),
    ...summary(coverage),
  ];
}

function sentencesOf({ sentences }: SpecDrift): string {
  const number = (wanted: SpecDrift['sentences'][number]['state']): number =>
    sentences.filter(({ state }) => state === wanted).length;
  return (
    `Sentences: ${sentences.length}; ${number('stated')} matched to a statement, ${number('silent')} state nothing, ` +
    `${number('unknown')} unknown`
  );
}

function heading({ requirement: { clause, step } }: CoverageRow, { clauses }: Coverage): string {
  const head = clauses.find(({ id }) => id === clause);
  const part = head?.parts.find((one) => one.step === step)?.title ?? step;
  return head === undefined || clauses.length === 1 ? part : `${head.number} · ${part}`;
}

function lines(row: CoverageRow | undefined): readonly string[] {
  if (!row) return [];
  const { requirement, state, reason, verdict } = row;
  const word = state === 'tested' ? (verdict ?? '') : STATES[state];
  const tail = state === 'tested' ? testedBy(row) : reason;
  return [
    `  ${word.padEnd(14)}  ${requirement.id.padEnd(10)}  ${requirement.says} (${wordsOn(requirement)})`,
    `  ${' '.repeat(26)}  ${tail}`,
  ];
}

/** Its strength; of a statement of stage 3 also the message that it speaks of, and what it is to stage 2. */
function wordsOn({ strength, leg, stage2 = [] }: CoverageRow['requirement']): string {
  const message = leg === undefined ? [] : [leg === 'answer' ? 'final response' : `leg ${leg}`];
  const related = stage2.map(
    ({ kind, statement, reading }) => `${kind} ${statement}${reading ? ` by ${reading}` : ''}`,
  );
  return [strength, ...message, ...related].join('; ');
}

/** Every check runs on every scenario: those written for the statement are named, the others counted. */
function testedBy({ testPurposes, shownBy }: CoverageRow): string {
  const others = testPurposes.length - shownBy.length;
  return [...shownBy, ...(others > 0 ? [`${shownBy.length > 0 ? 'and ' : ''}${others} others`] : [])].join(' ');
}

function summary({ counts, rows, wire, orphans, uncovered }: Coverage): readonly string[] {
  const due = counts.tested + counts['not-tested'];
  return [
    `Requirements: ${counts.tested} of ${due} observable on ${wire} tested; ` +
      (counts['not-applicable'] > 0 ? `${counts['not-applicable']} not applicable by the ICS; ` : '') +
      (counts['not-under-test'] > 0 ? `${counts['not-under-test']} bind no role under test; ` : '') +
      `${counts['not-observable']} not observable on ${wire}; ${counts.excluded} excluded${kindsOf(rows)}`,
    ...(uncovered.length > 0 ? [`Without a scenario: ${uncovered.join(' ')}`] : []),
    ...(orphans.length > 0 ? [`Checks that the catalogue does not know: ${orphans.join(' ')}`] : []),
  ];
}

const KINDS: Readonly<Record<Unchecked, string>> = {
  inside: 'show inside a function alone',
  elsewhere: 'are judged by other statements',
  unwritten: 'have no check yet',
};

/** Where a clause tells apart why its statements have no check. */
function kindsOf(rows: readonly CoverageRow[]): string {
  const kinds = Object.entries(KINDS).map(([kind, words]) => {
    const number = rows.filter(({ requirement }) => requirement.unchecked === kind).length;
    return { number, words };
  });
  const some = kinds.filter(({ number }) => number > 0).map(({ number, words }) => `${number} ${words}`);
  return some.length > 0 ? `: ${some.join(', ')}` : '';
}
