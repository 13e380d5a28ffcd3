// What no schema can say of the catalogue: ids are unique, and requirements and interpretations name each other.

import type { Interpretation, Requirement } from './requirement';

export function crossReferenceFaults(
  requirements: readonly Requirement[],
  interpretations: readonly Interpretation[],
): readonly string[] {
  const rests = pairs(requirements.map(({ id, interpretations }) => [id, interpretations]));
  const affects = pairs(interpretations.map(({ id, affects }) => [id, affects]));
  const mirrored = new Set(affects.map(([reading, row]) => key(row, reading)));
  const named = new Set(rests.map(([row, reading]) => key(row, reading)));
  return [
    ...doubles([...requirements, ...interpretations].map(({ id }) => id)).map((id) => `${id} occurs twice`),
    ...rests
      .filter(([row, reading]) => !mirrored.has(key(row, reading)))
      .map(([row, reading]) => `${row} rests on ${reading}, which does not name it`),
    ...affects
      .filter(([reading, row]) => !named.has(key(row, reading)))
      .map(([reading, row]) => `${reading} affects ${row}, which does not name it`),
  ];
}

const key = (row: string, reading: string): string => `${row} ${reading}`;

const pairs = (rows: readonly (readonly [string, readonly string[]])[]): readonly (readonly [string, string])[] =>
  rows.flatMap(([id, others]) => others.map((other) => [id, other] as const));

export function doubles(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.has(name) || !seen.add(name));
}
