// Campaign files and their target files in a folder that the test gives, and jobs without either.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Role } from '../../procedure/roles';
import type { Ended, Job, Outcome, Participant, Resource } from '../job';

export interface ProductText {
  readonly name: string;
  readonly role: Role;
  readonly port: number;
  /** Further lines of the product, in YAML flow form: `start: {...}`. */
  readonly more?: string;
  readonly targetLines?: readonly string[];
}

/** @returns the campaign file */
export function writeCampaign(folder: string, products: readonly ProductText[], ...lines: readonly string[]): string {
  for (const { name, role, port, targetLines = [] } of products)
    writeFileSync(
      path.join(folder, `${name}.yaml`),
      [
        `name: ${name}`,
        "version: '1'",
        'roles:',
        `  ${role}: { underTest: true, address: 'http://127.0.0.1:${port}', control: 'http://127.0.0.1:${port}' }`,
        ...targetLines,
        '',
      ].join('\n'),
    );
  const file = path.join(folder, 'plugtest.yaml');
  const rows = products.map(
    ({ name, more }) =>
      `  ${name}: { vendor: '${name} Ltd', version: '1', targets: [${name}.yaml]${more === undefined ? '' : `, ${more}`} }`,
  );
  writeFileSync(file, ['name: Plugtest', 'products:', ...rows, ...lines, ''].join('\n'));
  return file;
}

export const participant = (name: string, role: Role, vendor = `${name} Ltd`): Participant => ({
  name,
  vendor,
  version: '1',
  roles: [role],
});

export const resource = (name: string, atOnce = 1): Resource => ({ name, atOnce, perMachine: false });

export const job = (
  id: string,
  resources: readonly Resource[] = [],
  participants: readonly Participant[] = [],
): Job => ({
  id,
  participants,
  wire: 'http-json',
  target: { name: id, version: '1' },
  starts: [],
  resources,
  command: ['run'],
  minutes: 1,
  tries: 2,
});

export const ended = (of: string, tries = 1): Ended => ({
  job: of,
  tries,
  state: 'ended',
  verdict: 'pass',
  exitCode: 0,
  run: 'reports/r1',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1000,
});

export const notRun = (of: string, tries: number): Outcome => ({
  job: of,
  tries,
  state: 'could-not-be-run',
  reason: 'no product',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 10,
});
