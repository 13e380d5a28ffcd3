// A whole number as users give one: decimal digits alone, so that 1e3, 0x10 and nothing at all are told and not taken.

/** @returns undefined where `given` is no such number from `least` to `most` */
export function wholeNumberIn(given: string, least: number, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const number = /^\d+$/.test(given) ? Number(given) : NaN;
  return number >= least && number <= most ? number : undefined;
}
