// Makes of a sealed record one that can be shared: chosen texts give way to their salted hashes, what cannot be redacted text by
// text is left out, and the seal of the lab still holds. What was withheld, with its salts, is handed back apart.

import type { FieldClass } from './commitment';
import { saltsFrom, withhold } from './commitment';
import { linesOf, RECORD, type RecordFiles } from './record-folder';

export interface Redacted {
  readonly files: RecordFiles;
  /** By hash, the value that it stands for and its salt: for the lab alone. */
  readonly openings: Readonly<Record<string, { readonly value: string; readonly salt: string }>>;
}

/** Files that hold no text of the run; all others are left out of a redacted record. */
const KEPT: ReadonlySet<string> = new Set([
  RECORD.envelope,
  RECORD.signer,
  RECORD.manifest,
  RECORD.links,
  RECORD.profile,
]);

export function redactRecord(files: RecordFiles, classes: readonly FieldClass[]): Redacted {
  const salts = saltsFrom((files.get(RECORD.seed)?.toString('utf8') ?? '').trim());
  const chosen = new Set(classes);
  const openings = new Map<string, { readonly value: string; readonly salt: string }>();
  const shown = new Map<string, string>();
  const redacted = (text: string): unknown => {
    const done = withhold(JSON.parse(text), chosen, salts);
    for (const [hash, opening] of done.openings) openings.set(hash, opening);
    for (const [value, salt] of done.shown) shown.set(value, salt);
    return done.value;
  };
  const lines = linesOf(files.get(RECORD.events) ?? Buffer.alloc(0)) ?? [];
  const events = lines.map((line) => `${JSON.stringify(redacted(line))}\n`).join('');
  const results = `${JSON.stringify(redacted((files.get(RECORD.results) ?? Buffer.from('null')).toString('utf8')), null, 2)}\n`;
  const kept = [...files].filter(([name]) => KEPT.has(name));
  const withheld = [...files.keys()].filter(
    (name) => !KEPT.has(name) && name !== RECORD.events && name !== RECORD.results,
  );
  const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  return {
    files: new Map([
      ...kept,
      [RECORD.events, Buffer.from(events)],
      [RECORD.results, Buffer.from(results)],
      [RECORD.salts, json(Object.fromEntries(shown))],
      [RECORD.redaction, json({ version: 1, classes, withheld })],
    ]),
    openings: Object.fromEntries(openings),
  };
}
