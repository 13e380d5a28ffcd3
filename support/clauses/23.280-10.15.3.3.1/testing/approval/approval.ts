// The files of approved accounts, one for each requirement: what the oracle says for it of every trace of the corpus. A new requirement
// adds its file. Given the judge, so that a freshly loaded one can be asked as well.

import type { TraceEvent } from '../../../../evidence/trace';
import type { Finding } from '../../../../verdict/finding';
import { accountOf, beside, distance, whole, type Account } from './account';
import { CORPUS, OUTCOMES, type Sample } from '../corpus';

export type Judge = (events: readonly TraceEvent[]) => readonly Finding[];
/** What a trace that breaks a requirement makes of the Then phrases, beside another trace. */
export type Phrases = (sample: Sample, like: Sample) => readonly string[];

/** What is approved of a trace, by requirement; nothing of those for which it is as the trace that it is told beside. */
export type Approved = ReadonlyMap<string, string>;

/**
 * Tells of a sample for each requirement: of the first outcome the whole; of another outcome how it differs from the first; of any
 * other trace how it differs from the outcome in which most of the same happens. The trace that a requirement is broken by stands
 * in its file even so, with what it makes of the Then phrases.
 */
export function accountBy(
  judge: Judge,
  phrases: Phrases,
  requirements: readonly string[],
): (sample: Sample) => Approved {
  const account = ({ events }: Sample): Account => accountOf(events, judge(events));
  const outcomes = new Map(OUTCOMES.map((outcome) => [outcome, account(outcome)]));
  return (sample) => {
    const own = outcomes.get(sample) ?? account(sample);
    const like = likest(sample);
    const there = like && outcomes.get(like);
    return new Map(
      requirements.flatMap((requirement) => {
        const findings = own.get(requirement) ?? [];
        if (like === undefined) return [[requirement, whole(findings)] as const];
        const different = beside(there?.get(requirement) ?? [], findings);
        const told = requirement === sample.breaks ? phrases(sample, like) : [];
        const lines = [...(different === '' ? [] : [different]), ...told];
        return lines.length === 0 ? [] : [[requirement, [`like ${like.says}`, ...lines].join('\n')] as const];
      }),
    );
  };
}

/** By what happens in it alone, so that no check decides beside what a trace is told. Undefined for the first outcome. */
function likest(sample: Sample): Sample | undefined {
  const [first] = OUTCOMES;
  if (sample === first) return undefined;
  if (OUTCOMES.includes(sample)) return first;
  const known = OUTCOMES.map((outcome) => ({ outcome, far: distance(outcome.events, sample.events) }));
  return known.reduce((one, other) => (other.far < one.far ? other : one)).outcome;
}

/** The text of each file, by requirement: what is said of several traces stands there once. */
export function approvedFiles(
  account: (sample: Sample) => Approved,
  requirements: readonly string[],
): ReadonlyMap<string, string> {
  const accounts = CORPUS.map((sample) => [sample.says, account(sample)] as const);
  return new Map(
    requirements.map((requirement) => {
      const traces = new Map<string, string[]>();
      for (const [says, approved] of accounts) {
        const text = approved.get(requirement);
        if (text !== undefined) traces.set(text, [...(traces.get(text) ?? []), `# ${says}\n`]);
      }
      return [requirement, [...traces].map(([text, heads]) => `${heads.join('')}\n${text}\n`).join('\n')];
    }),
  );
}

/** What is approved of each trace, from the files by requirement. */
export function readApproved(files: ReadonlyMap<string, string>): ReadonlyMap<string, Approved> {
  const approved = new Map<string, Map<string, string>>();
  for (const [requirement, text] of files)
    for (const block of text.trimEnd().split(/\n\n(?=# )/)) {
      const lines = block.split('\n');
      const heads = lines.filter((line) => line.startsWith('# ')).map((line) => line.slice('# '.length));
      const told = lines.slice(heads.length).join('\n').trim();
      for (const says of heads)
        approved.set(says, (approved.get(says) ?? new Map<string, string>()).set(requirement, told));
    }
  return approved;
}
