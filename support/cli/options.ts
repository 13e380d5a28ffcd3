// Options that several commands share, said once. Unaware of what the commands do.

import { Option, type Command } from 'commander';
import { WIRES, WIRES_BY_NAME } from '../wires/registry';

export const many = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value.split(','),
];

export function withFilters(command: Command): Command {
  return command
    .option('--step <step>', 'only what carries this step of the clause: 1 to 12, 4a, 4b, pre, post (repeatable)', many)
    .option('--requirement <id>', 'only scenarios that show this requirement, e.g. STEP-4b-1 (repeatable)', many)
    .option('--tp <id>', 'only this test purpose, e.g. PGR_PSRV_BV_01 (repeatable)', many)
    .option('--role <role>', 'only test purposes of this role, e.g. partner-server (repeatable)', many);
}

export function withTarget(command: Command): Command {
  return command
    .option('--target <file>', 'target file that says who is under test (default: the built-in system)')
    .addOption(
      new Option('--ordering <rule>', 'whether step 4b must precede step 5 (interpretation A-05)')
        .choices(['strict', 'lenient'])
        .default('strict'),
    );
}

export const baselineOption = () =>
  new Option('--baseline <file>', 'failing checks that are known: where nothing else fails, the exit code is 0');

export const reportsOption = () => new Option('--reports <folder>', 'folder that holds the runs').default('reports');

export const adapterOption = (description: string) =>
  new Option('--adapter <wire>', description).choices(WIRES_BY_NAME);

export const serviceOption = () =>
  new Option(
    '--service <name>',
    'the MC service, where the wire says it (default: what the target file says, or mcptt)',
  ).choices([...new Set(WIRES.flatMap(({ services = [] }) => services))]);
