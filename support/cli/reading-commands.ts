// The commands that read what the suite has and what a run found, as they stand on a command line. Each is loaded when it is
// called.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import type { Command } from 'commander';
import type { DescribeOptions } from './commands/reading/describe';
import type { DiffOptions } from './commands/reading/diff';
import type { HistoryOptions } from './commands/reading/history';
import type { JudgeOptions } from './commands/reading/judge';
import type { ListOptions } from './commands/reading/list';
import type { ReproduceOptions } from './commands/reading/reproduce';
import type { TraceOptions } from './commands/reading/trace';
import { adapterOption, jsonOption, many, reportsOption, withFilters } from './options';

export function withReading(root: Command): void {
  withFilters(root.command('list'))
    .description('list the test purposes and the requirements that they show')
    .addOption(adapterOption('leave out what cannot be executed on this wire'))
    .addOption(jsonOption())
    .action((options: ListOptions) =>
      (require('./commands/reading/list') as typeof import('./commands/reading/list')).list(options),
    );

  root
    .command('describe <id>')
    .description(
      'a test purpose, all that show a requirement, or `all`, in the form of 3GPP test specifications; or, as A-11, how an ambiguity is read',
    )
    .option('--tdl', 'as TDL-TO')
    .addOption(jsonOption())
    .action((id: string, options: DescribeOptions) =>
      (require('./commands/reading/describe') as typeof import('./commands/reading/describe')).describe(id, options),
    );

  root
    .command('trace')
    .description('which statement of the clauses is tested by what, and which is not and why')
    .option('--clause <id>', 'only this clause (repeatable; default: those of the run)', many)
    .option('--run <folder>', 'the run to read (default: the latest)')
    .option('--spec <file>', 'your own copy of the clause, set beside the catalogue sentence by sentence')
    .addOption(jsonOption())
    .addOption(reportsOption())
    .action((options: TraceOptions) =>
      (require('./commands/reading/trace') as typeof import('./commands/reading/trace')).trace(options),
    );

  root
    .command('history <reports>')
    .description('what became of each test purpose over the runs of a folder: where it changed')
    .option('--tp <id>', 'only this test purpose (repeatable)', many)
    .addOption(jsonOption())
    .action((reports: string, options: HistoryOptions) =>
      (require('./commands/reading/history') as typeof import('./commands/reading/history')).history(reports, options),
    );

  root
    .command('reproduce <finding>')
    .description(
      'write files that send a product by hand what it was sent in a scenario: a script of curl, over SIP with SIPp',
    )
    .option('--run <folder>', 'the run to read (default: the latest)')
    .option('--out <folder>', 'where the files go (default: reproduce-<test purpose>)')
    .addOption(reportsOption())
    .action((finding: string, options: ReproduceOptions) =>
      (require('./commands/reading/reproduce') as typeof import('./commands/reading/reproduce')).reproduce(
        finding,
        options,
      ),
    );

  root
    .command('judge <run>')
    .description(
      'derive the verdicts of a run again from its trace, events.jsonl or its folder; exit code 1 where one differs',
    )
    .addOption(jsonOption())
    .addOption(reportsOption())
    .action((run: string, options: JudgeOptions) =>
      (require('./commands/reading/judge') as typeof import('./commands/reading/judge')).judge(run, options),
    );

  root
    .command('diff <run> <run>')
    .description('what changed from the first run to the second; exit code 1 where anything did')
    .addOption(jsonOption())
    .addOption(reportsOption())
    .action((then: string, now: string, options: DiffOptions) =>
      (require('./commands/reading/diff') as typeof import('./commands/reading/diff')).diff(then, now, options),
    );
}
