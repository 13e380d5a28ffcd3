// What was captured of a whole run over HTTP, as tshark reads it: each message of the trace in the file of the run, and again
// in the file of its scenario, under comments that name scenario and requirements.

import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { needs } from '../acceptance/prerequisite';
import { endAll, run } from '../acceptance/program';
import { resultsIn, runIn, traceIn } from '../acceptance/reports';
import { complaints, decode, portsOf, type KnownPorts } from './tshark';

const FIELDS = ['http.request.method', 'http.response.code', 'frame.comment'];
/** Takes each segment by itself, whatever its number. */
const ANEW = ['desegment_tcp_streams', 'no_subdissector_on_error', 'analyze_sequence_numbers'].map(
  (name) => `tcp.${name}:FALSE`,
);
const UNWELL = '_ws.malformed || tcp.analysis.lost_segment || tcp.analysis.retransmission';

describe('the capture of the whole suite over HTTP', function () {
  this.timeout(240_000);
  needs('tshark', '-v');
  const reports = mkdtempSync(path.join(os.tmpdir(), 'captured-'));
  let known: KnownPorts = { layer: 'tcp', protocol: 'http', ports: [] };
  before(async () => {
    const { status, stdout } = await run('run', '--quiet', '--capture', '--reports', reports);
    assert.equal(status, 0, stdout);
    known = { ...known, ports: portsOf('http', traceIn(reports)) };
  });
  after(async () => {
    await endAll();
    rmSync(reports, { recursive: true, force: true });
  });

  /** How many requests, and how many answers, there are of each scenario. */
  function tallied(frames: readonly (readonly string[])[]): Record<string, readonly [number, number]> {
    const found: Record<string, readonly [number, number]> = {};
    for (const [method = '', code = '', comment = ''] of frames) {
      const [, tp = 'nobody'] = /^(PGR_\w+): /.exec(comment) ?? [];
      const [requests, answers] = found[tp] ?? [0, 0];
      const count = (values: string): number => values.split(',').filter((value) => value !== '').length;
      found[tp] = [requests + count(method), answers + count(code)];
    }
    return found;
  }

  /** By the trace: a message is sent once, and once more by a gateway that relays it. */
  function expected(): Record<string, readonly [number, number]> {
    const found: Record<string, readonly [number, number]> = {};
    let sent = 0;
    for (const line of traceIn(reports)) {
      if (line.startsWith('{"kind":"message"')) sent += 1;
      else if (line.startsWith('{"kind":"delivery"') && line.includes('"outcome":"relayed"')) sent += 1;
      else if (line.startsWith('{"kind":"result"')) {
        const { tp } = (JSON.parse(line) as { readonly scenario: { readonly tp: string } }).scenario;
        if (sent > 0) found[tp] = [sent, sent];
        sent = 0;
      }
    }
    return found;
  }

  const whole = (): string => path.join(runIn(reports), 'capture.pcapng');

  it('holds a request and an answer for each message of each scenario', () => {
    const found = tallied(decode(whole(), known, 'http', FIELDS));
    assert.ok(Object.keys(found).length > 140, `${Object.keys(found).length} scenarios`);
    assert.deepEqual(found, expected());
    assert.deepEqual(decode(whole(), known, UNWELL, ['frame.number']), []);
    assert.deepEqual(complaints(whole(), known), []);
  });

  it('names scenario and requirements at every packet', () => {
    const { scenarios } = resultsIn(reports);
    const comments = new Set(decode(whole(), known, 'tcp', ['frame.comment']).map(([comment = '']) => comment));
    const due = scenarios.flatMap(({ tp, name, requirements, messages }) =>
      messages === 0 ? [] : [`${tp}: ${name},shows ${requirements.join(', ')}`],
    );
    assert.deepEqual([...comments].toSorted(), due.toSorted());
  });

  it('holds them in the file of each scenario too', () => {
    const folder = path.join(runIn(reports), 'captures');
    const names = readdirSync(folder);
    assert.deepEqual(
      names.map((name) => path.basename(name, '.pcapng')).toSorted(),
      Object.keys(expected()).toSorted(),
    );
    // Files one after another are one file of many sections. In each, the numbers of a stream begin again.
    const all = path.join(reports, 'all.pcapng');
    for (const name of names) appendFileSync(all, readFileSync(path.join(folder, name)));
    assert.deepEqual(tallied(decode(all, known, 'http', FIELDS, ...ANEW)), expected());
    rmSync(all);
  });
});
