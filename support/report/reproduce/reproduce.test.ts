import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TraceEvent } from '../../evidence/trace';
import { aFailedScenario, aRun } from '../testing/results';
import { replayFiles } from './replay';
import { sippScenario } from './sipp-scenario';
import { stimulusOf } from './stimulus';

const common = (seq: number) => ({ id: `e${seq}`, seq, at: seq, scope: 's1' });
const message = (seq: number, more: object): TraceEvent => ({
  ...common(seq),
  kind: 'message',
  flow: 'preconfigured-regroup-request.client-server',
  from: { party: 'client-1', id: 'sip:ana@primary.example' },
  to: { party: 'primary-server', id: 'sip:server@primary.example' },
  body: {},
  raw: '{"a":"it\'s $HOME"}',
  schemaErrors: [],
  writtenBy: 'harness',
  wire: { to: 'http://127.0.0.1:8081' },
  ...more,
});
const control = (seq: number, command: object): TraceEvent =>
  ({ ...common(seq), kind: 'control', party: 'primary-server', command, answer: { status: 'done' } }) as TraceEvent;
const phase = (seq: number, name: string): TraceEvent =>
  ({ ...common(seq), kind: 'phase', phase: name, text: '' }) as TraceEvent;

const steps = stimulusOf(
  [
    control(1, { command: 'provision', systems: [{ serverAddress: 'http://own', gmsAddress: 'http://peer' }] }),
    control(2, { command: 'ask', question: { kind: 'regroups' } }),
    message(3, {
      writtenBy: 'implementation',
      from: { party: 'primary-server', id: '' },
      to: { party: 'client-1', id: '' },
    }),
    message(4, { to: { party: 'partner-server', id: '' } }),
    message(5, {}),
    phase(6, 'postamble'),
    message(7, {}),
  ],
  ['primary-server'],
  (address) => (address === 'http://own' ? address : '@PEERS@'),
);

describe('a scenario that is replayed by hand', () => {
  it('has what the product was sent until it was judged, with the played parties at one place', () => {
    assert.deepEqual(
      steps.map(({ kind, afterAnswer }) => [kind, afterAnswer]),
      [
        ['control', false],
        ['message', true],
      ],
    );
    assert.deepEqual(steps[0]?.kind === 'control' && steps[0].command['systems'], [
      { serverAddress: 'http://own', gmsAddress: '@PEERS@' },
    ]);
  });

  it('is a script that says what to look for, in which no text of anybody is read by the shell', () => {
    const target = {
      ...aRun().target,
      name: 'a\nrm -rf "$HOME"',
      ixit: { 'primary-server address': 'http://127.0.0.1:8081/', 'primary-server control': 'http://x/$(id)' },
    };
    const [script, ...others] = replayFiles({
      run: aRun({ target }),
      scenario: aFailedScenario(),
      steps,
      isHttp: true,
    });
    assert.deepEqual(
      others.map(({ name }) => name),
      ['peers.mjs'],
    );
    const lines = (script?.text ?? '').split('\n');
    assert.ok(lines.includes('PRODUCT_primary_server="${PRODUCT_primary_server:-http://127.0.0.1:8081}"'));
    assert.ok(!lines.some((line) => line.includes('$(id)') || line.startsWith('rm ')));
    const at = lines.indexOf(
      `flow "$PRODUCT_primary_server" preconfigured-regroup-request.client-server <<'END_OF_BODY'`,
    );
    assert.deepEqual(lines.slice(at + 1, at + 3), ['{"a":"it\'s $HOME"}', 'END_OF_BODY']);
    assert.equal(lines[at - 2], 'pause');
    assert.match(script?.text ?? '', /STEP-5-a, primary-server'\necho '.*expected the partner/);
  });

  it('runs nothing that whoever wrote the trace put into it, and writes nothing beside its folder', () => {
    const planted = stimulusOf(
      [
        message(1, { raw: '{}\nEND_OF_BODY\ntouch planted' }),
        message(2, { flow: '../../x; touch planted' }),
        message(3, { raw: '{"last":1}' }),
      ],
      ['primary-server'],
      (address) => address,
    );
    assert.equal(planted.length, 2);
    const [script] = replayFiles({ run: aRun(), scenario: aFailedScenario(), steps: planted, isHttp: true });
    const folder = mkdtempSync(path.join(tmpdir(), 'mcx-replay-'));
    const tools = path.join(folder, 'bin');
    mkdirSync(tools);
    // In the place of curl one that takes what it is handed.
    writeFileSync(path.join(tools, 'curl'), '#!/bin/sh\ncat >>"$TAKEN"\n', { mode: 0o755 });
    const file = path.join(folder, 'replay.sh');
    writeFileSync(file, script?.text ?? '', { mode: 0o755 });
    const TAKEN = path.join(folder, 'taken');
    const PATH = `${tools}:${process.env['PATH'] ?? ''}`;
    const { status } = spawnSync('bash', [file], { env: { PATH, TAKEN, PAUSE: '0' } });
    assert.equal(status, 0);
    assert.equal(existsSync(path.join(folder, 'planted')), false);
    assert.match(readFileSync(TAKEN, 'utf8'), /END_OF_BODY\ntouch planted\n[^]*"last":1/);
    rmSync(folder, { recursive: true });
  });

  it('is over SIP a scenario of SIPp for each request, with the hop, the call and the length of SIPp', () => {
    const head =
      'MESSAGE sip:a@b SIP/2.0\r\nVia: mine\r\nFrom: <sip:u@b>;tag=1\r\nTo: <sip:a@b>\r\nCall-ID: z\r\nContent-Length: 9';
    const text = sippScenario(`${head}\r\n\r\na[b]\\c ]]> d`, 'x') ?? '';
    assert.match(
      text,
      /MESSAGE sip:a@b SIP\/2\.0\nVia: SIP\/2\.0\/\[transport\][^\n]*\nFrom: <sip:u@b>;tag=1\nTo: <sip:a@b>\nCall-ID: \[call_id\]\nContent-Length: \[len\]\n\na\\x5bb\]\\c \]\]\\x3e d\n/,
    );
    assert.equal(sippScenario(head.replace('<sip:a@b>\r', '<sip:a@b>;tag=2\r'), 'x'), undefined);
    assert.equal(sippScenario('HTTP/1.1 200 OK\r\n\r\n', 'x'), undefined);
  });
});
