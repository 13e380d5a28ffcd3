// Puts declared options on a command of commander, also those that several commands share. Unaware of what the commands do.

import { Option, type Command } from 'commander';
import type { OptionRow, OptionTable } from '../options/option';
import { FILTERS, RUN_OPTIONS } from '../options/run-options';

export const many = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value.split(','),
];

/** @param help in place of what the row says, for a command that means something narrower by it */
export function optionOf({ flags, help: declared, choices, list, ...row }: OptionRow, help = declared): Option {
  const option = new Option(flags, help);
  if (choices) option.choices(choices);
  if (list) option.argParser(many);
  if (row.default !== undefined) option.default(row.default);
  return option;
}

export function withOptions(command: Command, table: OptionTable): Command {
  for (const row of Object.values(table)) command.addOption(optionOf(row));
  return command;
}

export const withFilters = (command: Command): Command => withOptions(command, FILTERS);

export const baselineOption = (): Option => optionOf(RUN_OPTIONS.baseline);
export const jsonOption = (): Option => new Option('--json', 'as JSON, for a program');

export const reportsOption = (): Option => optionOf(RUN_OPTIONS.reports);
export const serviceOption = (): Option => optionOf(RUN_OPTIONS.service);
export const targetOption = (): Option => optionOf(RUN_OPTIONS.target);
export const operatorOption = (): Option => optionOf(RUN_OPTIONS.operator);
export const adapterOption = (help: string): Option => optionOf(RUN_OPTIONS.adapter, help);
