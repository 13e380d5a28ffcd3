// Hides from the programs that are started here what this process was started with. On Linux any program of the same user can read
// /proc/<pid>/environ, which shows the memory in which the environment was handed over, secrets included, also after a variable was
// deleted. Here each variable is copied to a place of its own and the memory is overwritten. Unaware of which variables are secrets.
//
// What it cannot hide: the memory of this process, where the system lets programs of one user read it, and the environment of
// whoever started this process.

import fs from 'node:fs';

/** Fields of /proc/self/stat, counted behind the name of the program: where the environment begins and ends. */
const [BEGIN, END] = [47, 48];
/** No system hands over more. */
const MOST = 16 * 1_048_576;

let hidden: boolean | undefined;

/** Once in the life of a process. Returns whether the environment cannot be read any more. */
export function hideOwnEnvironment(): boolean {
  return (hidden ??= overwritten());
}

function overwritten(): boolean {
  try {
    const [begin, end] = region();
    if (!(begin > 0 && end > begin && end - begin <= MOST)) return false;
    // Setting a variable copies it: whoever asks for it later, a library included, finds the copy.
    for (const [name, value] of Object.entries(process.env)) process.env[name] = value;
    const memory = fs.openSync('/proc/self/mem', 'r+');
    try {
      fs.writeSync(memory, Buffer.alloc(end - begin), 0, end - begin, begin);
    } finally {
      fs.closeSync(memory);
    }
    return fs.readFileSync('/proc/self/environ').every((byte) => byte === 0);
  } catch {
    // No Linux, or one that does not let a process write its own memory this way.
    return false;
  }
}

function region(): readonly [number, number] {
  const stat = fs.readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [Number(fields[BEGIN]), Number(fields[END])];
}
