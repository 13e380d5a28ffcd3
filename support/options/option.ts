// An option is declared once, as a row of a table. The type of what a command is given, the results' record of it, what a
// rerun repeats and what workers are told follow from the rows. Unaware of what parses a command line, and of what any
// option is for.

export interface OptionRow {
  /** As on the command line: `--name`, `--name <value>`, or `--name [value]` where the value may be left out. */
  readonly flags: string;
  readonly help: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** Repeatable, and takes several values with commas between them. */
  readonly list?: true;
  /** No verdict: only how the run is carried out, what is shown of it and where it is written. */
  readonly decides: 'what is tested' | 'how it is judged' | 'no verdict';
  /** Of the results: what decides is kept in `options`, unless this says otherwise. */
  readonly kept?: 'in options' | 'apart';
  /** The command that runs one scenario again repeats it. */
  readonly rerun?: true;
  /** It is a run parameter, which workers have too: as it is, or made independent of the folder they are started in. */
  readonly toWorkers?: true | ((value: string) => string);
}

export type OptionTable = Readonly<Record<string, OptionRow>>;

type ValueOf<Row> = Row extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : Row extends { readonly list: true }
    ? readonly string[]
    : Row extends { readonly flags: `${string}<${string}` }
      ? string
      : Row extends { readonly flags: `${string}[${string}` }
        ? string | true
        : boolean;

type KeysWith<Table, Part> = { [Key in keyof Table]: Table[Key] extends Part ? Key : never }[keyof Table];
type WithDefault<Table> = KeysWith<Table, { readonly default: string }>;
type ToWorkers<Table> = KeysWith<Table, { readonly toWorkers: NonNullable<OptionRow['toWorkers']> }>;

/** What a command with these options is given. */
export type OptionsOf<Table> = { readonly [Key in WithDefault<Table>]: ValueOf<Table[Key]> } & {
  readonly [Key in Exclude<keyof Table, WithDefault<Table>>]?: ValueOf<Table[Key]> | undefined;
};

/** What of it workers are told. */
export type ParametersOf<Table> = { readonly [Key in ToWorkers<Table>]?: ValueOf<Table[Key]> };

type Given = string | boolean | readonly string[] | undefined;

/** What stands in the results under `options`. */
export type KeptOptions = Readonly<Record<string, string>>;

/** `built-in` of `--built-in <id>`. */
export const nameOf = ({ flags }: OptionRow): string => /^--([a-z-]+)/.exec(flags)?.[1] ?? flags;

export const takesValue = ({ flags }: OptionRow): boolean => /[<[]/.test(flags);

const isKept = ({ decides, kept }: OptionRow): boolean =>
  kept === undefined ? decides !== 'no verdict' : kept === 'in options';

/** What was given and is not what holds anyway, in the order of the table. */
export const keptOptions = (table: OptionTable, given: object): KeptOptions =>
  Object.fromEntries(
    rowsGiven(table, given)
      .filter(([row, value]) => isKept(row) && value !== row.default)
      .map(([row, value]) => [nameOf(row), takesValue(row) ? String(value) : 'yes']),
  );

/** The arguments that a rerun has to repeat, of what the results have kept. */
export const repeatedArguments = (table: OptionTable, kept: KeptOptions): readonly (readonly string[])[] =>
  Object.values(table).flatMap((row) => {
    const name = nameOf(row);
    const value = kept[name];
    if (!row.rerun || value === undefined || value === row.default) return [];
    return [takesValue(row) ? [`--${name}`, value] : [`--${name}`]];
  });

/** Plain data: it crosses to workers as JSON. */
export const parametersOf = <Table extends OptionTable>(table: Table, given: object): ParametersOf<Table> =>
  Object.fromEntries(
    Object.entries(table).flatMap(([key, { toWorkers }]) => {
      const value = valueIn(given, key);
      if (toWorkers === undefined || value === undefined) return [];
      return [[key, toWorkers === true ? value : toWorkers(String(value))]];
    }),
  ) as ParametersOf<Table>; // the rows are those that the type picks

const rowsGiven = (table: OptionTable, given: object): readonly (readonly [OptionRow, Given])[] =>
  Object.entries(table).flatMap(([key, row]) => {
    const value = valueIn(given, key);
    return value === undefined || value === false ? [] : [[row, value] as const];
  });

/** @param given by a parser that took the rows of a table */
const valueIn = (given: object, key: string): Given => (given as Readonly<Record<string, Given>>)[key];
