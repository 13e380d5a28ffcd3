// Ends the programs that are still there when this process goes, however it goes: at its exit, or by a signal that nobody
// else here takes care of. Only SIGKILL leaves a program the end of its stdin. What a program started in a session of its own is
// known by a mark in its environment, on systems that show it. Unaware of what the programs do.

import fs from 'node:fs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Marks, by group. */
const living = new Map<number, string>();
/** A program that starts another while it is looked for is looked for again. */
const MOST_ROUNDS = 5;

/**
 * @param group the process group, which is the pid of its first process
 * @param mark what stands in the environment of the program, and of no other
 */
export function watchOver(group: number, mark: string): void {
  if (living.size === 0) {
    process.on('exit', endAll);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  living.set(group, mark);
}

/** Ends what is left of the group, and no longer watches over it. */
export function reap(group: number): void {
  const mark = living.get(group);
  if (mark === undefined) return;
  living.delete(group);
  signalGroup(group, 'SIGKILL');
  endMarked(mark);
  if (living.size > 0) return;
  process.off('exit', endAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

/** A group that is gone is no failure. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** A child that took the mark out of its environment is not found: docs/threat-model.md says so. */
function endMarked(mark: string): void {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const marked = processesWith(mark);
    if (marked.length === 0) return;
    for (const pid of marked) signalProcess(pid);
  }
}

function processesWith(mark: string): readonly number[] {
  const pids = fs.existsSync('/proc/self/environ') ? fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return pids.map(Number).filter((pid) => pid !== process.pid && holds(`/proc/${pid}/environ`, mark));
}

/** Of a process of somebody else, or one that has gone, nothing can be read; one that has ended has no environment. */
function holds(file: string, mark: string): boolean {
  try {
    return fs.readFileSync(file, 'latin1').split('\0').includes(mark);
  } catch {
    return false;
  }
}

function signalProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
}

function endAll(): void {
  for (const group of [...living.keys()]) reap(group);
}

function onSignal(signal: NodeJS.Signals): void {
  // Whoever else listens ends the run in its own time, and the programs with it.
  if (process.listenerCount(signal) > 1) return;
  endAll();
  process.kill(process.pid, signal);
}
