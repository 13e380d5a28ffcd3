// What a seal commits to of each line of the record: not the texts that may have to be withheld, but keyed hashes of them, each with
// a salt of its own. So a text can give way to its hash later and the seal still holds, and a text that was withheld can be proved
// by its salt. One text has one hash everywhere, and two spellings of one identity have one that is the same, so that a redacted
// trace can still be judged. Unaware of files.

import { createHmac } from 'node:crypto';
import { canonicalId } from '../procedure/identities';
import { sha256 } from './digest';
import { FIELD_CLASSES, type FieldClass, type Leaf } from './field-classes';

/** Of the form of a record: what is committed to and how. Another form is another version. */
export const FORMAT = {
  version: 2,
  commitment: 'HMAC-SHA-256 of the JSON text, keyed by a salt of 32 bytes of its own',
  classes: FIELD_CLASSES,
} as const;

/** In hexadecimal: of the text as it is and, where that is another, of its canonical spelling, which comes first. */
export type SaltsOfLeaf = readonly [string] | readonly [string, string];

const LETTERS: Readonly<Record<FieldClass, string>> = { identities: 'i', bytes: 'b', addresses: 'a' };
const BEGINNING = 'hash:';
const MARK = /^hash:hmac-sha256:(?=[iba])(i?b?a?):[0-9a-f]{64}(?:~[0-9a-f]{64})?$/;
export const SALT = /^[0-9a-f]{64}$/;

/** A text that a reader could take for a hash: one of the run's own is never shown. */
export const looksHashed = (text: string): boolean => text.startsWith(BEGINNING);

/** The classes of a text that stands there as its hash; undefined where it is no hash. */
export function classesOfHash(text: string): readonly FieldClass[] | undefined {
  const letters = MARK.exec(text)?.[1];
  return letters === undefined ? undefined : FIELD_CLASSES.filter((name) => letters.includes(LETTERS[name]));
}

/** JSON tells a number from a text of the same digits. */
export const tokenOf = (leaf: Leaf): string => JSON.stringify(leaf);

/** What is hashed of it, in the order of its salts. */
export function tokensOf(leaf: Leaf): readonly [string] | readonly [string, string] {
  const one = typeof leaf === 'string' ? canonicalId(leaf) : leaf;
  return one === leaf ? [tokenOf(leaf)] : [tokenOf(one), tokenOf(leaf)];
}

export const macOf = (token: string, salt: string): string =>
  createHmac('sha256', Buffer.from(salt, 'hex')).update(token).digest('hex');

/** @param salts as many as it has tokens */
export function hashOf(leaf: Leaf, classes: readonly FieldClass[], salts: readonly string[]): string {
  const macs = tokensOf(leaf).map((token, at) => macOf(token, salts[at] ?? ''));
  return `${BEGINNING}hmac-sha256:${classes.map((name) => LETTERS[name]).join('')}:${macs.join('~')}`;
}

/** Every salt follows from one seed, which nobody has who was not given the whole record. */
export function saltsFrom(seed: string): (leaf: Leaf) => SaltsOfLeaf {
  const key = Buffer.from(seed, 'hex');
  return (leaf) =>
    tokensOf(leaf).map((token) => createHmac('sha256', key).update(token).digest('hex')) as unknown as SaltsOfLeaf;
}

/** The value with each text and number in it replaced, keys too; the value itself where that changes nothing. */
export function mapped(value: unknown, replace: (leaf: Leaf) => Leaf): unknown {
  if (typeof value === 'string' || typeof value === 'number') return replace(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => mapped(one, replace));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [replace(name), mapped(inner, replace)]));
}

/** What the seal holds of a JSON value. */
export const commitmentTo = (value: unknown, form: (leaf: Leaf) => Leaf): string =>
  sha256(JSON.stringify(mapped(value, form)));

/** Remembers what a leaf becomes. Bytes come once, and are long. */
export function remembering(form: (leaf: Leaf) => Leaf): (leaf: Leaf) => Leaf {
  const known = new Map<Leaf, Leaf>();
  return (leaf) => {
    const before = known.get(leaf);
    if (before !== undefined) return before;
    const after = form(leaf);
    if (String(leaf).length <= LONGEST_KEPT) known.set(leaf, after);
    return after;
  };
}

const LONGEST_KEPT = 200;
