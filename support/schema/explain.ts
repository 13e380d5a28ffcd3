// Puts ajv's errors into plain words: where, what was expected, what was found. Alternatives that the data never meant
// are left out. Unaware of what the data is for.

import type { ErrorObject } from 'ajv/dist/2020';
import type { SchemaError } from '../procedure/schema-error';
import { relevant } from './alternatives';
import { missedByAMisspelling } from './misspelt';
import { likelyMeant } from '../verdict/nearest';
import { shortened } from './shortened';

/** A hostile message could have a fault in each of its bytes; nobody reads that many. */
const MOST = 20;
/** ajv reports at most so many that are looked at, which keeps explaining them cheap. */
const MOST_EXAMINED = 500;

/** What is expected where not every fault is told. */
export const NO_MORE = 'no further faults';

export function explain(errors: readonly ErrorObject[]): readonly SchemaError[] {
  const examined = relevant(errors.slice(0, MOST_EXAMINED));
  const follows = missedByAMisspelling(examined);
  const problems = merged(examined.filter((error) => !follows(error)).map(inWords));
  if (problems.length <= MOST && errors.length <= MOST_EXAMINED) return problems;
  return [...problems.slice(0, MOST), { path: '', expected: NO_MORE, found: 'more faults than are listed here' }];
}

/** One line for one fault. */
export const inOneLine = ({ path, expected, found }: SchemaError): string =>
  `${path === '' ? 'the whole' : path}: expected ${expected}, found ${found}`;

function inWords(error: ErrorObject): SchemaError {
  const { keyword, instancePath: path, data } = error;
  // Each keyword has its own params; ajv types them as a bag.
  const params = error.params as Readonly<Record<string, unknown>>;
  const schema: unknown = error.schema;
  const found = shortened(data);
  switch (keyword) {
    case 'required':
      return { path: child(path, params['missingProperty']), expected: 'to be present', found: 'nothing' };
    case 'dependentRequired':
      return {
        path: child(path, params['missingProperty']),
        expected: `to be present beside ${String(params['property'])}`,
        found: 'nothing',
      };
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return unknownName(error, params['additionalProperty'] ?? params['unevaluatedProperty']);
    case 'propertyNames':
      return {
        path: child(path, params['propertyName']),
        expected: 'a permitted name',
        found: String(params['propertyName']),
      };
    case 'type':
      return { path, expected: likeExample(error) ?? typeInWords(params['type']), found };
    case 'const':
      return { path, expected: shortened(schema), found };
    case 'enum':
      return {
        path,
        expected: oneOf(strings(schema)) + (strings(schema).length > 1 ? hint(data, strings(schema)) : ''),
        found,
      };
    case 'format':
      return { path, expected: likeExample(error) ?? format(String(params['format'])), found };
    case 'pattern':
      return { path, expected: likeExample(error) ?? `a text that matches ${String(params['pattern'])}`, found };
    case 'uniqueItems':
      return {
        path,
        expected: 'no entry twice',
        found: `entries ${String(params['j'])} and ${String(params['i'])} are equal`,
      };
    case 'minProperties':
      return { path, expected: `at least ${String(schema)} entry`, found };
    case 'minItems':
      return { path, expected: `a list of at least ${String(schema)}`, found };
    case 'minLength':
      return { path, expected: `a text of at least ${String(schema)} characters`, found };
    case 'maxLength':
      return { path, expected: `a text of at most ${String(schema)} characters`, found };
    case 'oneOf':
      return exclusive(error) ?? { path, expected: 'to fit exactly one alternative', found };
    default:
      return { path, expected: error.message?.replace(/^must /, 'to ') ?? keyword, found };
  }
}

/** The value is not told: whoever misspelt a name may have put a secret there. */
function unknownName({ instancePath, parentSchema }: ErrorObject, name: unknown): SchemaError {
  const known = Object.keys((parentSchema?.['properties'] ?? {}) as object);
  const listed =
    known.length > MOST ? `one of ${known.length} names that the schema lists` : `only ${known.join(', ')}`;
  return { path: child(instancePath, name), expected: listed + hint(name, known), found: shortened(name) };
}

const format = (name: string): string => (name === 'uri' ? 'a URI' : `a text of format ${name}`);

/** A pattern is for programs; where the schema has an example, people are told that. */
function likeExample({ parentSchema }: ErrorObject): string | undefined {
  const [first] = (parentSchema?.['examples'] ?? []) as readonly unknown[];
  if (first === undefined) return undefined;
  return typeof first === 'string' ? `a text such as ${first}` : `such as ${shortened(first)}`;
}

function typeInWords(type: unknown): string {
  const words: Readonly<Record<string, string>> = {
    string: 'a text',
    object: 'an object',
    array: 'a list',
    boolean: 'true or false',
    integer: 'a whole number',
    number: 'a number',
  };
  return [type]
    .flat()
    .map((name) => words[String(name)] ?? String(name))
    .join(' or ');
}

/** Where the alternatives say no more than that exactly one of some names has to be there. */
function exclusive({ instancePath, data, schema }: ErrorObject): SchemaError | undefined {
  const required = (schema as readonly { readonly required?: readonly string[] }[]).map((one) => one.required);
  if (!required.every((names) => names?.length === 1)) return undefined;
  const names = required.flat().map(String);
  const present = names.filter((name) => (data as Readonly<Record<string, unknown>>)[name] !== undefined);
  return {
    path: instancePath,
    expected: `exactly one of ${names.join(', ')}`,
    found: present.length === 0 ? 'none of them' : present.join(' and '),
  };
}

const strings = (list: unknown): readonly string[] => (Array.isArray(list) ? list.map(String) : []);

const oneOf = (values: readonly string[]): string =>
  values.length === 1 ? `"${values.join('')}"` : `one of ${values.join(', ')}`;

function hint(meant: unknown, known: readonly string[]): string {
  const close = typeof meant === 'string' ? likelyMeant(meant, known) : undefined;
  return close === undefined ? '' : ` (did you mean ${close}?)`;
}

const child = (path: string, name: unknown): string =>
  `${path}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Two faults of one place are one fault with two ways out. */
function merged(errors: readonly SchemaError[]): readonly SchemaError[] {
  const byPlace = new Map<string, SchemaError>();
  for (const error of errors) {
    const key = `${error.path}\n${error.found}`;
    const known = byPlace.get(key);
    if (known?.expected.split(' or ').includes(error.expected)) continue;
    byPlace.set(key, known ? { ...known, expected: `${known.expected} or ${error.expected}` } : error);
  }
  return [...byPlace.values()];
}
