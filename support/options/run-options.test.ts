// Every option of `run` goes the way of a shard and back: typed on another machine, kept in its results, merged, repeated
// by the command that runs one scenario again, and handed to workers as JSON. The cases are the rows of the table.

import { Command } from 'commander';
import assert from 'node:assert/strict';
import path from 'node:path';
import { withOptions } from '../cli/options';
import { program } from '../cli/main';
import { rerunLine } from '../report/summary/failure-blocks';
import { aRun, aScenario } from '../report/testing/results';
import { mergedRun, type Part } from '../run/merge';
import {
  keptOptions,
  type KeptOptions,
  nameOf,
  parametersOf,
  repeatedArguments,
  takesValue,
  type OptionRow,
  type OptionTable,
} from './option';
import { RUN_OPTIONS } from './run-options';

const rows = Object.entries(RUN_OPTIONS) as readonly (readonly [string, OptionRow])[]; // what satisfies says
const deciding = rows.filter(([, { decides }]) => decides !== 'no verdict');

/** A value that is not what holds anyway, as it is typed and as a command is given it. */
function example({ flags, choices, list, default: byDefault }: OptionRow): readonly [string, unknown] {
  const text = choices?.find((choice) => choice !== byDefault) ?? (flags.includes('i/n') ? '1/2' : 'a,7');
  if (!takesValue({ flags } as OptionRow)) return ['', true];
  return [text, list ? text.split(',') : text];
}

const typed = (row: OptionRow): readonly string[] =>
  [`--${nameOf(row)}`, example(row)[0]].filter((word) => word !== '');

function parsed(table: OptionTable, words: readonly string[]): Readonly<Record<string, unknown>> {
  const command = withOptions(new Command('run').exitOverride(), table);
  return command.parse([...words], { from: 'user' }).opts();
}

/** The options that a rerun is given, of what the results have kept. */
function rerun(table: OptionTable, kept: KeptOptions): Readonly<Record<string, unknown>> {
  return parsed(table, repeatedArguments(table, kept).flat());
}

function shard(index: number, options: KeptOptions): Part {
  const scenario = aScenario({ tp: `TP_${index}`, name: `scenario ${index}` });
  const run = aRun({ options: { ...options, shard: `${index}/2` }, scenarios: [scenario], notExecuted: [] });
  return { name: `runs/${index}`, run, events: 'events.jsonl' };
}

/** What must hold of an option, by what its row says of it. Throws where something on the way drops its value. */
function mustSurvive(table: OptionTable, key: string): void {
  const row = table[key];
  assert.ok(row);
  const [text, value] = example(row);
  const options = parsed(table, typed(row));
  assert.deepEqual(options[key], value, 'the command line');
  const kept = keptOptions(table, options);
  // Of the baseline results keep the lines, and merge.test.ts holds them against each other.
  if (row.kept !== 'apart') mustBeMerged(row, kept, { [nameOf(row)]: takesValue(row) ? text : 'yes' });
  if (row.rerun) assert.deepEqual(rerun(table, kept)[key], value, 'the rerun');
  if (row.toWorkers === undefined) return;
  const parameters = JSON.parse(JSON.stringify(parametersOf(table, options))) as Readonly<Record<string, unknown>>; // an object
  assert.deepEqual(parameters[key], row.toWorkers === true ? value : row.toWorkers(text), 'the workers');
}

function mustBeMerged(row: OptionRow, kept: KeptOptions, expected: KeptOptions): void {
  assert.deepEqual(kept, expected, 'the results');
  if (row === RUN_OPTIONS.shard) return;
  assert.deepEqual(mergedRun([shard(1, kept), shard(2, kept)]).options, kept, 'the merged run');
  assert.throws(
    () => mergedRun([shard(1, kept), shard(2, {})]),
    { code: 'MCX-MERGE' },
    'a shard that was run otherwise',
  );
}

describe('the options of run', () => {
  it('have the name that a command knows them by', () => {
    const run = program().commands.find((command) => command.name() === 'run');
    assert.deepEqual(
      run?.options.map((option) => option.attributeName()),
      rows.map(([key]) => key),
    );
  });

  for (const [key] of deciding)
    it(`go through a shard and back: ${key}`, () => {
      mustSurvive(RUN_OPTIONS, key);
    });

  it('reach a rerun line quoted, with what decides what a scenario comes to', () => {
    const kept = { target: 'my target.yaml', adapter: 'sip', service: 'mcdata', ordering: 'lenient', tp: 'TP_1,TP_2' };
    assert.equal(
      rerunLine(aRun({ options: kept }), 'TP_1'),
      "npx mcx-conformance run --target 'my target.yaml' --adapter sip --service mcdata --ordering lenient --tp TP_1",
    );
  });

  it('are not kept where nothing was given', () => {
    assert.deepEqual(keptOptions(RUN_OPTIONS, parsed(RUN_OPTIONS, [])), {});
  });

  it('make workers independent of the folder that they are started in', () => {
    const given = { target: 'acme.yaml', ordering: 'strict', strength: 'all', audit: 'report', reports: 'r' } as const;
    assert.equal(parametersOf(RUN_OPTIONS, given).target, path.resolve('acme.yaml'));
  });
});

describe('an option whose value is dropped', () => {
  const altered = (key: string, change: object): OptionTable => ({
    ...RUN_OPTIONS,
    [key]: { ...RUN_OPTIONS[key as 'target'], ...change },
  });

  it('is missed by the results, whichever it is', () => {
    for (const [key, { kept }] of deciding)
      if (kept === undefined)
        assert.throws(
          () => mustSurvive(altered(key, { decides: 'no verdict', kept: undefined }), key),
          /the results/,
          key,
        );
  });
});
