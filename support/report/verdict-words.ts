// The verdict of a run in the words that a reader sees.

export const VERDICT_WORDS = {
  pass: 'conforms',
  inconclusive: 'could not be told',
  fail: 'does not conform',
  error: 'harness error',
} as const;
