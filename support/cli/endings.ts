// How the program ends where no command says so: wrong usage, a fault of ours, a reader that has gone. Unaware of commands.

import { CommanderError } from 'commander';
import { UserError } from '../verdict/errors';

/** commander puts what it found wrong, and what may have been meant, on lines of their own. */
export function inOneLine(text: string): string {
  const message = text
    .trim()
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ');
  return `${/[.)]$/.test(message) ? message : `${message}.`} Add --help to see what there is.`;
}

/** A reader that has seen enough, such as head, is no failure of ours. */
export function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

/** Left to itself, Node would end with 1, which says that a product does not conform. In a step cucumber catches it. */
export function endAsOurFault(): void {
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    process.stderr.write(`harness error: ${error.stack ?? error.message}\n`);
    process.exit(4);
  });
}

export function exitCodeOf(error: unknown): number {
  // commander has already said what was wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    process.stderr.write(`${error.code}: ${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`harness error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 4;
}
