// A schema with alternatives fails with the errors of all of them. This keeps those of the alternative that the data
// meant, told by its constant (kind, status, command), and drops what only repeats them.

import type { ErrorObject } from 'ajv/dist/2020';

interface Branch {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, { readonly const?: unknown }>>;
}

export function relevant(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf').map(choose);
  return errors.flatMap((error) => {
    if (error.keyword === 'if') return [];
    if (error.keyword === 'anyOf') return errors.some((other) => isInside(other, error)) ? [] : [error];
    return choices.reduce<readonly ErrorObject[]>((kept, choice) => kept.flatMap((one) => choice(one)), [error]);
  });
}

const isInside = (inner: ErrorObject, outer: ErrorObject): boolean =>
  inner !== outer && inner.instancePath.startsWith(outer.instancePath) && inner.keyword !== 'anyOf';

/** For one `oneOf` that failed: which errors stay, and in what form. */
function choose(failed: ErrorObject): (error: ErrorObject) => readonly ErrorObject[] {
  const branches = failed.schema as readonly Branch[];
  const key = discriminator(branches);
  const prefix = `${failed.schemaPath}/`;
  const branchOf = (error: ErrorObject): string | undefined =>
    error.schemaPath.startsWith(prefix) ? error.schemaPath.slice(prefix.length).split('/', 1)[0] : undefined;
  if (key === undefined) return (error) => (branchOf(error) === undefined ? [error] : []);

  const value = valueOf(failed.data, key);
  const chosen = branches.findIndex((branch) => branch.properties?.[key]?.const === value);
  if (chosen === -1)
    return (error) => (error === failed ? [asChoice(failed, key, branches)] : branchOf(error) ? [] : [error]);
  // Errors behind a $ref name no branch; they stay where the chosen branch has the property at all.
  const known = Object.keys(branches[chosen]?.properties ?? {}).map((name) => `${failed.instancePath}/${name}`);
  return (error) => {
    if (error === failed) return [];
    const branch = branchOf(error);
    if (branch !== undefined) return branch === String(chosen) ? [error] : [];
    const below = error.instancePath.startsWith(`${failed.instancePath}/`);
    return !below || known.some((path) => error.instancePath.startsWith(path)) ? [error] : [];
  };
}

function discriminator(branches: readonly Branch[]): string | undefined {
  const [first, ...others] = branches;
  return Object.keys(first?.properties ?? {}).find((name) =>
    [first, ...others].every((branch) => branch?.properties?.[name]?.const !== undefined),
  );
}

/** The data named none of the alternatives: the one error is that name. */
function asChoice(failed: ErrorObject, key: string, branches: readonly Branch[]): ErrorObject {
  if (typeof failed.data !== 'object' || failed.data === null)
    return { ...failed, keyword: 'type', params: { type: 'object' } };
  const data = valueOf(failed.data, key);
  const schema = branches.map((branch) => branch.properties?.[key]?.const);
  return { ...failed, keyword: 'enum', instancePath: `${failed.instancePath}/${key}`, data, schema };
}

const valueOf = (data: unknown, key: string): unknown =>
  typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>)[key] : undefined;
