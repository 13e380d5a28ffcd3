// A party compares identities in their one spelling and hands the identity of a regroup group back as it was last written to it, so that
// whoever compares texts knows its own again.

import { canonicalId } from '../procedure/identities';
import type { FlowBody } from '../procedure/flows';
import type { Output } from './machine';

/** Spellings that are not the one; of so many the oldest are forgotten. */
const KEPT = 1_000;

export interface Spelling {
  hear(body: FlowBody): void;
  /** The outputs, each with the identity as it was heard. */
  spell(outputs: readonly Output[]): readonly Output[];
}

export function createSpelling(): Spelling {
  const written = new Map<string, string>();
  return {
    hear(body) {
      if (!('regroupGroupId' in body)) return;
      const id = canonicalId(body.regroupGroupId);
      written.delete(id);
      if (id === body.regroupGroupId) return;
      written.set(id, body.regroupGroupId);
      const [oldest] = written.keys();
      if (written.size > KEPT && oldest !== undefined) written.delete(oldest);
    },
    spell: (outputs) => (written.size === 0 ? outputs : outputs.map((output) => spelt(output, written))),
  };
}

function spelt(output: Output, written: ReadonlyMap<string, string>): Output {
  if (output.kind !== 'send' || !('regroupGroupId' in output.body)) return output;
  const regroupGroupId = written.get(output.body.regroupGroupId ?? '');
  if (regroupGroupId === undefined) return output;
  return { ...output, body: { ...output.body, regroupGroupId } } as Output; // another spelling of the same body
}
