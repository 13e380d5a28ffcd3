// A text as Markdown that shows it as it is.

import { harmless } from '../../verdict/harmless';

/** The fence is longer than any in the text, so that nothing an implementation said can end it. */
export function codeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([fence]) => fence.length));
  const fence = '`'.repeat(longest + 1);
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => harmless(line));
  return `${fence}text\n${lines.join('\n')}\n${fence}\n`;
}
