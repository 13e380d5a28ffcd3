// Whether this process may open as many files and sockets as a run needs. Where it may not, parties fall silent one by one and
// products would look at fault; so it is found out before anything is opened.

import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { UserError } from '../verdict/errors';

/** The parties of all systems with a few connections each, the reports, and what is read meanwhile. */
const NEEDED = 200;

/** @throws UserError where there are too few */
export function mustHaveDescriptors(needed = NEEDED): void {
  const opened: number[] = [];
  try {
    while (opened.length < needed) opened.push(openSync(devNull, 'r'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EMFILE' && code !== 'ENFILE') throw error;
    throw new UserError(
      'MCX-DESCRIPTORS',
      `expected to be allowed ${needed} more open files and sockets, found ${opened.length} (${code}). Raise the limit, for example with ulimit -n 1024, or close other programs.`,
    );
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}
