// Two states of a party are one state if they read the same: sets and maps in the order of their keys, records that refer to each
// other by a number. Pure.

export function stateText(state: unknown): string {
  const numbers = new Map<object, number>();
  const parts: string[] = [];

  function write(value: unknown): void {
    if (typeof value !== 'object' || value === null) {
      parts.push(value === undefined ? '-' : JSON.stringify(value));
      return;
    }
    const known = numbers.get(value);
    if (known !== undefined) {
      parts.push(`#${known}`);
      return;
    }
    numbers.set(value, numbers.size);
    if (Array.isArray(value)) list('[', value, ']');
    else if (value instanceof Set) list('{', [...(value as Set<string>)].sort(), '}');
    else if (value instanceof Map) entries([...(value as Map<string, unknown>)].sort(byKey));
    else entries(Object.entries(value));
  }

  function list(open: string, values: readonly unknown[], close: string): void {
    parts.push(open);
    for (const value of values) {
      write(value);
      parts.push(',');
    }
    parts.push(close);
  }

  function entries(all: readonly (readonly [string, unknown])[]): void {
    parts.push('(');
    for (const [key, value] of all) {
      parts.push(key, ':');
      write(value);
      parts.push(',');
    }
    parts.push(')');
  }

  write(state);
  return parts.join('');
}

const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : one > other ? 1 : 0;
