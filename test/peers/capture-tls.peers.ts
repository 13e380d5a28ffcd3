// What was captured of TLS as it is on the wire, as tshark reads it with what stands in the file and nothing else.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { makeCertificate } from '../../support/wires/sip/stack/testing/certificate';
import { needs } from '../acceptance/prerequisite';
import { endAll, run } from '../acceptance/program';
import { resultsIn, runIn, traceIn } from '../acceptance/reports';
import { serve, writeTarget } from '../acceptance/served';
import { complaints, decode, portsOf, type KnownPorts } from './tshark';

const FEW = 'PGR_PSRV_BV_32,PGR_PSRV_BI_15,PGR_QSRV_BV_26';

interface Line {
  readonly kind: string;
  readonly protocol?: string;
  readonly source?: string;
  readonly destination?: string;
  readonly raw?: string;
  readonly to?: { readonly party: string | null };
}

describe('a capture of TLS with what opens it', function () {
  this.timeout(60_000);
  needs('tshark', '-v');
  needs('openssl', 'version');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'captured-tls-'));
  const file = (name: string): string => path.join(folder, name);
  const reports = (name: string): string => path.join(folder, `reports-${name}`);
  let door: https.Server | undefined;
  before(() => {
    const made = makeCertificate(['127.0.0.1']);
    writeFileSync(file('key.pem'), made?.key ?? '');
    writeFileSync(file('cert.pem'), made?.cert ?? '');
  });
  after(async () => {
    await endAll();
    door?.close();
    door?.closeAllConnections();
    delete process.env['NODE_EXTRA_CA_CERTS'];
    rmSync(folder, { recursive: true, force: true });
  });

  const lines = (name: string): readonly Line[] => traceIn(reports(name)).map((line) => JSON.parse(line) as Line);

  /** The ports that TLS was spoken at, and what of the trace went there by it. */
  function recordsOf(name: string, protocol: KnownPorts['protocol']): KnownPorts {
    const records = lines(name).filter((line) => line.kind === 'transmission' && line.protocol === 'tls');
    assert.ok(records.length > 20, `${records.length} pieces of TLS`);
    const places = records.flatMap(({ source = '', destination = '' }) => [source, destination]);
    const ports = [...new Set(places.map((place) => Number(place.split(':').at(-1))))];
    return { layer: 'tls', protocol, ports, http: portsOf('http', traceIn(reports(name))) };
  }

  it('of SIP holds each request and each answer in clear', async () => {
    const tls = `{ key: ${file('key.pem')}, cert: ${file('cert.pem')}, ca: ${file('cert.pem')} }`;
    const target = writeTarget(folder, 'adapter: sip', `sip: { transport: tls, tls: ${tls} }`);
    const ended = await run('run', '--capture-tls', '--tp', FEW, '--target', target, '--reports', reports('sip'));
    assert.equal(ended.status, 0, ended.stdout + ended.stderr);
    assert.match(ended.stdout, /whoever has capture\.pcapng, .* can read all that TLS carried/);
    const capture = path.join(runIn(reports('sip')), 'capture.pcapng');
    const known = recordsOf('sip', 'sip');
    const frames = decode(capture, known, 'sip', ['sip.CSeq.method', 'sip.Call-ID', 'tls.record.version']);
    assert.ok(frames.every(([, , version]) => version !== ''));
    /** By method, the calls of which a request or a response was read. */
    const read = frames.flatMap(([methods = '', calls = '']) => {
      const each = calls.split(',');
      return methods.split(',').map((method, at) => ({ method, call: each[at] }));
    });
    // These two the trace holds each as a flow, and waits for its answer; others keep a subscription alive.
    for (const method of ['MESSAGE', 'PUBLISH']) {
      const sent = lines('sip').flatMap(({ kind, raw = '' }) =>
        kind === 'message' && raw.startsWith(`${method} `) ? [/^Call-ID: *(\S+)/im.exec(raw)?.[1]] : [],
      );
      assert.ok(sent.length > 0);
      const calls = read.filter((one) => one.method === method).map(({ call }) => call);
      assert.deepEqual(calls.sort(), [...sent, ...sent].sort(), `each ${method} and its answer`);
    }
    assert.deepEqual(complaints(capture, known), []);
    assert.ok(!existsSync(path.join(runIn(reports('sip')), 'captures')), 'no scenario can be read without the others');
  });

  it('of HTTP holds each request and each answer in clear', async () => {
    const { address } = await serve('client-2');
    const pem = { key: file('key.pem'), cert: file('cert.pem') };
    const opened = https.createServer(
      { key: readFileSync(pem.key), cert: readFileSync(pem.cert) },
      (request, response) => {
        const { method = 'GET', url = '', headers } = request;
        request.pipe(
          http.request(`${address}${url}`, { method, headers }, (answer) => {
            response.writeHead(answer.statusCode ?? 500, answer.headers);
            answer.pipe(response);
          }),
        );
      },
    );
    door = opened.listen(0, '127.0.0.1');
    await once(door, 'listening');
    const { port } = door.address() as AddressInfo;
    process.env['NODE_EXTRA_CA_CERTS'] = pem.cert;
    const own = `https://127.0.0.1:${port}`;
    const target = writeTarget(
      folder,
      `roles: { client-2: { underTest: true, address: "${own}", control: "${own}" } }`,
    );
    const ended = await run(
      'run',
      '--capture-tls',
      '--role',
      'client-2',
      '--step',
      '8',
      '--target',
      target,
      '--reports',
      reports('http'),
    );
    assert.equal(ended.status, 0, ended.stdout + ended.stderr);
    assert.ok(resultsIn(reports('http')).scenarios.some(({ messages }) => messages > 0));
    const capture = path.join(runIn(reports('http')), 'capture.pcapng');
    const known = recordsOf('http', 'http');
    const frames = decode(capture, known, `http && tcp.port == ${port}`, ['http.request.uri', 'http.response.code']);
    const asked = frames.flatMap(([uri = '']) => uri.split(',')).filter((uri) => uri !== '');
    const answered = frames.flatMap(([, code = '']) => code.split(',')).filter((code) => code !== '');
    assert.ok(asked.includes('/control'), 'what controls it too');
    assert.equal(asked.length, answered.length);
    const flows = lines('http').filter(({ kind, to }) => kind === 'message' && to?.party === 'client-2').length;
    assert.ok(flows > 0);
    // The warm-up stands in the capture and in no scenario.
    assert.ok(asked.filter((uri) => uri.startsWith('/flows/')).length >= flows);
    assert.deepEqual(complaints(capture, known), []);
  });
});
