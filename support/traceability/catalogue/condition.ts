// Boolean expressions over ICS items: `A.1/3 and not (A.2/1 or A.2/2)`. `not` binds most, `or` least. Unaware of what the
// items are: whoever evaluates one says what holds.

import { HarnessFault } from '../../verdict/errors';

export type Condition =
  | { readonly kind: 'item'; readonly item: string }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Condition[] };

/** An item, with its clause before it or without. */
export const ITEM = /(?:\d[\w.-]*\/)?A\.\d+\/\d+/gu;
const TOKENS = new RegExp(`\\s*(\\(|\\)|and\\b|or\\b|not\\b|${ITEM.source})\\s*`, 'uy');
const WORDS: ReadonlySet<string> = new Set(['(', ')', 'and', 'or', 'not']);

/** @param named the name of an item; one that has none is an error of the catalogue, not a false one */
export function parseCondition(text: string, named: (item: string) => string | undefined): Condition {
  const tokens = tokensOf(text);
  let at = 0;

  function chain(kind: 'or' | 'and', part: () => Condition): Condition {
    const parts = [part()];
    while (tokens[at] === kind) {
      at += 1;
      parts.push(part());
    }
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind, of: parts };
  }
  const or = (): Condition => chain('or', and);
  const and = (): Condition => chain('and', factor);

  function factor(): Condition {
    const token = tokens[at++];
    if (token === 'not') return { kind: 'not', of: factor() };
    if (token === '(') {
      const inner = or();
      if (tokens[at++] !== ')') throw fault(text, 'expected a closing parenthesis');
      return inner;
    }
    if (token === undefined || WORDS.has(token)) throw fault(text, `expected an item, found ${token ?? 'its end'}`);
    const item = named(token);
    if (item === undefined) throw fault(text, `there is no item ${token}`);
    return { kind: 'item', item };
  }

  const condition = or();
  if (at < tokens.length) throw fault(text, `expected its end, found ${tokens[at] ?? ''}`);
  return condition;
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const from = TOKENS.lastIndex;
    const [, token] = TOKENS.exec(text) ?? [];
    if (token === undefined) throw fault(text, `cannot be read from "${text.slice(from)}" on`);
    tokens.push(token);
  }
  return tokens;
}

export function holds(condition: Condition, isSo: (item: string) => boolean): boolean {
  if (condition.kind === 'item') return isSo(condition.item);
  if (condition.kind === 'not') return !holds(condition.of, isSo);
  return condition.kind === 'and'
    ? condition.of.every((part) => holds(part, isSo))
    : condition.of.some((part) => holds(part, isSo));
}

export function itemsOf(condition: Condition): readonly string[] {
  if (condition.kind === 'item') return [condition.item];
  return condition.kind === 'not' ? itemsOf(condition.of) : condition.of.flatMap(itemsOf);
}

const fault = (text: string, why: string): HarnessFault => new HarnessFault(`the condition "${text}": ${why}`);
