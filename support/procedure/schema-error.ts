// One way in which a message, a command or a file does not fit its schema, in plain words.

export interface SchemaError {
  /** JSON pointer to the place. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}
