// A message of ours that did not leave in time: what a product made of having it late is our fault and never its own. Pure.

import type { Story } from '../oracle/story';

/** Half of what a run waits for a message where the target file says nothing. */
const TOO_LATE_MS = 1000;

/** In words, the message that left latest of all, where one left too late. */
export function leftTooLate({ messages }: Pick<Story, 'messages'>): string | undefined {
  let latest: { readonly ms: number; readonly words: string } | undefined;
  for (const { id, flow, from, writtenBy, wire } of messages) {
    const ms = writtenBy === 'harness' ? Number(wire['lateMs'] ?? 0) : 0;
    if (ms < TOO_LATE_MS || (latest && latest.ms >= ms)) continue;
    latest = {
      ms,
      words: `${flow} of the ${from.party ?? from.id} (${id}) left ${ms} ms late, for our own event loop was busy`,
    };
  }
  return latest?.words;
}
