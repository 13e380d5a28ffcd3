// mcx-conformance bench: scenarios per second, the overhead of the harness against its own messages replayed bare, and the
// fan-out of one regroup. Prints figures; judges nothing.

import os from 'node:os';
import { performance } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { replayBare } from './bare-replay';
import { fanOut } from './fan-out';
import type { MessageEvent, TraceEvent } from '../../support/evidence/trace';
import { loadCatalogue } from '../../support/traceability/catalogue/catalogue';
import { loadScenarios } from '../../support/traceability/features';
import { runSuite } from '../../support/run/suite-run';

const LADDER = [1, 10, 100, 1000, 10_000];
const EVENTS = 'application/vnd.mcx-conformance.events+ndjson';

export async function bench(): Promise<void> {
  print(`Node ${process.version}, ${os.availableParallelism()} processors`);
  const suite = await timeSuite();
  print(
    `suite      ${suite.scenarios} scenarios in ${seconds(suite.milliseconds)} = ${Math.round((suite.scenarios * 1000) / suite.milliseconds)}/s, ${suite.messages.length} messages`,
  );

  const bare = await replayBare(suite.messages, 8);
  print(
    `bare       the same messages in ${seconds(bare.milliseconds)}; overhead of the harness: ${(suite.milliseconds / bare.milliseconds).toFixed(2)} x`,
  );

  for (const clients of LADDER) {
    const { milliseconds, messages, bytesPerClient } = await fanOut(clients);
    const each = (milliseconds / clients).toFixed(3);
    print(
      `fan-out    ${String(clients).padStart(6)} clients: ${seconds(milliseconds)}, ${messages} messages, ${each} ms and ${bytesPerClient} bytes a client`,
    );
  }
}

/** A first run loads the code; the second is timed, without start-up. */
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
  const started = performance.now();
  await runSuite({
    ...once,
    support,
    onMessage: ({ attachment }) => {
      if (attachment?.mediaType === EVENTS) bodies.push(attachment.body);
    },
  });
  const milliseconds = performance.now() - started;
  for (const body of bodies) {
    scenarios += 1;
    for (const line of body.split('\n')) {
      const event = JSON.parse(line) as TraceEvent; // our own trace
      if (event.kind === 'message') messages.push(event);
    }
  }
  return { milliseconds, scenarios, messages };
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
