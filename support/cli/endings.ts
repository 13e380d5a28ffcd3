// How the program ends where no command says so: wrong usage, a system that gives nothing any more, a fault of ours, a reader
// that has gone. Unaware of commands.

import { CommanderError } from 'commander';
import { harmless } from '../verdict/harmless';
import { UserError } from '../verdict/errors';

/** commander puts what it found wrong, and what may have been meant, on lines of their own. */
export function inOneLine(text: string): string {
  const message = text
    .trim()
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ');
  return `${/[.)]$/.test(message) ? message : `${message}.`} Add --help to see what there is.`;
}

type Write = typeof process.stdout.write;

/**
 * A reader that has seen enough, such as head, is no failure of ours: who only prints ends quietly. A command that does more
 * than print does it to its end all the same, and does not end with 0: nobody has read what it came to.
 *
 * @param goesOn whether the command does more than print
 */
export function endWithoutReader(goesOn: () => boolean): void {
  let isLost = false;
  const lose = ({ code, message }: NodeJS.ErrnoException): void => {
    if (code === 'EPIPE' && !goesOn()) process.exit();
    if (isLost) return;
    isLost = true;
    process.on('exit', (exitCode) => {
      if (exitCode !== 1 && exitCode !== 2) process.exitCode = 4;
    });
    const then = goesOn() ? 'what is written to files is written all the same' : 'nothing more is printed';
    tell(`MCX-OUTPUT-LOST: what is printed cannot be written any more (${message}); ${then}.`);
  };
  const { stdout } = process;
  stdout.on('error', lose);
  // A file that cannot grow throws where a pipe tells of it later.
  const write = stdout.write.bind(stdout) as (...given: Parameters<Write>) => boolean;
  stdout.write = ((...given: Parameters<Write>) => {
    try {
      return write(...given);
    } catch (error) {
      lose(error as NodeJS.ErrnoException);
      return false;
    }
  }) as Write;
}

/** Where nobody reads errors either, there is nothing left to say. */
export function tell(line: string): void {
  try {
    process.stderr.write(
      `${line
        .split('\n')
        .map((one) => harmless(one))
        .join('\n')}\n`,
    );
  } catch {
    return;
  }
}

/** Left to itself, Node would end with 1, which says that a product does not conform. In a step cucumber catches it. */
export function endAsOurFault(): void {
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    process.exit(exitCodeOf(error));
  });
}

/** Whatever an error left open may keep the process alive no longer. */
const LAST_MS = 2000;

export function endSoon(): void {
  setTimeout(() => process.exit(), LAST_MS).unref();
}

/** What the system refuses, which no line of ours could mend: a full disk, no descriptors, no rights. */
const isOfTheSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;

export function exitCodeOf(error: unknown): number {
  // commander has already said what was wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UserError) {
    tell(`${error.code}: ${error.lines.map((line) => harmless(line)).join('\n')}`);
    return error.exitCode;
  }
  if (isOfTheSystem(error))
    tell(`MCX-SYSTEM: the system refused what was needed: ${harmless(error.message)}. Mend that, and run it again.`);
  else tell(`harness error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return 4;
}
