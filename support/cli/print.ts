// What a command prints on standard output: lines for a reader, or one JSON value for a program.

export interface AsJson {
  readonly json?: true;
}

export const printLines = (lines: readonly string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
