// Colours for a terminal, and plain text for everything else.

import { styleText } from 'node:util';

export type Colour = 'green' | 'yellow' | 'red' | 'magenta' | 'gray' | 'bold';
export type Paint = (colour: Colour, text: string) => string;

export const plain: Paint = (_colour, text) => text;

// Whether to paint was decided by the stream that is written to; styleText would look at another one.
const coloured: Paint = (colour, text) => styleText(colour, text, { validateStream: false });

export function paintFor(
  stream: { readonly isTTY?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  return stream.isTTY === true && !env['NO_COLOR'] ? coloured : plain;
}

const COLOURS = {
  pass: 'green',
  inconclusive: 'yellow',
  fail: 'red',
  error: 'magenta',
  'not-applicable': 'gray',
} as const;

export const colourOf = (verdict: keyof typeof COLOURS): Colour => COLOURS[verdict];
