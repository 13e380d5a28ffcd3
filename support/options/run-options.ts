// The options of `run`, a row each. Filters, the target and the wire are those of other commands too.

import path from 'node:path';
import { WIRES, WIRES_BY_NAME } from '../wires/registry';
import type { OptionTable } from './option';

export const FILTERS = {
  clause: {
    flags: '--clause <id>',
    help: 'only this clause, e.g. 23.280-10.15.3.3.1 (repeatable; default: all but 24.379-16)',
    list: true,
    decides: 'what is tested',
    rerun: true,
    toWorkers: true,
  },
  step: {
    flags: '--step <step>',
    help: 'only what carries this step of the clause: 1 to 12, 4a, 4b, pre, post (repeatable)',
    list: true,
    decides: 'what is tested',
  },
  requirement: {
    flags: '--requirement <id>',
    help: 'only scenarios that show this requirement, e.g. STEP-4b-1 (repeatable)',
    list: true,
    decides: 'what is tested',
  },
  tp: {
    flags: '--tp <id>',
    help: 'only this test purpose, e.g. PGR_PSRV_BV_01 (repeatable)',
    list: true,
    decides: 'what is tested',
  },
  role: {
    flags: '--role <role>',
    help: 'only test purposes written for this role, e.g. partner-server; it takes part in all others too (repeatable)',
    list: true,
    decides: 'what is tested',
  },
} as const satisfies OptionTable;

export const RUN_OPTIONS = {
  target: {
    flags: '--target <file>',
    help: 'target file that says who is under test (default: the built-in system)',
    decides: 'what is tested',
    rerun: true,
    toWorkers: (file: string) => path.resolve(file),
  },
  builtIn: {
    flags: '--built-in <id>',
    help: 'put a built-in party with this mutant or variant under test',
    decides: 'what is tested',
    rerun: true,
    toWorkers: true,
  },
  neighbours: {
    flags: '--neighbours <id>',
    help: 'have played parties use a freedom of the clause: a variant in its role, e.g. answers-twice (repeatable)',
    list: true,
    decides: 'what is tested',
    rerun: true,
    toWorkers: true,
  },
  adapter: {
    flags: '--adapter <wire>',
    help: 'the wire of built-in parties (default: what the target file says)',
    choices: WIRES_BY_NAME,
    decides: 'what is tested',
    rerun: true,
    toWorkers: true,
  },
  service: {
    flags: '--service <name>',
    help: 'the MC service, where the wire says it (default: what the target file says, or mcptt)',
    choices: [...new Set(WIRES.flatMap(({ services = [] }) => services))],
    decides: 'what is tested',
    rerun: true,
    toWorkers: true,
  },
  operator: {
    flags: '--operator <name>',
    help: 'who answers for products with control: manual, on standard input',
    decides: 'what is tested',
    rerun: true,
    toWorkers: true,
  },
  ordering: {
    flags: '--ordering <rule>',
    help: 'whether one party must send in the order of the steps to different receivers (interpretations A-05, A-30)',
    choices: ['strict', 'lenient'],
    default: 'strict',
    decides: 'how it is judged',
    rerun: true,
    toWorkers: true,
  },
  ...FILTERS,
  strength: {
    flags: '--strength <which>',
    help: 'which requirements count: all, or only those worded with shall',
    choices: ['all', 'shall'],
    default: 'all',
    decides: 'how it is judged',
    rerun: true,
    toWorkers: true,
  },
  readings: {
    flags: '--readings <which>',
    help: 'where the clause can be read in several ways: the reading that is registered, or any (then what breaks that reading alone is inconclusive)',
    choices: ['registered', 'any'],
    default: 'registered',
    decides: 'how it is judged',
    rerun: true,
    toWorkers: true,
  },
  audit: {
    flags: '--audit <how>',
    help: 'whether an ICS item answered no that is seen all the same makes the exit code 1',
    choices: ['report', 'strict'],
    default: 'report',
    decides: 'how it is judged',
  },
  baseline: {
    flags: '--baseline <file>',
    help: 'failing checks that are known: where nothing else fails, the exit code is 0',
    decides: 'how it is judged',
    // The results keep its lines, which say more than its name.
    kept: 'apart',
  },
  parallel: {
    flags: '--parallel <workers>',
    help:
      "cucumber's worker processes, also against products; 0 for one process (default: a long run without products " +
      'splits itself over 4 workers where there are 4 cores or more)',
    decides: 'no verdict',
  },
  shard: {
    flags: '--shard <i/n>',
    help: 'only every n-th scenario of the selection, from the i-th; join the runs with merge',
    decides: 'what is tested',
    toWorkers: true,
  },
  shuffle: {
    flags: '--shuffle [seed]',
    help: 'run the scenarios in a random order; the seed is printed',
    decides: 'what is tested',
  },
  repeat: {
    flags: '--repeat <times>',
    help: 'run so many times, and tell what fails each time from what is flaky',
    decides: 'no verdict',
  },
  watch: {
    flags: '--watch',
    help: 'after a saved change run again what it touches, until Ctrl-C; for whoever writes features, checks or a target file',
    decides: 'no verdict',
  },
  watchPage: {
    flags: '--watch-page [port]',
    help: 'serve the page of the run on this machine while it goes on',
    decides: 'no verdict',
  },
  capture: {
    flags: '--capture',
    help: 'keep what sockets carried, also as pcapng for the run and for each scenario',
    decides: 'no verdict',
    toWorkers: true,
  },
  captureTls: {
    flags: '--capture-tls',
    help: 'the same, but TLS as it is on the wire, with what opens it: whoever has the files can read all of it',
    decides: 'no verdict',
    // Who is handed the results has to know.
    kept: 'in options',
    toWorkers: true,
  },
  log: {
    flags: '--log [detail]',
    help: 'show on standard error each message as it is sent or received; bytes: with what it is made of',
    decides: 'no verdict',
    toWorkers: true,
  },
  quiet: { flags: '--quiet', help: 'print the verdict line only', decides: 'no verdict' },
  reports: {
    flags: '--reports <folder>',
    help: 'folder that holds the runs',
    default: 'reports',
    decides: 'no verdict',
  },
} as const satisfies OptionTable;
