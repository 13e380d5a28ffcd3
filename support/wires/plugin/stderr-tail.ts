// The last that a program said on stderr, for the error that tells of its end. Secrets that it was given are masked.

import { spellingsOf } from '../../ports/secret-spellings';

export interface Tail {
  add(chunk: Buffer): void;
  /** The last lines in one, short enough for an error; empty where nothing was said. */
  lastLines(): string;
}

const KEPT_BYTES = 65_536;
const TOLD_LINES = 8;
const TOLD_CHARACTERS = 800;
/** A value so short is no secret, and masking it would hide half of every text. */
const SHORTEST_SECRET = 4;

export function createTail(secrets: readonly string[]): Tail {
  const masked = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap(spellingsOf)
    .toSorted((a, b) => b.length - a.length);
  // Longer by a secret than what is kept, so that no cut lays one bare.
  const most = KEPT_BYTES + Math.max(0, ...masked.map((secret) => Buffer.byteLength(secret)));
  let kept = Buffer.alloc(0);

  function text(): string {
    let shown = kept.toString('utf8');
    for (const secret of masked) shown = shown.replaceAll(secret, '***');
    return shown.slice(-KEPT_BYTES);
  }

  return {
    add(chunk) {
      const part = chunk.subarray(-most);
      kept = Buffer.concat([kept.subarray(Math.max(0, kept.length + part.length - most)), part]);
    },
    lastLines() {
      const lines = text()
        .split(/\s*\n\s*/)
        .filter((line) => line !== '');
      return lines.slice(-TOLD_LINES).join(' | ').slice(-TOLD_CHARACTERS);
    },
  };
}
