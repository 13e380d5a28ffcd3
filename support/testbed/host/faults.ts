// Failures of our own that nobody waits for at the moment. The next who asks anything of the testbed is told, once.

import type { HarnessFault } from '../../verdict/errors';

export interface Faults {
  note(fault: HarnessFault): void;
  /** Throws the first fault that was not thrown yet. */
  raise(): void;
}

export function createFaults(): Faults {
  const noted: HarnessFault[] = [];
  return {
    note: (fault) => noted.push(fault),
    raise() {
      const fault = noted.shift();
      if (fault) throw fault;
    },
  };
}
