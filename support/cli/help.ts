// What the help of each command ends with: examples to copy, and the page to read. Unaware of what the commands do.

import type { Command } from 'commander';
import path from 'node:path';
import { packageRoot } from '../schema/package-root';

interface Further {
  /** Command lines without the name of the program, each with what it is for. */
  readonly examples: readonly (readonly [line: string, about: string])[];
  /** From the root of the package, with the place in it. */
  readonly page: string;
}

/** By the path of a command, such as `plugin check`. */
export const FURTHER: Readonly<Record<string, Further>> = {
  run: {
    examples: [
      ['run', 'every role is played: the suite tests itself'],
      ['run --target my.yaml', 'your product, the whole clause'],
      ['run --target my.yaml --role primary-server --step 4b', 'what shows step 4b, while you work on it'],
      ['run --target my.yaml --step 4b --watch', 'again after each change of a file, until Ctrl-C'],
      ['run --target my.yaml --tp PGR_PSRV_BV_01 --log', 'one test purpose, with each message as it passes'],
      ['run --target my.yaml --parallel 8 --baseline known.yaml', 'in CI'],
    ],
    page: 'docs/test-your-server.md',
  },
  merge: {
    examples: [['merge shards/*/20* --reports reports', 'after run --shard 1/4, 2/4, 3/4 and 4/4']],
    page: 'docs/use-it-as-a-ci-gate.md#share-a-long-run-between-jobs',
  },
  campaign: {
    examples: [
      ['campaign plugtest.yaml --plan', 'which runs, and how long they take'],
      ['campaign plugtest.yaml', 'on this machine; the same command goes on after an interrupt'],
      ['campaign plugtest.yaml --nats nats://lab:4222', 'by workers'],
    ],
    page: 'docs/campaigns.md',
  },
  worker: {
    examples: [['worker --nats nats://lab:4222 --folder plugtest', 'on each machine that takes part']],
    page: 'docs/campaigns.md#on-many-machines-nats',
  },
  load: {
    examples: [
      ['load --target targets/partner-server.yaml --clients 10000 --workers 4', 'played by processes of this machine'],
      ['load --target my.yaml --clients 100000 --workers 8 --nats nats://lab:4222', 'by workers'],
    ],
    page: 'docs/campaigns.md#one-regroup-to-very-many-clients',
  },
  matrix: {
    examples: [['matrix campaigns/plugtest/2026-11-29T14-00-59-923Z', 'its pages are written again']],
    page: 'docs/campaigns.md#what-is-for-whose-eyes',
  },
  registry: {
    examples: [['registry records --key lab.key.pub --out site', 'verify and judge all records, write the pages']],
    page: 'docs/campaigns.md#a-registry',
  },
  baseline: {
    examples: [['baseline > known.yaml', 'what fails in the latest run, a line a cause']],
    page: 'docs/use-it-as-a-ci-gate.md#begin-with-a-product-that-does-not-conform-yet',
  },
  list: {
    examples: [
      ['list --step 4b', 'the test purposes of one step'],
      ['list --role partner-server --json', 'for a program'],
    ],
    page: 'features/README.md',
  },
  describe: {
    examples: [
      ['describe PGR_PSRV_BV_01', 'one test purpose'],
      ['describe STEP-4b-1', 'every test purpose that shows a requirement'],
      ['describe all --tdl > purposes.tdlto', 'all of them, as TDL-TO'],
    ],
    page: 'docs/reports.md#describe-a-test-purpose',
  },
  trace: {
    examples: [
      ['trace', 'what the latest run tested of the clause'],
      ['trace --spec clause.txt', 'beside your own copy of it'],
    ],
    page: 'docs/reports.md',
  },
  history: {
    examples: [
      ['history reports', 'where a test purpose changed'],
      ['history reports --tp PGR_PSRV_BV_01', 'one of them, whole'],
    ],
    page: 'docs/reports.md#look-back-over-many-runs',
  },
  reproduce: {
    examples: [
      ['reproduce PGR_PSRV_BV_13', 'a test purpose of the latest run'],
      ['reproduce STEP-4b-1 --out step-4b', 'the first scenario that broke a statement'],
    ],
    page: 'docs/reports.md#replay-a-scenario-by-hand',
  },
  judge: {
    examples: [['judge reports/2026-01-02', 'the verdicts of a run, made anew from its trace']],
    page: 'docs/reports.md#judge-a-trace-again',
  },
  diff: {
    examples: [['diff 2026-01-02 2026-01-03', 'two runs of the folder reports']],
    page: 'docs/reports.md#compare-two-runs',
  },
  serve: {
    examples: [
      ['serve primary-server --port 8081', 'a party that conforms'],
      ['serve primary-server --mutant help', 'the defects that it can have'],
      ['serve primary-server --port 8081 --mutant no-request-return', 'one with a defect'],
      ['serve partner-server --adapter sip --page', 'over SIP, with a page that shows its messages'],
    ],
    page: 'docs/test-your-server.md',
  },
  doctor: {
    examples: [['doctor --target my.yaml', 'is everything of my.yaml reached?']],
    page: 'docs/doctor.md',
  },
  plan: {
    examples: [
      ['plan --target my.yaml', 'what is in, what is out and why'],
      ['plan --target my.yaml --step 4b --json', 'for a program'],
    ],
    page: 'docs/test-your-server.md#see-what-a-run-will-be',
  },
  ics: {
    examples: [
      ['ics --target my.yaml', 'the proforma, with your answers'],
      ['ics check --target my.yaml', 'whether they agree with each other'],
      ['ics learn --target my.yaml', 'answers that a run without answers supports'],
    ],
    page: 'docs/fill-in-the-ics.md',
  },
  init: {
    examples: [
      ['init my.yaml', 'by questions'],
      ['init my.yaml --yes --role primary-server --address http://127.0.0.1:8081', 'without'],
    ],
    page: 'docs/test-your-server.md#3-point-it-at-yours',
  },
  plugin: { examples: [['plugin check python3 my-plugin.py', 'try a plug-in alone']], page: 'docs/write-a-plugin.md' },
  'plugin check': {
    examples: [
      ['plugin check python3 examples/plugin-bridge/bridge.py', 'the one of the examples'],
      ['plugin check --role primary-server python3 my-plugin.py', 'in one role'],
    ],
    page: 'docs/write-a-plugin.md',
  },
  mutants: {
    examples: [
      ['mutants', 'try all of them, in memory'],
      ['mutants --list --role primary-server', 'which there are'],
      ['mutants --id no-request-return', 'try one'],
    ],
    page: 'docs/reports.md#whether-the-suite-can-fail',
  },
  report: {
    examples: [
      ['report', 'every report of the latest run'],
      ['report --from 2026-01-02 --format junit,allure', 'two, of one run'],
    ],
    page: 'docs/reports.md',
  },
  completion: {
    examples: [['completion bash > mcx-completion.sh', 'then have your shell read it: . ./mcx-completion.sh']],
    page: 'docs/terminal.md#complete-by-the-tab-key',
  },
  keygen: { examples: [['keygen lab.key', 'lab.key stays secret, lab.key.pub is for all']], page: 'docs/certify.md' },
  certify: {
    examples: [['certify --target my.yaml --profile http-json-primary-server', 'then seal what it leaves']],
    page: 'docs/certify.md',
  },
  seal: { examples: [['seal reports/2026-01-02 --key lab.key', 'with the private key']], page: 'docs/certify.md' },
  verify: { examples: [['verify record --key lab.key.pub', 'with the public key']], page: 'docs/certify.md' },
  redact: {
    examples: [
      ['redact record --fields identities,bytes --out shared --openings openings.json', 'before it is shared'],
    ],
    page: 'docs/certify.md',
  },
};

/** Adds to the command and to those below it. */
export function withFurtherHelp(command: Command, above = ''): void {
  for (const one of command.commands) {
    const name = `${above}${one.name()}`;
    const further = FURTHER[name];
    if (further) one.addHelpText('after', () => textOf(further));
    withFurtherHelp(one, `${name} `);
  }
}

function textOf({ examples, page }: Further): string {
  const lines = examples.map(([line, about]) => [`mcx-conformance ${line}`, about] as const);
  const width = Math.max(...lines.map(([line]) => line.length));
  return [
    '',
    'Examples:',
    ...lines.map(([line, about]) => `  ${line.padEnd(width)}  ${about}`),
    '',
    `To read: ${placeOf(page)}`,
  ].join('\n');
}

/** The page lies in the package, wherever a user stands. */
function placeOf(page: string): string {
  const file = path.join(packageRoot, page);
  const below = path.relative('', file);
  return below.startsWith('..') ? file : below;
}
