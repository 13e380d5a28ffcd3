// What was captured, as an independent decoder reads it: every message of the trace is there, whole, and nothing is malformed.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { TransmissionEvent } from '../../../support/evidence/trace';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { needs } from '../prerequisite';
import { run } from '../program';
import { eventsIn } from '../reports';

const FEW = 'PGR_PSRV_BV_32,PGR_PSRV_BI_15,PGR_QSRV_BV_26';

describe('a capture', () => {
  needs('tshark');
  const folder = useTemporaryFolder();

  async function captured(...options: readonly string[]) {
    const reports = path.join(folder.path, 'reports');
    const { status, stdout, stderr } = await run('run', '--capture', '--reports', reports, '--tp', FEW, ...options);
    assert.equal(status, 0, stdout + stderr);
    const [only = ''] = fs.readdirSync(reports).filter((name) => name !== 'latest.json');
    const dir = path.join(reports, only);
    const events = eventsIn(reports);
    return { dir, events };
  }

  const frames = (file: string, filter: string): readonly string[] =>
    execFileSync('tshark', ['-r', file, '-Y', filter, '-T', 'fields', '-e', 'frame.number', '-e', 'frame.comment'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .split('\n')
      .filter((line) => line !== '');

  const files = (dir: string): readonly string[] =>
    fs.readdirSync(path.join(dir, 'captures')).map((name) => path.join(dir, 'captures', name));

  function mustBeWhole(dir: string): void {
    for (const file of [path.join(dir, 'capture.pcapng'), ...files(dir)])
      assert.deepEqual(
        frames(file, '_ws.malformed || tcp.analysis.lost_segment || tcp.analysis.retransmission'),
        [],
        file,
      );
  }

  it('of HTTP holds a request and an answer for each message', async () => {
    const { dir, events } = await captured();
    const messages = events.filter(({ kind }) => kind === 'message').length;
    assert.ok(messages > 100);
    const whole = path.join(dir, 'capture.pcapng');
    assert.equal(frames(whole, 'http.request').length, messages);
    assert.equal(frames(whole, 'http.response').length, messages);
    const each = files(dir).reduce((count, file) => count + frames(file, 'http.request').length, 0);
    assert.equal(each, messages);
    assert.deepEqual(
      files(dir)
        .map((file) => path.basename(file, '.pcapng'))
        .sort(),
      FEW.split(',').toSorted(),
    );
    for (const comment of frames(path.join(dir, 'captures', 'PGR_PSRV_BV_32.pcapng'), 'http'))
      assert.match(comment, /PGR_PSRV_BV_32: .*shows INV-1, /);
    mustBeWhole(dir);
  });

  it('of SIP holds each message that met a socket', async () => {
    const { dir, events } = await captured('--adapter', 'sip');
    const sip = events.filter(
      (event): event is TransmissionEvent => event.kind === 'transmission' && event.protocol === 'sip',
    );
    const startLines = sip
      .map(({ bytes }) => Buffer.from(bytes, 'base64').toString('latin1'))
      .reduce(
        (count, text) => count + (text.match(/^(?:SIP\/2\.0 \d{3} |[A-Z]+ sips?:\S+ SIP\/2\.0\r?$)/gm) ?? []).length,
        0,
      );
    assert.ok(startLines > 100);
    const told = execFileSync(
      'tshark',
      ['-r', path.join(dir, 'capture.pcapng'), '-Y', 'sip', '-T', 'fields', '-e', 'sip.Call-ID'],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    assert.equal(told.split(/[\n,]/).filter((id) => id !== '').length, startLines);
    mustBeWhole(dir);
  });
});
