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
  const rowsOf = requirementsByDigest(catalogue);
  const sentences = splitClause(copy).map((sentence): PlacedSentence => {
    const requirements = rowsOf.get(sentence.digest) ?? [];
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
  const present = new Set(sentences.map(({ digest }) => digest));
  const missing = [...rowsOf]
    .filter(([digest]) => !present.has(digest))
    .map(([digest, requirements]) => ({ digest, requirements, inFigure: isLabel(requirements) }));
  const same = sentences.every(({ state }) => state !== 'unknown') && missing.every(({ inFigure }) => inFigure);
  return { sentences, missing, same };
}

const isLabel = (requirements: readonly Requirement[]): boolean => requirements.some(({ step }) => step === 'figure');

function requirementsByDigest(catalogue: Catalogue): ReadonlyMap<string, readonly Requirement[]> {
  const rows = new Map<string, Requirement[]>();
  for (const requirement of catalogue.requirements) {
    for (const digest of requirement.sentences) rows.set(digest, [...(rows.get(digest) ?? []), requirement]);
  }
  return rows;
}
