// The commands that read what the suite has and what a run found, as they stand on a command line. Each is loaded when it is
// called.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import type { Command } from 'commander';
import type { Filters } from '../traceability/selection';
import type { AsJson } from './print';
import type { DescribeOptions } from './commands/describe';
import type { DiffOptions } from './commands/diff';
import type { HistoryOptions } from './commands/history';
import type { JudgeOptions } from './commands/judge';
import type { ReproduceOptions } from './commands/reproduce';
import type { TraceOptions } from './commands/trace';
import { jsonOption, many, reportsOption, withFilters } from './options';

export function withReading(root: Command): void {
  withFilters(root.command('list'))
    .description('list the test purposes and the requirements that they show')
    .addOption(jsonOption())
    .action((options: Filters & AsJson) =>
      (require('./commands/list') as typeof import('./commands/list')).list(options),
    );

  root
    .command('describe <id>')
    .description('a test purpose, all that show a requirement, or `all`, in the form of 3GPP test specifications')
    .option('--tdl', 'as TDL-TO')
    .addOption(jsonOption())
    .action((id: string, options: DescribeOptions) =>
      (require('./commands/describe') as typeof import('./commands/describe')).describe(id, options),
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
      (require('./commands/trace') as typeof import('./commands/trace')).trace(options),
    );

  root
    .command('history <reports>')
    .description('what became of each test purpose over the runs of a folder: where it changed')
    .option('--tp <id>', 'only this test purpose (repeatable)', many)
    .addOption(jsonOption())
    .action((reports: string, options: HistoryOptions) =>
      (require('./commands/history') as typeof import('./commands/history')).history(reports, options),
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
      (require('./commands/reproduce') as typeof import('./commands/reproduce')).reproduce(finding, options),
    );

  root
    .command('judge <run>')
    .description(
      'derive the verdicts of a run again from its trace, events.jsonl or its folder; exit code 1 where one differs',
    )
    .addOption(jsonOption())
    .addOption(reportsOption())
    .action((run: string, options: JudgeOptions) =>
      (require('./commands/judge') as typeof import('./commands/judge')).judge(run, options),
    );

  root
    .command('diff <run> <run>')
    .description('what changed from the first run to the second; exit code 1 where anything did')
    .addOption(jsonOption())
    .addOption(reportsOption())
    .action((then: string, now: string, options: DiffOptions) =>
      (require('./commands/diff') as typeof import('./commands/diff')).diff(then, now, options),
    );
}
