// The ladders of docs/clause-findings.md, each written behind the mark that names its walk. Pure.

import type { ClauseFinding } from './kept';
import { ladderText } from './ladder';
import { replay } from './replay';
import { walkOf } from './survey';

/** A mark, with the ladder behind it where there is one. */
const MARKED = /<!-- ladder (C-\d+) -->\n(?:\n```text\n[^]*?\n```\n)?/g;

/** The page with the ladders that the walks give now. */
export function withLadders(page: string, findings: readonly ClauseFinding[]): string {
  const byId = new Map(findings.map((one) => [one.id, one]));
  return page.replace(MARKED, (marked, id: string) => {
    const finding = byId.get(id);
    if (finding === undefined) return marked;
    return `<!-- ladder ${id} -->\n\n\`\`\`text\n${ladderText(replay(walkOf(finding)))}\n\`\`\`\n`;
  });
}

/** The findings that a page shows. */
export const shownIn = (page: string): readonly string[] => [...page.matchAll(MARKED)].map(([, id = '']) => id);
