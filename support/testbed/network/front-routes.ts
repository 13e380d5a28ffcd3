// Which worker a message belongs to: the one whose label begins a scope inside the message, or the name of its regroup group,
// or the one that this regroup group was first seen with. Unaware of the wire and of what messages mean.

import { canonicalId, scopeLabels } from '../../procedure/identities';
import type { PartyName } from '../../procedure/roles';

export interface FrontWorker {
  /** Begin every scope and every identity that the worker makes, and none of another worker; all of one length. */
  readonly labels: readonly string[];
  /** Where its parties take what comes to the front. */
  readonly addresses: Readonly<Partial<Record<PartyName, string>>>;
}

export interface FrontRoutes {
  add(worker: FrontWorker): void;
  /** Where a party's message is taken. What belongs to nobody goes to the first worker, which records it as a stray. */
  find(party: PartyName, text: string): string | undefined;
}

export function createFrontRoutes(): FrontRoutes {
  const workers: FrontWorker[] = [];
  const byLabel = new Map<string, FrontWorker>();
  const lengths = new Set<number>();
  const learned = new Map<string, FrontWorker>();

  function labelled(labels: Iterable<string>): FrontWorker | undefined {
    for (const label of labels)
      for (const length of lengths) {
        const worker = byLabel.get(label.slice(0, length));
        if (worker) return worker;
      }
    return undefined;
  }

  function workerOf(text: string): FrontWorker | undefined {
    const named = labelled(scopeLabels(text));
    const regroup = regroupGroupIn(text);
    if (regroup === undefined) return named;
    const worker = named ?? learned.get(regroup) ?? labelled(wordsIn(regroup));
    if (worker && !learned.has(regroup)) learned.set(regroup, worker);
    return worker;
  }

  return {
    add(worker) {
      workers.push(worker);
      for (const label of worker.labels) {
        byLabel.set(label, worker);
        lengths.add(label.length);
      }
    },
    find: (party, text) => (workerOf(text) ?? workers[0])?.addresses[party],
  };
}

/** A regroup group that a played server named carries the label of its worker, though not as a scope. */
const wordsIn = (id: string): readonly string[] => id.match(/[a-z0-9]+/g) ?? [];

function regroupGroupIn(text: string): string | undefined {
  try {
    const { regroupGroupId } = Object(JSON.parse(text)) as { readonly regroupGroupId?: unknown };
    return typeof regroupGroupId === 'string' ? canonicalId(regroupGroupId) : undefined;
  } catch {
    // Whoever takes it says what is wrong with it.
    return undefined;
  }
}
