// The command line. Each command is a module of its own, loaded only when it is called, so that help is instant.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { Argument, Command, Option } from 'commander';
import { ignoreIn } from '../files/environment';
import { packageVersion } from '../schema/package-root';
import type { Filters } from '../traceability/selection';
import type { AsJson } from './print';
import type { BaselineOptions } from './commands/baseline';
import { withCampaigns } from './campaign-commands';
import { withCertification } from './certification-commands';
import type { DescribeOptions } from './commands/describe';
import type { DiffOptions } from './commands/diff';
import type { DoctorOptions } from './commands/doctor';
import { endAsOurFault, endSoon, endWithoutReader, exitCodeOf, inOneLine } from './endings';
import type { IcsOptions } from './commands/ics';
import type { InitOptions } from './commands/init';
import type { JudgeOptions } from './commands/judge';
import { withMutants } from './mutants-command';
import {
  adapterOption,
  baselineOption,
  jsonOption,
  many,
  reportsOption,
  serviceOption,
  targetOption,
  withFilters,
  withOptions,
} from './options';
import { RUN_OPTIONS } from '../options/run-options';
import type { PluginCheckOptions } from './commands/plugin-check';
import type { ReportOptions } from './commands/report';
import type { MergeOptions } from './commands/merge';
import type { RunOptions } from '../run/plan';
import type { ServeOptions } from './commands/serve';
import type { TraceOptions } from './commands/trace';

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
    .version(packageVersion)
    .enablePositionalOptions()
    .addHelpText('after', AFTER_HELP)
    .configureOutput({ outputError: (text, write) => write(`MCX-USAGE: ${inOneLine(text)}\n`) })
    .exitOverride();

  root.commandsGroup('To run:');

  withOptions(root.command('run'), RUN_OPTIONS)
    .description('run the scenarios and give a verdict')
    .action((options: RunOptions) =>
      (require('./commands/run') as typeof import('./commands/run')).runSuiteOnTarget(options),
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
    .addOption(reportsOption())
    .action((options: BaselineOptions) =>
      (require('./commands/baseline') as typeof import('./commands/baseline')).baseline(options),
    );

  root.commandsGroup('To read what the suite has and what a run found:');

  withFilters(root.command('list'))
    .description('list the test purposes and the requirements that they show')
    .addOption(jsonOption())
    .action((options: Filters & AsJson) =>
      (require('./commands/list') as typeof import('./commands/list')).list(options),
    );

  root
    .command('describe <id>')
    .description('a test purpose, or all that show a requirement, in the form of 3GPP test specifications')
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

  root.commandsGroup('To get ready:');

  root
    .command('serve <role>')
    .description('hold one reference party open in this process, to develop against or to test the suite on')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on; 0 lets the system choose (default: 0, or what --provisioned says)')
    .addOption(adapterOption('the wire that the party is on').default('http-json'))
    .addOption(serviceOption())
    .option('--control-port <port>', 'port of control where the wire is no HTTP; 0 lets the system choose', '0')
    .addOption(
      new Option(
        '--challenge <algorithm>',
        'ask for credentials first, where the wire is sip: those in MCX_CHALLENGE_USERNAME and MCX_CHALLENGE_PASSWORD',
      ).choices(['MD5', 'SHA-256']),
    )
    .addOption(
      new Option('--challenge-as <who>', 'with --challenge: as a user agent asks, by 401, or as a proxy, by 407')
        .choices(['user-agent', 'proxy'])
        .default('user-agent'),
    )
    .option('--provisioned <file>', 'take no control: configured by hand from this target file')
    .option('--allow <host>', 'send to this host too, not only to this machine (repeatable)', many)
    .option('--mutant <id>', 'serve the party with this defect')
    .option('--variant <id>', 'serve the party with this permitted freedom')
    .option('--page [port]', 'show on this machine, as a page, what the party receives and sends')
    .action((role: string, options: ServeOptions) =>
      (require('./commands/serve') as typeof import('./commands/serve')).serve(role, options),
    );

  root
    .command('doctor')
    .description('see whether products, their control and our ports are ready, before a run judges anything')
    .addOption(targetOption())
    .addOption(jsonOption())
    .action((options: DoctorOptions) =>
      (require('./commands/doctor') as typeof import('./commands/doctor')).doctor(options),
    );

  root
    .command('ics')
    .description('print the ICS proforma of the roles under test; with check, review what a target answers')
    .addArgument(new Argument('[review]', 'review the answers: exit code 1 where one cannot be').choices(['check']))
    .option('--target <file>', 'target file whose answers fill the column Support')
    .addOption(jsonOption())
    .action((review: 'check' | undefined, options: IcsOptions) =>
      (require('./commands/ics') as typeof import('./commands/ics')).ics(review, options),
    );

  root
    .command('init [file]')
    .description('write a target file by asking; never over another file')
    .option('--yes', 'take what is proposed and ask nothing')
    .option('--name <name>', 'name of the product')
    .option('--product-version <version>', 'its version')
    .option('--role <role>', 'a role that it takes (repeatable)', many)
    .option('--address <url>', 'where it takes information flows, or plugin')
    .option('--control <url>', 'where it takes control, or manual')
    .action((file: string | undefined, options: InitOptions) =>
      (require('./commands/init') as typeof import('./commands/init')).init(file ?? 'target.yaml', options),
    );

  root
    .command('plugin')
    .description('for products that speak neither http-json nor another wire of the suite')
    .command('check <command> [args...]')
    .description('try a plug-in alone: does it keep to the protocol?')
    .option('--role <role>', 'the role that it is to take (default: the first of its hello)')
    .option('--cwd <folder>', 'the folder that it is started in')
    .option('--env <name>', 'give it this environment variable too (repeatable)', many)
    .passThroughOptions()
    .action((command: string, args: readonly string[], options: PluginCheckOptions) =>
      (require('./commands/plugin-check') as typeof import('./commands/plugin-check')).pluginCheck(
        [command, ...args],
        options,
      ),
    );

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
    .addOption(reportsOption())
    .action((options: ReportOptions) =>
      (require('./commands/report') as typeof import('./commands/report')).report(options),
    );

  root.commandsGroup('To test many products with each other:');

  withCampaigns(root);

  root.commandsGroup('To certify:');

  withCertification(root);

  root.command('watch-page', { hidden: true }).action(() => {
    (require('../run/watch-page') as typeof import('../run/watch-page')).watchPage();
  });

  return root;
}

/** Those that leave something behind, whoever reads what they print. */
const MORE_THAN_PRINTS: ReadonlySet<string> = new Set([
  'run',
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
