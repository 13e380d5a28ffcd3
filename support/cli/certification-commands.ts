// The commands of a lab: a key, a sealed record, and what is done with the record afterwards. Each is loaded when it is called.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import type { Command } from 'commander';
import type { CertifyOptions } from './commands/certification/certify';
import { jsonOption, many, operatorOption, reportsOption } from './options';
import type { RedactOptions } from './commands/certification/redact';
import type { SealOptions } from './commands/certification/seal';
import type { VerifyOptions } from './commands/certification/verify';

export function withCertification(root: Command): void {
  root
    .command('keygen <file>')
    .description('make an Ed25519 key pair for a lab: <file> and <file>.pub')
    .action((file: string) => {
      (require('./commands/certification/keygen') as typeof import('./commands/certification/keygen')).keygen(file);
    });

  root
    .command('certify')
    .description('run a frozen profile on a product and leave what came of it ready to be sealed (seal)')
    .requiredOption('--target <file>', 'target file of the product')
    .requiredOption(
      '--profile <name>',
      'what is certified, e.g. http-json-primary-server (features/<clause>/profiles/)',
    )
    .addOption(operatorOption())
    .addOption(reportsOption())
    .action((options: CertifyOptions) =>
      (require('./commands/certification/certify') as typeof import('./commands/certification/certify')).certify(
        options,
      ),
    );

  root
    .command('seal <run>')
    .description('seal what certify left with the key of a lab')
    .requiredOption('--key <file>', 'private key of the lab (keygen)')
    .option('--out <folder>', 'where the record goes (default: beside the run)')
    .addOption(reportsOption())
    .action((run: string, options: SealOptions) =>
      (require('./commands/certification/seal') as typeof import('./commands/certification/seal')).seal(run, options),
    );

  root
    .command('verify <record>')
    .description('whether a sealed record is what was sealed and comes to the same verdicts; offline')
    .option('--key <file>', 'public key of the lab that is trusted')
    .addOption(jsonOption())
    .action((record: string, options: VerifyOptions) =>
      (require('./commands/certification/verify') as typeof import('./commands/certification/verify')).verify(
        record,
        options,
      ),
    );

  root
    .command('redact <record>')
    .description('make of a sealed record one that can be shared: texts give way to salted hashes, the seal holds')
    .requiredOption('--fields <names>', 'what is withheld: identities, bytes, addresses (repeatable)', many)
    .requiredOption('--out <folder>', 'where the redacted record goes')
    .requiredOption('--openings <file>', 'where what is withheld goes, with its salts')
    .action((record: string, options: RedactOptions) =>
      (require('./commands/certification/redact') as typeof import('./commands/certification/redact')).redact(
        record,
        options,
      ),
    );
}
