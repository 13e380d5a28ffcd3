// Which texts of a run name somebody, hold bytes or tell addresses. What the suite itself writes is listed here; every other text
// may be a product's and counts as naming somebody, wherever it stands: a display name, an element that nobody knows, a key, a
// telephone number without quotes. One text has one answer all over the record. Unaware of hashes and of files.

import { canonicalId } from '../procedure/identities';
import { schemaFiles } from '../schema/schema-files';

export const FIELD_CLASSES = ['identities', 'bytes', 'addresses'] as const;
export type FieldClass = (typeof FIELD_CLASSES)[number];
/** A text, or a number that may be one. */
export type Leaf = string | number;

/**
 * Where a value stands. `ours`: the suite wrote it. `product`: a key is an element that the suite knows, or else a product's own,
 * and `strange` is what is below such a key. `bytes`, `address` and `command` have keys of ours.
 */
type Zone = 'ours' | 'product' | 'strange' | 'bytes' | 'address' | 'command';

/** By key, where what is below it stands; `''` says it of every other key. What is not listed is a product's. */
interface Plan {
  readonly [key: string]: Zone | Plan;
}

const ours = (...names: readonly string[]): Readonly<Record<string, 'ours'>> =>
  Object.fromEntries(names.map((name) => [name, 'ours'] as const));

const CHECK = ours(
  'id',
  'passed',
  'requirement',
  'party',
  'verdict',
  'evidence',
  'follows',
  'interpretation',
  'judged',
);
const NOT_EXECUTED = ours('tp', 'name', 'interrupted', 'notAsked', 'beyondSpec');
const SCENARIO: Plan = {
  ...ours(
    'tp',
    'name',
    'uri',
    'line',
    'feature',
    'rule',
    'requirements',
    'needs',
    'beyondSpec',
    'verdict',
    'scope',
    'traceId',
  ),
  ...ours('span', 'durationMs', 'messages', 'late', 'waited', 'stoppedAt', 'expected', 'executed', 'notExecuted'),
  checks: CHECK,
  faults: ours('verdict'),
};
/** Of a fixture. */
const FACT = {
  ...ours('name', 'system', 'party', 'home', 'scope', 'mayInitiateRegroup', 'inService', 'preconfigured'),
  ...ours('multicastIn', 'gateway'),
};

const PLANS: Readonly<Record<'event' | 'results', Plan>> = {
  event: {
    ...ours('kind', 'id', 'seq', 'at', 'scope', 'flow', 'message', 'by', 'party', 'outcome', 'phase', 'writtenBy'),
    ...ours('writer', 'guessed', 'protocol', 'transport', 'weather', 'parties', 'waitedMs', 'lateMs', 'owed'),
    ...ours('version', 'startedAt', 'suite'),
    passed: CHECK,
    from: ours('party'),
    to: ours('party'),
    fixture: { ...FACT, systems: FACT, users: FACT, groups: FACT },
    answer: 'product',
    body: 'product',
    command: 'command',
    raw: 'bytes',
    challenge: 'bytes',
    bytes: 'bytes',
    lines: 'bytes',
    wire: 'address',
    source: 'address',
    destination: 'address',
    detail: 'address',
    problem: 'address',
  },
  results: {
    ...ours('version', 'suite', 'clauses', 'profile', 'startedAt', 'durationMs', 'verdict', 'exitCode'),
    target: { ...ours('name', 'version', 'adapter', 'underTest', 'ics'), ixit: 'address' },
    options: { ...ours('ordering', 'strength', 'readings', 'audit', 'clause'), '': 'address' },
    passed: CHECK,
    notExecuted: NOT_EXECUTED,
    planned: NOT_EXECUTED,
    notSelected: NOT_EXECUTED,
    audit: ours('item', 'claim', 'finding'),
    strays: ours('count'),
    baseline: ours('day'),
  },
};

/** Nothing but an identity. */
const IDENTITY_ALONE = /^(?:sips?|tel|urn):\S+$/i;
const ADDRESS = /\bhttps?:\/\/|\b\d{1,3}(?:\.\d{1,3}){3}\b/i;
/** Nothing but where something listens. */
const ADDRESS_ALONE = /^(?:https?:\/\/)?(?:\[[0-9a-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}|localhost)(?::\d{1,5})?\/?$/i;
/** A shorter number is a count. */
const SMALLEST_NAME = 10_000;
const ALL = new Set(FIELD_CLASSES);

export interface FieldClasses {
  /** In the order of FIELD_CLASSES; empty for what is never withheld. */
  of(leaf: Leaf): readonly FieldClass[];
}

/** @param isMark texts of the run that look like a hash, which nobody shall take for one */
export function classify(events: Iterable<unknown>, results: unknown, isMark: (text: string) => boolean): FieldClasses {
  const words = vocabulary();
  const plain = new Set<Leaf>();
  const found = new Map<Leaf, Set<FieldClass>>();

  function note(leaf: Leaf, zone: Zone): void {
    if (zone === 'ours' && !(typeof leaf === 'string' && IDENTITY_ALONE.test(leaf))) {
      plain.add(leaf);
      return;
    }
    if (typeof leaf === 'number') {
      if (!['product', 'strange'].includes(zone) || Math.abs(leaf) < SMALLEST_NAME) plain.add(leaf);
    } else if (words.has(leaf) || leaf === '') {
      plain.add(leaf);
      return;
    }
    const one = spelling(leaf);
    const classes = found.get(one) ?? new Set();
    found.set(one, classes);
    for (const name of classesOf(leaf, zone)) classes.add(name);
  }

  function look(value: unknown, zone: Zone): void {
    if (typeof value === 'string' || typeof value === 'number') note(value, zone);
    else if (Array.isArray(value)) for (const one of value) look(one, zone);
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) {
        const isOwn = (zone === 'product' || zone === 'strange') && !words.has(name);
        note(name, isOwn ? 'strange' : 'ours');
        look(inner, isOwn ? 'strange' : zone);
      }
  }

  function follow(value: unknown, plan: Plan): void {
    if (Array.isArray(value)) for (const one of value) follow(one, plan);
    else if (typeof value !== 'object' || value === null) look(value, 'product');
    else
      for (const [name, inner] of Object.entries(value)) {
        note(name, 'ours');
        const zone = Object.hasOwn(plan, name) ? plan[name] : plan[''];
        if (typeof zone === 'object') follow(inner, zone);
        else look(inner, zone ?? 'product');
      }
  }

  for (const event of events) {
    const { scenario, run, ...rest } = Object(event) as Readonly<Record<string, unknown>>;
    follow(rest, PLANS.event);
    for (const [name, inner, plan] of [
      ['scenario', scenario, SCENARIO],
      ['run', run, PLANS.results],
    ] as const)
      if (inner !== undefined) {
        note(name, 'ours');
        follow(inner, plan);
      }
  }
  const { scenarios, ...others } = Object(results) as { readonly scenarios?: unknown };
  note('scenarios', 'ours');
  follow(others, PLANS.results);
  follow(scenarios ?? [], SCENARIO);

  return {
    of(leaf) {
      if (typeof leaf === 'string' && isMark(leaf)) return FIELD_CLASSES;
      if (plain.has(leaf)) return [];
      const classes = found.get(spelling(leaf)) ?? ALL;
      return FIELD_CLASSES.filter((name) => classes.has(name));
    },
  };
}

/** Two spellings of one identity are withheld together. */
const spelling = (leaf: Leaf): Leaf => (typeof leaf === 'string' ? canonicalId(leaf) : leaf);

function classesOf(leaf: Leaf, zone: Zone): Iterable<FieldClass> {
  if (zone === 'bytes') return ALL;
  const text = String(leaf);
  if (ADDRESS_ALONE.test(text)) return ['addresses'];
  const isAddress = ADDRESS.test(text) || (zone === 'address' && !IDENTITY_ALONE.test(text));
  return isAddress ? ['identities', 'addresses'] : ['identities'];
}

let known: ReadonlySet<string> | undefined;

/** What the suite's own schemas of flows, control and results list by name: elements, and values of which there are only these. */
function vocabulary(): ReadonlySet<string> {
  if (known !== undefined) return known;
  const words = new Set<string>();
  const collect = (schema: unknown): void => {
    if (Array.isArray(schema)) schema.forEach(collect);
    if (typeof schema !== 'object' || schema === null) return;
    const { properties, const: only, enum: some } = schema as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(Object(properties) as object)) words.add(name);
    for (const word of [only, ...(Array.isArray(some) ? (some as readonly unknown[]) : [])])
      if (typeof word === 'string') words.add(word);
    Object.values(schema).forEach(collect);
  };
  for (const [file, schema] of schemaFiles()) if (/^(?:flows|control|report)\//.test(file)) collect(schema);
  return (known = words);
}
