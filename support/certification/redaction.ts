// What a redacted record says of itself: what is withheld, and of what it shows the salts by which the seal still fits. Both follow
// from the record, so that whoever reads it works them out again and believes neither file.

import { parseShallow } from '../schema/json-depth';
import {
  classesOfHash,
  hashOf,
  looksHashed,
  remembering,
  SALT,
  tokenOf,
  tokensOf,
  type SaltsOfLeaf,
} from './commitment';
import { FIELD_CLASSES, type FieldClass, type Leaf } from './field-classes';
import { jsonFile, RECORD } from './record-folder';

export interface Redaction {
  readonly classes: readonly FieldClass[];
  /** Files that are left out. */
  readonly withheld: readonly string[];
}

/** A text of a class that is not withheld. */
export interface Shown {
  readonly value: Leaf;
  readonly classes: readonly FieldClass[];
  readonly salts: SaltsOfLeaf;
}

const VERSION = 2;

/** Files of the seal that hold no text of the run. */
const KEPT: ReadonlySet<string> = new Set([RECORD.signer, RECORD.manifest, RECORD.links, RECORD.profile]);
/** Those in which texts give way to their hashes. */
export const REPLACED: readonly string[] = [RECORD.events, RECORD.results];

/** Of the files that were sealed, those that a redacted record leaves out, by name. */
export const leftOut = (sealed: readonly string[]): readonly string[] =>
  sealed.filter((name) => !KEPT.has(name) && !REPLACED.includes(name)).toSorted();

export const redactionFile = ({ classes, withheld }: Redaction): Buffer =>
  jsonFile({ version: VERSION, classes, withheld });
export const saltsFile = (shown: Iterable<Shown>): Buffer => jsonFile({ version: VERSION, shown: [...shown] });

/** Those of which nothing is shown: who withholds what names somebody withholds the bytes in which the name stands. */
export function withheldBeside(shown: Iterable<Shown>): readonly FieldClass[] {
  const open = new Set([...shown].flatMap(({ classes }) => classes));
  return FIELD_CLASSES.filter((name) => !open.has(name));
}

/** By its JSON, what is shown; undefined where it is no such file. */
export function shownIn(bytes: Buffer | undefined): ReadonlyMap<string, Shown> | undefined {
  const data = parsed(bytes) as { readonly version?: unknown; readonly shown?: unknown } | undefined;
  if (data?.version !== VERSION || !Array.isArray(data.shown) || !data.shown.every(isShown)) return undefined;
  const shown = new Map(data.shown.map((one) => [tokenOf(one.value), one]));
  return shown.size === data.shown.length && saltsFile(shown.values()).equals(bytes ?? Buffer.alloc(0))
    ? shown
    : undefined;
}

function isShown(value: unknown): value is Shown {
  if (typeof value !== 'object' || value === null) return false;
  const { value: leaf, classes, salts } = value as Readonly<Record<string, unknown>>;
  return (
    (typeof leaf === 'string' || typeof leaf === 'number') &&
    Array.isArray(classes) &&
    classes.length > 0 &&
    FIELD_CLASSES.filter((name) => classes.includes(name)).join() === classes.join() &&
    Array.isArray(salts) &&
    salts.length === tokensOf(leaf).length &&
    salts.every((salt) => typeof salt === 'string' && SALT.test(salt))
  );
}

/** What a record tells of its redaction; undefined where that cannot be read. */
export function redactionIn(bytes: Buffer): Redaction | undefined {
  const data = parsed(bytes) as Partial<Redaction> | undefined;
  const { classes, withheld } = Object(data) as Partial<Redaction>;
  if (!isListOfTexts(classes) || !isListOfTexts(withheld)) return undefined;
  const sound = FIELD_CLASSES.filter((name) => classes.includes(name));
  return redactionFile({ classes: sound, withheld }).equals(bytes) ? { classes: sound, withheld } : undefined;
}

const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function parsed(bytes: Buffer | undefined): unknown {
  try {
    return bytes && parseShallow(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What was met on the way through the texts of a redacted record. */
export interface Walk {
  /** The texts as the seal has them. */
  readonly form: (leaf: Leaf) => Leaf;
  /** In the order in which they were met. */
  readonly shown: ReadonlyMap<string, Shown>;
  /** The classes of the hashes, each set of them once. */
  readonly hashed: ReadonlyMap<string, readonly FieldClass[]>;
  /** What looks like a hash, and is none. */
  readonly unreadable: readonly string[];
}

/** @param known by its JSON, what is shown */
export function walkWith(known: ReadonlyMap<string, Shown>): Walk {
  const shown = new Map<string, Shown>();
  const hashed = new Map<string, readonly FieldClass[]>();
  const unreadable: string[] = [];
  const form = remembering((leaf) => {
    if (typeof leaf === 'string' && looksHashed(leaf)) {
      const classes = classesOfHash(leaf);
      if (classes === undefined) unreadable.push(leaf);
      else hashed.set(classes.join(), classes);
      return leaf;
    }
    const one = known.get(tokenOf(leaf));
    if (one === undefined) return leaf;
    shown.set(tokenOf(leaf), one);
    return hashOf(one.value, one.classes, one.salts);
  });
  return { form, shown, hashed, unreadable };
}
