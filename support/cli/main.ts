// The command line. Each command is a module of its own, loaded only when it is called, so that help is instant.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { Argument, Command } from 'commander';
import { ignoreIn } from '../files/environment';
import { packageVersion } from '../schema/package-root';
import type { BaselineOptions } from './commands/baseline';
import { withCampaigns } from './campaign-commands';
import { withCertification } from './certification-commands';
import { endAsOurFault, endSoon, endWithoutReader, exitCodeOf, inOneLine } from './endings';
import { withFurtherHelp } from './help';
import { withMutants } from './mutants-command';
import { baselineOption, many, reportsOption, withOptions } from './options';
import { withPreparation } from './preparing-commands';
import { withReading } from './reading-commands';
import { RUN_OPTIONS } from '../options/run-options';
import type { ReportOptions } from './commands/report';
import type { MergeOptions } from './commands/merge';
import type { RunOptions } from '../run/plan';

const AFTER_HELP = `
Examples:
  mcx-conformance run                                  the built-in system, over http-json
  mcx-conformance serve primary-server --port 8081     a party to try your own against
  mcx-conformance init my.yaml                         a target file for your product
  mcx-conformance run --target my.yaml --step 4b       what shows step 4b, with your product

README.md says what to read next; each command has --help.`;

/** What stands on a command line. Each call makes it anew, for commander keeps what it has parsed. */
export function program(): Command {
  const root = new Command('mcx-conformance')
    .description('Conformance of mission critical (MC) systems with 3GPP, clause by clause; `list` tells which clauses')
    .version(packageVersion, '-v, --version', 'the version of the suite')
    .enablePositionalOptions()
    .addHelpText('after', AFTER_HELP)
    .configureOutput({ outputError: (text, write) => write(`MCX-USAGE: ${inOneLine(text)}\n`) })
    .exitOverride();

  root.commandsGroup('To run:');

  withOptions(root.command('run'), RUN_OPTIONS)
    .description('run the scenarios and give a verdict')
    .action((options: RunOptions) =>
      options.watch
        ? (require('../run/watch') as typeof import('../run/watch')).watchRuns(options)
        : (require('./commands/run') as typeof import('./commands/run')).runSuiteOnTarget(options),
    );

  root
    .command('merge <run...>')
    .description('join the run folders of all shards of a run into one run')
    .addOption(baselineOption())
    .addOption(reportsOption())
    .action((folders: readonly string[], options: MergeOptions) =>
      (require('./commands/merge') as typeof import('./commands/merge')).merge(folders, options),
    );

  root
    .command('baseline')
    .description('propose a baseline for the failing checks of a run')
    .option('--run <folder>', 'the run to read (default: the latest)')
    .option('--issue <uri>', 'where the mending is followed (default: TODO, to be filled in)')
    .option('--owner <name>', 'who mends it (default: who runs this)')
    .option('--expires <day>', 'the last day on which it may fail, YYYY-MM-DD (default: in 30 days)')
    .addOption(reportsOption())
    .action((options: BaselineOptions) =>
      (require('./commands/baseline') as typeof import('./commands/baseline')).baseline(options),
    );

  root.commandsGroup('To read what the suite has and what a run found:');

  withReading(root);

  root.commandsGroup('To get ready:');

  withPreparation(root);

  root.commandsGroup('To see that the suite can fail, and to report:');

  withMutants(root);

  root
    .command('report')
    .description(
      'derive the reports of a run again, also those that a run does not write; Allure is rendered where Java is',
    )
    .option('--from <run>', 'id or folder of the run to read (default: the latest)')
    .option('--run <run>', 'the same')
    .option('--format <name>', 'only this report, e.g. ctrf (repeatable; an unknown one lists them)', many)
    .option('--against <run>', 'on the page: what is new since this run, and verdicts over several (repeatable)', many)
    .addOption(reportsOption())
    .action((options: ReportOptions) =>
      (require('./commands/report') as typeof import('./commands/report')).report(options),
    );

  root.commandsGroup('To test many products with each other:');

  withCampaigns(root);

  root.commandsGroup('To certify:');

  withCertification(root);

  root.commandsGroup('For your shell:');

  root
    .command('completion')
    .description('print the script by which a shell completes commands, options and ids')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish', 'powershell']))
    .action((shell: string) =>
      (require('./commands/completion') as typeof import('./commands/completion')).completionScript(shell, program()),
    );

  root
    .command('complete [words...]', { hidden: true })
    .passThroughOptions()
    .action((words: readonly string[]) =>
      (require('./commands/completion') as typeof import('./commands/completion')).complete(words, program()),
    );

  root.command('watched-runs', { hidden: true }).action(() => {
    (require('../run/watched-runs') as typeof import('../run/watched-runs')).serveRuns(exitCodeOf);
  });

  root.command('watch-page', { hidden: true }).action(() => {
    (require('../run/watch-page') as typeof import('../run/watch-page')).watchPage();
  });

  withFurtherHelp(root);
  return root;
}

/** Those that leave something behind, whoever reads what they print. */
const MORE_THAN_PRINTS: ReadonlySet<string> = new Set([
  'run',
  'watched-runs',
  'merge',
  'serve',
  'mutants',
  'report',
  'certify',
  'seal',
  'redact',
  'keygen',
  'campaign',
  'matrix',
  'worker',
  'load',
  'load-worker',
  'registry',
]);

/** Runs one command and sets the exit code; the process ends when everything that it opened is closed. */
export async function main(argv: readonly string[]): Promise<void> {
  ignoreIn(process.env);
  let running = '';
  endWithoutReader(() => MORE_THAN_PRINTS.has(running));
  endAsOurFault();
  try {
    const root = program();
    root.hook('preAction', (_root, command) => void (running = command.name()));
    await root.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    endSoon();
  }
}
