// That the trace holds the bytes that left: whole runs while tshark listens on the loopback, and every message of the trace
// is looked for in what it caught, and every request that it caught in the trace.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withoutCredentials } from '../../support/evidence/without-credentials';
import type { TraceEvent } from '../../support/evidence/trace';
import { needs } from '../acceptance/prerequisite';
import { endAll, run, startProgram } from '../acceptance/program';
import { eventsIn } from '../acceptance/reports';
import { carriedIn, messagesIn } from './carried';

const MESSAGE_ID = /^mcx-message-id: (\S+)\r$/im;

describe('the bytes in the trace of a whole run', function () {
  this.timeout(240_000);
  needs('tshark', '-v');
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'bytes-'))));
  afterEach(async () => {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What tshark caught while the program ran, as messages, and the events of the run. */
  async function listened(...args: readonly string[]) {
    const file = path.join(folder, 'caught.pcapng');
    const reports = path.join(folder, 'reports');
    const tshark = startProgram('tshark', '-q', '-i', 'lo', '-B', '256', '-w', file);
    const { stderr } = tshark.process;
    assert.ok(stderr);
    let said = '';
    while (!said.includes('Capturing on')) said += String(await once(stderr, 'data'));
    // It says so a moment before it does.
    await sleep(1000);
    const { status, stdout } = await run('run', '--quiet', '--reports', reports, ...args);
    assert.equal(status, 0, stdout);
    await sleep(1000);
    tshark.process.kill('SIGINT');
    await tshark.ended;
    const events = eventsIn(reports);
    return { caught: carriedIn(file).map(masked), events };
  }

  /** Secrets are masked in the trace, byte for byte. */
  const masked = (bytes: Buffer): string => withoutCredentials(bytes.toString('utf8'));

  /** All bytes that the trace says of our messages, cut into the messages that they are. */
  const tracedIn = (events: readonly TraceEvent[]): readonly string[] =>
    events.flatMap((event) =>
      'raw' in event && event.kind !== 'malformed'
        ? messagesIn(Buffer.from(event.raw, 'utf8')).map((bytes) => bytes.toString('utf8'))
        : [],
    );

  const labelOf = (text: string): string | undefined => MESSAGE_ID.exec(text)?.[1]?.split('-')[0];

  function mustBeTheSame(traced: readonly string[], caught: readonly string[]): void {
    const left = new Set(caught);
    const missing = traced.filter((text) => !left.has(text));
    assert.deepEqual(missing.slice(0, 2), [], `${missing.length} of ${traced.length} messages were never on the wire`);
    const told = new Set(traced);
    const ours = new Set(traced.map(labelOf));
    const requests = caught.filter((text) => !/^(SIP|HTTP)\//.test(text) && ours.has(labelOf(text)));
    assert.ok(requests.length > 500, `${requests.length} requests`);
    const unknown = requests.filter((text) => !told.has(text));
    assert.deepEqual(unknown.slice(0, 2), [], `${unknown.length} of ${requests.length} requests are not in the trace`);
  }

  it('are those of each SIP request and of each final response, over TCP', async () => {
    const { caught, events } = await listened('--adapter', 'sip');
    const traced = tracedIn(events);
    assert.ok(traced.length > 8000, `${traced.length} messages`);
    assert.ok(
      traced.some((text) => text.startsWith('SIP/2.0 ')) && traced.some((text) => text.startsWith('HTTP/1.1 ')),
    );
    mustBeTheSame(traced, caught);
  });

  it('are those of each SIP request and of each final response, over UDP, and over TCP what is too large for it', async () => {
    const target = path.join(folder, 'target.yaml');
    writeFileSync(target, 'name: built-in\nversion: "1"\nadapter: sip\nsip: { transport: udp }\n');
    const { caught, events } = await listened('--target', target, '--step', '5');
    const traced = tracedIn(events);
    assert.ok(traced.some((text) => text.includes('\r\nVia: SIP/2.0/UDP')));
    assert.ok(traced.some((text) => text.includes('\r\nVia: SIP/2.0/TCP')));
    mustBeTheSame(traced, caught);
  });

  it('are the bodies by HTTP', async () => {
    const { caught, events } = await listened();
    const messages = events.flatMap((event) => (event.kind === 'message' ? [event] : []));
    const sent = messages.filter(({ wire }) => wire['link'] !== 'memory');
    assert.ok(sent.length > 2000 && sent.length < messages.length, `${sent.length} of ${messages.length} messages`);
    const bodies = new Map(
      caught.flatMap((text) => {
        const id = /^POST \/flows\//.test(text) ? MESSAGE_ID.exec(text)?.[1] : undefined;
        return id === undefined ? [] : [[id, text.slice(text.indexOf('\r\n\r\n') + 4)] as const];
      }),
    );
    // Others may run on this machine at the same time: whose scope this is nobody else's is.
    const [ours = ''] = [...bodies].find(([, body]) => body === sent[0]?.raw) ?? [];
    const label = ours.split('-')[0] ?? '';
    const other = sent.filter(({ id, raw }) => bodies.get(`${label}-${id}`) !== raw);
    assert.deepEqual(other.slice(0, 2), [], `${other.length} of ${sent.length} bodies`);
  });
});
