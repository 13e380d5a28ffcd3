// The command mutants as it stands on a command line; what it does is loaded when it is called.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { Option, type Command } from 'commander';
import type { MutantsOptions } from './commands/mutants';
import { MEMORY } from '../wires/memory/wire';
import { TRIAL_WIRES } from '../wires/registry';
import { jsonOption, many, reportsOption } from './options';

export function withMutants(root: Command): void {
  root
    .command('mutants')
    .description('prove that the suite can fail: every mutant must be caught by the requirement it breaks')
    .option('--id <id>', 'only this mutant or variant (repeatable)', many)
    .addOption(
      new Option('--wire <wire...>', 'what carries the messages: memory is fast, http-json takes sockets (repeatable)')
        .choices(TRIAL_WIRES)
        .default([MEMORY.name]),
    )
    .option('--list', 'try nothing: list the mutants and variants, what each does and the statement that it is about')
    .option('--role <role>', 'with --list: only those of this role')
    .addOption(jsonOption())
    .option(
      '--sample <number>',
      'try each in so many of the scenarios in which it differs, and a mutant in those that show its statement too (default: in all)',
    )
    .option('--ablate', 'leave out checks, one at a time: some mutant must survive without it')
    .option('--count <number>', 'with --ablate: so many checks, chosen at random, or all', '10')
    .option(
      '--neighbours <number>',
      'beside each mutant so many played parties use a freedom of the clause, and nobody but the mutant may be accused',
    )
    .option('--seed <number>', 'with --ablate and --neighbours: which; the seed is printed')
    .addOption(reportsOption())
    .addOption(new Option('--worker', 'try what another process sends').hideHelp())
    .action(async (options: MutantsOptions & { readonly worker?: true }) => {
      if (options.worker)
        (require('../trials/trial-process') as typeof import('../trials/trial-process')).work(
          options.wire[0] ?? MEMORY.name,
        );
      else await (require('./commands/mutants') as typeof import('./commands/mutants')).mutants(options);
    });
}
