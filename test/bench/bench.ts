// mcx-conformance bench: the processor time of a warm scenario, the overhead of the harness against its own messages replayed bare, and
// the fan-out of one regroup. Prints figures; judges nothing.

import { performance } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { replayBare } from './bare-replay';
import { fanOut, type FanOut } from './fan-out';
import type { MessageEvent } from '../../support/evidence/trace';
import { eventsFrom } from '../../support/evidence/trace-lines';
import { loadCatalogue } from '../../support/traceability/catalogue/catalogue';
import { loadScenarios } from '../../support/traceability/features';
import { runSuite } from '../../support/run/suite-run';
import { perSecond, surroundings } from './rates';

const LADDERS = [
  ['http-json', [1, 10, 100, 1000, 10_000]],
  ['memory', [1000, 10_000]],
] as const;
const EVENTS = 'application/vnd.mcx-conformance.events+ndjson';

export async function bench(): Promise<void> {
  print(surroundings());
  const { scenarios, messages, milliseconds, perSecondOfWall } = await timeSuite();
  const each = (milliseconds / scenarios).toFixed(1);
  print(
    `suite      ${scenarios} scenarios, warm: ${each} ms of processor each, ${perSecond(perSecondOfWall)}, ${messages.length} messages`,
  );
  const bare = await replayBare(messages, 8);
  print(
    `floor      the same messages by the leanest client: ${seconds(bare)} of processor; the harness takes ${(milliseconds / bare).toFixed(2)} x`,
  );

  for (const [wire, ladder] of LADDERS)
    for (const clients of ladder) print(`fan-out    ${wire.padEnd(9)} ${fanOutLine(await fanOut(clients, wire))}`);
}

const fanOutLine = ({ clients, milliseconds, messages, lost, judgedInMs, bytesPerClient }: FanOut): string =>
  [
    `${String(clients).padStart(6)} clients: ${seconds(milliseconds)} of processor for ${messages} messages`,
    `${lost} lost`,
    `${(milliseconds / clients).toFixed(3)} ms a client`,
    `judged in ${seconds(judgedInMs)}`,
    `${bytesPerClient} bytes a client`,
  ].join(', ');

/** A first run loads the code; the second is measured, without start-up. */
async function timeSuite() {
  const messages: MessageEvent[] = [];
  let scenarios = 0;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const once = {
    testPurposes: undefined,
    features: [...new Set(loadScenarios(loadCatalogue()).map(({ uri }) => uri))],
    parameters: {},
    parallel: 0,
    order: 'defined',
    formatter: 'summary',
    formatOptions: {},
    stdout: nowhere,
  } as const;
  const { support } = await runSuite(once);
  const bodies: string[] = [];
  const [started, before] = [performance.now(), process.cpuUsage()];
  await runSuite({
    ...once,
    support,
    onMessage: ({ attachment }) => {
      if (attachment?.mediaType === EVENTS) bodies.push(attachment.body);
    },
  });
  const { user, system } = process.cpuUsage(before);
  const perSecondOfWall = (bodies.length * 1000) / (performance.now() - started);
  for (const body of bodies) {
    scenarios += 1;
    const lines = body.split('\n').map((line) => JSON.parse(line) as object); // our own trace
    for (const event of eventsFrom(lines, null)) if (event.kind === 'message') messages.push(event);
  }
  return { milliseconds: (user + system) / 1000, perSecondOfWall, scenarios, messages };
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
