// Makes of a sealed record one that can be shared: chosen texts give way to their salted hashes, what cannot be redacted text by
// text is left out, and the seal of the lab still holds. What was withheld, with its salts, is handed back apart.

import { hashOf, looksHashed, macOf, mapped, saltsFrom, tokenOf, tokensOf, type SaltsOfLeaf } from './commitment';
import { classify, type FieldClass, type Leaf } from './field-classes';
import { jsonFile, linesOf, RECORD, textOf, type RecordFiles } from './record-folder';
import { leftOut, redactionFile, REPLACED, saltsFile, withheldBeside, type Shown } from './redaction';

export interface Opening {
  readonly value: unknown;
  readonly salt: string;
}

export interface Redacted {
  readonly files: RecordFiles;
  /** What is withheld, which may be more than was chosen. */
  readonly classes: readonly FieldClass[];
  /** By hash, the value that it stands for and its salt: for the lab alone. */
  readonly openings: Readonly<Record<string, Opening>>;
}

/** @param files a record that was verified */
export function redactRecord(files: RecordFiles, chosen: readonly FieldClass[]): Redacted {
  const saltsOf = saltsFrom(textOf(files, RECORD.seed).trim());
  const events = (linesOf(files.get(RECORD.events) ?? Buffer.alloc(0)) ?? []).map(
    (line) => JSON.parse(line) as unknown,
  );
  const results: unknown = JSON.parse(textOf(files, RECORD.results));
  const classes = classify(events, results, looksHashed);
  const openings: Record<string, Opening> = {};
  const shown = new Map<string, Shown>();
  const known = new Map<string, Leaf>();

  function open(leaf: Leaf, salts: SaltsOfLeaf): void {
    tokensOf(leaf).forEach((token, at) => {
      const salt = salts[at] ?? '';
      openings[macOf(token, salt)] = { value: JSON.parse(token) as unknown, salt };
    });
  }

  function replace(leaf: Leaf): Leaf {
    const of = classes.of(leaf);
    if (of.length === 0) return leaf;
    const token = tokenOf(leaf);
    const before = known.get(token);
    if (before !== undefined) return before;
    const salts = saltsOf(leaf);
    const isHidden = (typeof leaf === 'string' && looksHashed(leaf)) || of.some((one) => chosen.includes(one));
    if (isHidden) open(leaf, salts);
    else shown.set(token, { value: leaf, classes: of, salts });
    const after = isHidden ? hashOf(leaf, of, salts) : leaf;
    known.set(token, after);
    return after;
  }

  const lines = events.map((event) => `${JSON.stringify(mapped(event, replace))}\n`).join('');
  const told = mapped(results, replace);
  const withheld = leftOut([...files.keys()].filter((name) => name !== RECORD.envelope));
  const all = withheldBeside(shown.values());
  const kept = [...files].filter(([name]) => !withheld.includes(name) && !REPLACED.includes(name));
  return {
    files: new Map([
      ...kept,
      [RECORD.events, Buffer.from(lines)],
      [RECORD.results, jsonFile(told)],
      [RECORD.salts, saltsFile(shown.values())],
      [RECORD.redaction, redactionFile({ classes: all, withheld })],
    ]),
    classes: all,
    openings,
  };
}
