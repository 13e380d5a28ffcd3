// Sets a reader's own copy of the clause beside the catalogue, sentence by sentence, and tells where they part: a sentence
// that the catalogue does not know is new or changed, one that the copy lacks is changed or gone.

import { UserError } from '../../verdict/errors';
import { clauseName } from '../../verdict/results';
import type { Catalogue } from './catalogue';
import type { Requirement } from './requirement';
import { splitClause, type Sentence } from './sentences';

export interface PlacedSentence extends Sentence {
  /** The statements that the catalogue takes from it. */
  readonly requirements: readonly Requirement[];
  /** `silent`: the catalogue knows it and takes no statement from it. `unknown`: new or changed. */
  readonly state: 'stated' | 'silent' | 'unknown';
}

export interface MissingSentence {
  readonly digest: string;
  readonly requirements: readonly Requirement[];
  /** A label of the figure: text exports often lose drawings, so that its absence is no drift. */
  readonly inFigure: boolean;
}

export interface SpecDrift {
  readonly sentences: readonly PlacedSentence[];
  readonly missing: readonly MissingSentence[];
  /** The copy is the text that the catalogue was made from. */
  readonly same: boolean;
}

/** @param name of the copy, for the error */
export function compareWithClause(copy: string, catalogue: Catalogue, name = 'the copy'): SpecDrift {
  const rows = rowsBySentence(catalogue);
  const [clause] = catalogue.clauses;
  const cut = splitClause(copy, clause ?? { number: '' });
  const sentences = cut.map((sentence): PlacedSentence => {
    const requirements = sameAs(sentence).flatMap((key) => rows.get(key)?.requirements ?? []);
    const silent = catalogue.withoutStatement.has(sentence.digest);
    return { ...sentence, requirements, state: requirements.length > 0 ? 'stated' : silent ? 'silent' : 'unknown' };
  });
  if (sentences.every(({ state }) => state === 'unknown')) {
    throw new UserError(
      'MCX-SPEC-UNKNOWN',
      `expected ${name} to hold ${catalogue.clauses.map(clauseName).join(' and ')} as plain text with one paragraph a line; none of its ` +
        `${sentences.length} sentences is known. Save the clause as plain text and try again`,
    );
  }
  const present = new Set(cut.flatMap(sameAs));
  const missing = [...rows]
    .filter(([key]) => !present.has(key))
    .map(([, { digest, requirements }]) => ({ digest, requirements, inFigure: isLabel(requirements) }));
  const same = sentences.every(({ state }) => state !== 'unknown') && missing.every(({ inFigure }) => inFigure);
  return { sentences, missing, same };
}

const isLabel = (requirements: readonly Requirement[]): boolean => requirements.some(({ step }) => step === 'figure');

interface Rows {
  readonly digest: string;
  readonly requirements: Requirement[];
}

/** What a row may know a sentence by: its words alone, or its words at one place. */
const sameAs = ({ digest, section = '', occurrence }: Sentence): readonly string[] => [
  digest,
  `${section} ${occurrence} ${digest}`,
];

function rowsBySentence(catalogue: Catalogue): ReadonlyMap<string, Rows> {
  const rows = new Map<string, Rows>();
  for (const requirement of catalogue.requirements) {
    const { section, occurrence = 1 } = requirement;
    for (const [at, digest] of requirement.sentences.entries()) {
      const key = section === undefined ? digest : `${section} ${at === 0 ? occurrence : 1} ${digest}`;
      const known = rows.get(key) ?? { digest, requirements: [] };
      rows.set(key, known);
      known.requirements.push(requirement);
    }
  }
  return rows;
}
