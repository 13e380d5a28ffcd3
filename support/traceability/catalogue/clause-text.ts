// Which text of the clause the suite was written for: its number, release, change, and one digest over all of its sentences.
// Pure.

import { createHash } from 'node:crypto';
import type { RunResult } from '../../verdict/results';
import type { Catalogue } from './catalogue';

export function clauseText({ clause, text, requirements, withoutStatement }: Catalogue): Required<RunResult['spec']> {
  const sentences = new Set([...requirements.flatMap((row) => row.sentences), ...withoutStatement]);
  const lines = [...sentences].sort().map((digest) => `${digest}\n`);
  const digest = `sha256:${createHash('sha256').update(lines.join('')).digest('hex')}`;
  return { clause: clause.split(' ').at(-1) ?? clause, ...text, digest };
}
