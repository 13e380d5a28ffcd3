// A name that is misspelt is also a name that is missing. One fault is told, not both. Unaware of words.

import type { ErrorObject } from 'ajv/dist/2020';
import { likelyMeant } from '../verdict/nearest';

/** Tells whether an error only says that a name is missing that stands there with a slip of the pen. */
export function missedByAMisspelling(errors: readonly ErrorObject[]): (error: ErrorObject) => boolean {
  const meant = new Set(errors.flatMap(meantBy));
  return ({ keyword, instancePath, params, schema }) => {
    const missing = (name: unknown): boolean => meant.has(place(instancePath, name));
    if (keyword === 'required' || keyword === 'dependentRequired')
      return missing((params as { readonly missingProperty?: unknown }).missingProperty);
    if (keyword !== 'oneOf') return false;
    const wanted = (schema as readonly { readonly required?: readonly string[] }[]).flatMap(
      (one) => one.required ?? [],
    );
    return wanted.some(missing);
  };
}

function meantBy({ keyword, instancePath, params, parentSchema }: ErrorObject): readonly string[] {
  if (keyword !== 'additionalProperties') return [];
  const { additionalProperty } = params as { readonly additionalProperty?: unknown };
  const known = Object.keys((parentSchema?.['properties'] ?? {}) as object);
  const meant = likelyMeant(String(additionalProperty), known);
  return meant === undefined ? [] : [place(instancePath, meant)];
}

const place = (path: string, name: unknown): string => `${path}/${String(name)}`;
