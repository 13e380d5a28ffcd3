// The commands of a plugtest. Each is loaded when it is called.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { Option, type Command } from 'commander';
import type { CampaignOptions, WorkerCommandOptions } from './commands/campaign/campaign';
import type { LoadCommandOptions } from './commands/campaign/load';
import type { RegistryOptions } from './commands/campaign/registry';
import { jsonOption, many } from './options';
import type { AsJson } from './print';

const CAMPAIGNS = 'campaigns';

export function withCampaigns(root: Command): void {
  root
    .command('campaign <file>')
    .description('run the products of many vendors with each other, as the file combines them, and leave a matrix')
    .option('--plan', 'print the jobs and how long they take, and run nothing')
    .option('--parallel <jobs>', 'how many jobs at a time (default: as many as there are cores)')
    .option('--again', 'begin a new campaign where the last one is unfinished too')
    .option('--nats <url>', 'have the jobs carried out by workers, by way of this NATS server')
    .addOption(leaseOption())
    .option('--out <folder>', 'folder that holds the campaigns', CAMPAIGNS)
    .addOption(jsonOption())
    .action((file: string, options: CampaignOptions) =>
      (require('./commands/campaign/campaign') as typeof import('./commands/campaign/campaign')).campaign(
        file,
        options,
      ),
    );

  root
    .command('worker')
    .description('carry out jobs of campaigns that are on a NATS server, and play clients of a load')
    .requiredOption('--nats <url>', 'the server; who may connect is said by MCX_NATS_... (docs/campaigns.md)')
    .option('--folder <folder>', 'where the folder of the campaign file is on this machine', '.')
    .option('--parallel <jobs>', 'how many jobs at a time (default: 1)')
    .option(
      '--host <address>',
      'where clients of a load that are played here listen (default: as the target file says)',
    )
    .option('--idle <seconds>', 'end after so long without a job (default: never)')
    .addOption(leaseOption())
    .action((options: WorkerCommandOptions) =>
      (require('./commands/campaign/campaign') as typeof import('./commands/campaign/campaign')).worker(options),
    );

  root
    .command('load')
    .description('send one regroup to very many clients of a partner server under test, played by several workers')
    .requiredOption('--target <file>', 'the target file of the product')
    .option('--clients <number>', 'how many clients are affiliated', '1000')
    .option('--workers <number>', 'over how many processes they are spread (default: 2)')
    .option('--nats <url>', 'have them played by workers, by way of this NATS server')
    .option('--patience <seconds>', 'so long without anything new, and nothing more is waited for', '10')
    .option('--out <folder>', 'folder that holds the results', 'loads')
    .addOption(jsonOption())
    .action((options: LoadCommandOptions) =>
      (require('./commands/campaign/load') as typeof import('./commands/campaign/load')).load(options),
    );

  root
    .command('load-worker [host]', { hidden: true })
    .action((host?: string) =>
      (require('./commands/campaign/load') as typeof import('./commands/campaign/load')).loadWorker(host),
    );

  root
    .command('registry <folder>')
    .description('verify a folder of sealed records, <vendor>/<record>, judge them again and make a table of them')
    .option(
      '--key <file>',
      'public key of a lab that is trusted (repeatable; default: whichever is in the record)',
      many,
    )
    .requiredOption('--out <folder>', 'where the pages go')
    .addOption(jsonOption())
    .action((folder: string, options: RegistryOptions) =>
      (require('./commands/campaign/registry') as typeof import('./commands/campaign/registry')).registry(
        folder,
        options,
      ),
    );

  root
    .command('matrix <campaign>')
    .description('derive the matrix of a campaign again from the results and traces of its runs')
    .addOption(jsonOption())
    .action((folder: string, options: AsJson) =>
      (require('./commands/campaign/campaign') as typeof import('./commands/campaign/campaign')).matrix(
        folder,
        options,
      ),
    );
}

const leaseOption = (): Option =>
  new Option(
    '--lease <seconds>',
    'with a new server: how long a product or a job of a worker that says nothing is kept for it',
  ).default('30');
