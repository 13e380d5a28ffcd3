// Headers by their name, in a list. Unaware of short names, which nobody here writes.

import type { Header } from '../stack/message/message';

export const headersNamed = (headers: readonly Header[], name: string): readonly string[] =>
  headers.filter((one) => one.name.toLowerCase() === name.toLowerCase()).map(({ value }) => value);
