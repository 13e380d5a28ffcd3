// Reads a number that stands behind an option.

import { wholeNumberIn } from '../run/whole-number';
import { UserError } from '../verdict/errors';

/** @throws UserError with what was expected */
export function wholeNumber(option: string, given: string, least = 1, most?: number): number {
  const number = wholeNumberIn(given, least, most);
  if (number !== undefined) return number;
  const range = most === undefined ? `from ${least}` : `from ${least} to ${most}`;
  const example = Math.min(Math.max(10, least), most ?? Infinity);
  throw new UserError(
    'MCX-USAGE',
    `${option} expects a whole number ${range}, found ${given}; give one, such as ${option} ${example}`,
  );
}
