// Reads a number that stands behind an option.

import { UserError } from '../verdict/errors';

/** @throws UserError with what was expected */
export function wholeNumber(option: string, given: string, least = 1, most = Infinity): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
  const example = Math.min(Math.max(10, least), most);
  throw new UserError(
    'MCX-USAGE',
    `${option} expects a whole number ${range}, found ${given}; give one, such as ${option} ${example}`,
  );
}
