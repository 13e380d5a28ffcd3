// What a seal commits to of each line of the record: not the values that may have to be withheld, but salted hashes of them. So
// a value can be replaced by its hash later and the seal still holds, and a value that was withheld can be proved by its salt.
// One value has one hash everywhere, so a redacted trace can still be judged. Unaware of files.

import { createHmac, createSecretKey } from 'node:crypto';
import { sha256 } from './digest';

export const FIELD_CLASSES = ['identities', 'bytes', 'addresses'] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];

export interface Salts {
  /** In hexadecimal; undefined where it is not known. */
  saltOf(value: string): string | undefined;
}

const MARK = 'hash:sha256:';
const HASHED = /^hash:sha256:[0-9a-f]{64}$/;
/** Anywhere: a sentence that names one is withheld whole. */
const IDENTITY = /\b(?:sips?|tel|urn):[^\s]/i;
const ADDRESS = /\bhttps?:\/\/|\b\d{1,3}(?:\.\d{1,3}){3}\b/i;
/** Ids of clauses have as many dots as an address of IPv4. */
const CLAUSE = /\b\d\d\.\d{3}-\d+(?:\.\d+)*/g;
/** What results tell of the clauses that they are about says nothing of a product. */
const OF_CLAUSES = 'clauses';
/** Keys below which every text is of the class. */
const BELOW: ReadonlyMap<string, FieldClass> = new Map([
  ['raw', 'bytes'],
  ['challenge', 'bytes'],
  ['bytes', 'bytes'],
  ['head', 'bytes'],
  ['wire', 'addresses'],
  ['source', 'addresses'],
  ['destination', 'addresses'],
  ['ixit', 'addresses'],
  ['options', 'addresses'],
  ['detail', 'addresses'],
  ['problem', 'addresses'],
]);

/** What is told in sentences, which call users by the first part of their identity. */
const SENTENCES: ReadonlySet<string> = new Set(['expected', 'observed', 'reason', 'text']);

export function saltsFrom(seed: string): Salts {
  const key = createSecretKey(seed, 'hex');
  return { saltOf: (value) => createHmac('sha256', key).update(value).digest('hex') };
}

export const saltsOf = (known: Readonly<Record<string, string>>): Salts => ({
  saltOf: (value) => (Object.hasOwn(known, value) ? known[value] : undefined),
});

export const hashOf = (value: string, salt: string): string =>
  MARK + sha256(Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(value)]));

export const isHashed = (value: string): boolean => value.startsWith(MARK) && HASHED.test(value);

function classesOf(key: string, value: string, inherited: FieldClass | undefined): readonly FieldClass[] {
  if (inherited === 'bytes') return ['bytes'];
  const classes: FieldClass[] = inherited ? [inherited] : [];
  if (IDENTITY.test(value) || (SENTENCES.has(key) && value.includes(' '))) classes.push('identities');
  if (inherited !== 'addresses' && hasAddress(value)) classes.push('addresses');
  return classes;
}

const hasAddress = (text: string): boolean => ADDRESS.test(text) && ADDRESS.test(text.replaceAll(CLAUSE, ''));

/** The value with each text of a class replaced as `replace` says. Keys stay; what holds no such text is not copied. */
function mapped(
  value: unknown,
  replace: (text: string, of: readonly FieldClass[]) => string,
  key = '',
  inherited?: FieldClass,
): unknown {
  if (typeof value === 'string') {
    if (isHashed(value)) return value;
    const of = classesOf(key, value, inherited);
    return of.length === 0 ? value : replace(value, of);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => mapped(one, replace, key, inherited));
  const before = value as Readonly<Record<string, unknown>>;
  let after: Record<string, unknown> | undefined;
  for (const name of Object.keys(before)) {
    if (key === '' && name === OF_CLAUSES) continue;
    const inner = mapped(before[name], replace, name, BELOW.get(name) ?? inherited);
    if (inner !== before[name]) (after ??= { ...before })[name] = inner;
  }
  return after ?? before;
}

/** The digest that a seal holds of a JSON value; undefined where the salt of a text in it is not known. */
export type Commit = (value: unknown) => string | undefined;

/** Identities and addresses come again and again: each is hashed once. */
export function committer(salts: Salts): Commit {
  const hashes = new Map<string, string>();
  return (value) => {
    const unknown: string[] = [];
    const form = mapped(value, (text, of) => {
      const known = hashes.get(text);
      if (known !== undefined) return known;
      const salt = salts.saltOf(text);
      if (salt === undefined) unknown.push(text);
      const hash = hashOf(text, salt ?? '');
      if (!of.includes('bytes') && salt !== undefined) hashes.set(text, hash);
      return hash;
    });
    return unknown.length > 0 ? undefined : sha256(JSON.stringify(form));
  };
}

export interface Withheld {
  readonly value: unknown;
  /** By hash: the value that it stands for and its salt. */
  readonly openings: ReadonlyMap<string, { readonly value: string; readonly salt: string }>;
  /** Values of classes that are shown, each with the salt that a verifier needs. */
  readonly shown: ReadonlyMap<string, string>;
}

export function withhold(value: unknown, classes: ReadonlySet<FieldClass>, salts: Salts): Withheld {
  const openings = new Map<string, { value: string; salt: string }>();
  const shown = new Map<string, string>();
  const redacted = mapped(value, (text, of) => {
    const salt = salts.saltOf(text);
    if (salt === undefined) return text;
    if (!of.some((one) => classes.has(one))) {
      shown.set(text, salt);
      return text;
    }
    const hash = hashOf(text, salt);
    openings.set(hash, { value: text, salt });
    return hash;
  });
  return { value: redacted, openings, shown };
}
