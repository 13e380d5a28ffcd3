// The words in which a wire whose answers have a status said no. Unaware of which wire that is.

import type { MessageEvent } from './trace';

const SAYS_NO = /^[3-6]\d\d\b/;

/**
 * Such as `480 Temporarily Unavailable`, and behind it the header fields that say why.
 * @returns undefined for what is no answer with a status, or no refusal
 */
export function refusalWords({ wire: { status = '', advice } }: Pick<MessageEvent, 'wire'>): string | undefined {
  if (!SAYS_NO.test(status)) return undefined;
  return advice === undefined ? status.trim() : `${status.trim()}, ${advice}`;
}
