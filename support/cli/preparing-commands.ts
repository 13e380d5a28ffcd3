// The commands that get a product and a target file ready, as they stand on a command line. Each is loaded when it is called.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { Argument, Option, type Command } from 'commander';
import type { DoctorOptions } from './commands/preparing/doctor';
import type { IcsOptions } from './commands/preparing/ics';
import type { InitOptions } from './commands/preparing/init';
import type { PluginCheckOptions } from './commands/preparing/plugin-check';
import type { PlanOptions } from './commands/preparing/plan';
import type { ServeOptions } from './commands/preparing/serve';
import { adapterOption, jsonOption, many, reportsOption, serviceOption, targetOption, withOptions } from './options';
import { FILTERS, RUN_OPTIONS } from '../options/run-options';

export function withPreparation(root: Command): void {
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
    .option('--mutant <id>', 'serve the party with this defect; help lists them')
    .option('--variant <id>', 'serve the party with this permitted freedom; help lists them')
    .option('--log', 'show on standard error each message as it is sent or received')
    .option('--page [port]', 'show on this machine, as a page, what the party receives and sends')
    .action((role: string, options: ServeOptions) =>
      (require('./commands/preparing/serve') as typeof import('./commands/preparing/serve')).serve(role, options),
    );

  root
    .command('doctor')
    .description('see whether products, their control and our ports are ready, before a run judges anything')
    .addOption(targetOption())
    .addOption(jsonOption())
    .action((options: DoctorOptions) =>
      (require('./commands/preparing/doctor') as typeof import('./commands/preparing/doctor')).doctor(options),
    );

  withOptions(root.command('plan'), {
    target: RUN_OPTIONS.target,
    builtIn: RUN_OPTIONS.builtIn,
    adapter: RUN_OPTIONS.adapter,
    service: RUN_OPTIONS.service,
    ...FILTERS,
    shard: RUN_OPTIONS.shard,
  })
    .description('what a run will execute and what not and why, before anything is sent')
    .addOption(jsonOption())
    .action((options: PlanOptions) =>
      (require('./commands/preparing/plan') as typeof import('./commands/preparing/plan')).plan(options),
    );

  root
    .command('ics')
    .description(
      'print the ICS proforma of the roles under test; check reviews what a target answers, learn proposes answers by a run',
    )
    .addArgument(
      new Argument(
        '[how]',
        'check: review the answers, exit code 1 where one cannot be; learn: run the product without answers and propose them',
      ).choices(['check', 'learn']),
    )
    .option('--target <file>', 'target file whose answers fill the column Support')
    .addOption(jsonOption())
    .addOption(reportsOption())
    .action((review: 'check' | 'learn' | undefined, options: IcsOptions) =>
      (require('./commands/preparing/ics') as typeof import('./commands/preparing/ics')).ics(review, options),
    );

  root
    .command('init [file]')
    .description('write a target file by asking; never over another file')
    .option('--yes', 'take what is proposed and ask nothing')
    .option('--name <name>', 'name of the product')
    .option('--product-version <version>', 'its version')
    .option('--role <role>', 'a role that it takes (repeatable)', many)
    .option('--wire <wire>', 'how it is reached: http-json, sip or plugin')
    .option('--service <name>', 'the MC service, where the wire says it')
    .option('--address <url>', 'where it takes information flows')
    .option('--control <url>', 'where it takes control, or manual')
    .action((file: string | undefined, options: InitOptions) =>
      (require('./commands/preparing/init') as typeof import('./commands/preparing/init')).init(
        file ?? 'target.yaml',
        options,
      ),
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
      (require('./commands/preparing/plugin-check') as typeof import('./commands/preparing/plugin-check')).pluginCheck(
        [command, ...args],
        options,
      ),
    );
}
