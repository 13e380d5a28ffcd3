// Compares what a message carries with where the table of elements has it come from. Unaware of which requirement asks, and of
// what becomes of a message that is not right.

import type { Story } from '../../../oracle/story';
import { names, sameSet } from '../../../oracle/saying';
import type { Message } from '../../../oracle/story/message';
import { spokenOf, TERMS, type ElementName, type Source } from '../elements';

/** What an element says; `undefined` where it is not there, or of another kind. Of a list nothing is an empty one. */
export type Value = string | number | boolean | readonly string[] | undefined;

type Json = Readonly<Record<string, unknown>>;

/** What an element may be, by its source: one of these values. A source that is not given is not compared. */
export type Origins = Partial<Record<Source, (element: ElementName) => readonly Value[]>>;

/** An element that comes from elsewhere. */
export interface Deviation {
  readonly element: ElementName;
  readonly value: Value;
}

export function valueIn(elements: Json, element: ElementName): Value {
  const value = elements[element];
  switch (TERMS[element].kind) {
    case 'identity':
      return typeof value === 'string' ? value : undefined;
    case 'identities':
      return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
    case 'word':
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
    case 'structure':
      return value === undefined ? undefined : JSON.stringify(value);
  }
}

/** It is any one of these, whatever the element. */
export const only =
  (...values: readonly Value[]) =>
  (): readonly Value[] =>
    values;

/** As one of these messages has it. */
export const asIn =
  (messages: readonly Message[]) =>
  (element: ElementName): readonly Value[] =>
    messages.map(({ body }) => valueIn(body, element));

/** As one of the requests that a message follows has it. */
export const asAsked = (requests: readonly Message[]): Origins => ({
  'as asked': (element) => asIn(requests)(element).filter((value) => value !== undefined),
  'as asked, if at all': asIn(requests),
});

/** It need not be there, but where it is it has to be this. */
export const ifThere =
  ({ body }: Message, value: Value) =>
  (element: ElementName): readonly Value[] => [valueIn(body, element) === undefined ? undefined : value];

/** The first element that a requirement speaks of and that is not from where the requirement has it. */
export function deviation(requirement: string, { flow, body }: Message, origins: Origins): Deviation | undefined {
  for (const [element, source] of spokenOf(requirement, flow)) {
    const allowed = origins[source]?.(element);
    const value = valueIn(body, element);
    if (allowed !== undefined && !allowed.some((one) => isSame(value, one))) return { element, value };
  }
  return undefined;
}

export function isSame(one: Value, other: Value): boolean {
  return typeof one === 'object' && typeof other === 'object' ? sameSet(one, other) : one === other;
}

export const isMissing = (value: Value): boolean =>
  value === undefined || (typeof value === 'object' && value.length === 0);

/** @param missing what stands for a value that is not there */
export function shown(story: Story, { element, value }: Deviation, missing: string): string {
  if (typeof value === 'object') return isMissing(value) ? missing : names(story, value);
  if (value === undefined || value === '') return missing;
  return TERMS[element].kind === 'identity' ? names(story, [String(value)]) : String(value);
}

/** Its regroup group is Joint-8. */
export function isWrong(story: Story, wrong: Deviation | undefined): string | undefined {
  return wrong && `its ${TERMS[wrong.element].words} is ${shown(story, wrong, 'missing')}`;
}

/** It names Joint-8. */
export function namesWrong(story: Story, wrong: Deviation | undefined): string | undefined {
  return wrong && `it names ${shown(story, wrong, 'none')}`;
}
