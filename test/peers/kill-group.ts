// Ends a program that was started in a process group of its own, and all that it started, and no other process.

import type { ChildProcess } from 'node:child_process';

export function killGroup(leader: ChildProcess): void {
  if (leader.pid === undefined || leader.exitCode !== null || leader.signalCode !== null) return;
  try {
    process.kill(-leader.pid, 'SIGKILL');
  } catch (error) {
    // It ended by itself between the look and the blow.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
