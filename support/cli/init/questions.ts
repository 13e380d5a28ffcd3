// Asks questions, one line each. What cannot be used is said and asked again, until the input ends. Unaware of what is asked.

import type readline from 'node:readline';
import type { Writable } from 'node:stream';
import { UserError } from '../../verdict/errors';

/**
 * @param given not asked for where it is there
 * @param proposed taken for an empty answer
 * @param read throws a UserError for what cannot be used
 */
export type Ask = <T>(
  question: string,
  given: string | undefined,
  proposed: string,
  read: (answer: string) => T,
) => Promise<T>;

/** @param terminal undefined where nothing is to be asked, and all that is not given is as proposed */
export function askOn(terminal: readline.Interface | undefined, output: Writable): Ask {
  // Lines may come faster than questions do, where the input is no terminal.
  const lines = terminal?.[Symbol.asyncIterator]();
  return async (question, given, proposed, read) => {
    if (given !== undefined || lines === undefined) return read(given ?? proposed);
    for (;;) {
      output.write(`${question} [${proposed}]: `);
      const line = await lines.next();
      if (line.done === true) {
        output.write('\n');
        throw new UserError(
          'MCX-INIT',
          `expected an answer to "${question}", but the input ended; add --yes to take what is proposed`,
        );
      }
      try {
        return read(line.value.trim() || proposed);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        output.write(`  ${error.message}\n`);
      }
    }
  };
}
