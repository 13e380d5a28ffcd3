// Which text of each clause the suite was written for: its number, title, release, change, and one digest over all of its
// sentences. Pure.

import { createHash } from 'node:crypto';
import type { RunClause } from '../../verdict/results';
import type { Catalogue } from './catalogue';
import type { ClauseCatalogue } from './clause-catalogue';

export const clauseTexts = ({ clauses }: Pick<Catalogue, 'clauses'>): readonly Required<RunClause>[] =>
  clauses.map(({ id, specification, number, title, text, ...rows }) => ({
    clause: id,
    specification,
    number,
    title,
    ...text,
    digest: digestOf(rows),
  }));

function digestOf({
  requirements,
  withoutStatement,
}: Pick<ClauseCatalogue, 'requirements' | 'withoutStatement'>): string {
  const sentences = new Set([...requirements.flatMap((row) => row.sentences), ...withoutStatement]);
  const lines = [...sentences].sort().map((digest) => `${digest}\n`);
  return `sha256:${createHash('sha256').update(lines.join('')).digest('hex')}`;
}
