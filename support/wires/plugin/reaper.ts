// Ends the programs that are still there when this process goes, however it goes: at its exit, or by a signal that nobody
// else here takes care of. Only SIGKILL leaves a program the end of its stdin. Unaware of what the programs do.

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const living = new Set<number>();

/** @param group the process group, which is the pid of its first process */
export function watchOver(group: number): void {
  if (living.size === 0) {
    process.on('exit', endAll);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  living.add(group);
}

/** Ends what is left of the group, and no longer watches over it. */
export function reap(group: number): void {
  if (!living.delete(group)) return;
  signalGroup(group, 'SIGKILL');
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

function endAll(): void {
  for (const group of [...living]) reap(group);
}

function onSignal(signal: NodeJS.Signals): void {
  // Whoever else listens ends the run in its own time, and the programs with it.
  if (process.listenerCount(signal) > 1) return;
  endAll();
  process.kill(process.pid, signal);
}
