// The `;name=value` parameters of a header value. Their order is kept, their names compare without case.

import type { Cursor } from './cursor';

export interface Parameter {
  readonly name: string;
  /** Without quotes and escapes; absent for a bare name. */
  readonly value?: string;
  readonly quoted?: true;
}

export type Parameters = readonly Parameter[];

// A token, or a host: IPv6 stands with or without its brackets.
const VALUE = /[\w\-.!%*+`'~:[\]]+/y;

export function readParameters(cursor: Cursor): Parameters {
  const parameters: Parameter[] = [];
  while (cursor.takes(';')) parameters.push(readParameter(cursor));
  return parameters;
}

export function readParameter(cursor: Cursor): Parameter {
  const name = cursor.token('the name of a parameter');
  if (!cursor.takes('=')) return { name };
  if (cursor.peek() === '"') return { name, value: cursor.quoted(), quoted: true };
  return { name, value: cursor.take(VALUE, `the value of the parameter ${name}`) };
}

/** The value; an empty text for a bare name; undefined where it is not there. */
export function parameter(parameters: Parameters, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const match = parameters.find((one) => one.name === wanted || one.name.toLowerCase() === wanted);
  return match && (match.value ?? '');
}

/** The parameters with this one set: in its place where it stood, else at the end. */
export function withParameter(parameters: Parameters, name: string, value: string): Parameters {
  const wanted = name.toLowerCase();
  const at = parameters.findIndex((one) => one.name.toLowerCase() === wanted);
  return at === -1 ? [...parameters, { name, value }] : parameters.with(at, { name, value });
}

export const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

export const writeParameters = (parameters: Parameters): string => parameters.map((one) => `;${write(one)}`).join('');

function write({ name, value, quoted }: Parameter): string {
  if (value === undefined) return name;
  return `${name}=${quoted ? quote(value) : value}`;
}
