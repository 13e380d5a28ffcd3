// A product whose messages the harness has to refuse: that it did so is the one finding, with its cause, and what is missing
// from then on is folded under it. Each case is one that was met in the field.

import assert from 'node:assert/strict';
import http from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Adapter, OutboundMessage } from '../../../support/ports/adapter';
import type { Role } from '../../../support/procedure/roles';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { serveParty } from '../../../support/testbed/host/serve';
import { breachesOf } from '../../../support/report/summary/failures';
import { endAll, run } from '../program';
import { resultsIn } from '../reports';
import { targetFor } from '../served';

interface Written {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** How the product writes a message. */
type Manner = (message: OutboundMessage) => Written;

const JSON_TYPE = { 'content-type': 'application/json' };
const textOf = ({ body }: OutboundMessage): Buffer => Buffer.from(JSON.stringify(body));

/** A party that writes its messages so. */
const writing = (manner: Manner): Pick<Adapter, 'prepare'> => ({
  prepare(message) {
    const raw = JSON.stringify(message.body);
    return { carried: true, raw, body: message.body, leave: () => send(message, manner(message)) };
  },
});

function send(message: OutboundMessage, { method = 'POST', path: target, headers, bytes }: Written) {
  const { hostname, port } = new URL(message.address);
  return new Promise<{ outcome: 'accepted' | 'refused' | 'undeliverable'; detail: string }>((resolve) => {
    const request = http.request({ hostname, port, method, path: target ?? `/flows/${message.flow}`, headers });
    request.once('response', (response) => {
      response.resume();
      const detail = String(response.statusCode);
      resolve({ outcome: (response.statusCode ?? 500) < 300 ? 'accepted' : 'refused', detail });
    });
    request.once('error', (error) => resolve({ outcome: 'undeliverable', detail: error.message }));
    request.end(bytes);
  });
}

describe('what a product sends and is refused', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  afterEach(endAll);

  async function judged(role: Role, manner: Manner, tp: string) {
    const party = await serveParty(role, { host: '127.0.0.1', port: 0, adapter: writing(manner) });
    try {
      const product = { role, address: party.address };
      const target = targetFor(product, folder.path, 'timing: { deadlineMs: 500, quietWindowMs: 100 }');
      const reports = path.join(folder.path, 'reports');
      const { status, stdout } = await run('run', '--target', target, '--reports', reports, '--tp', tp);
      return { status, stdout, results: resultsIn(reports) };
    } finally {
      await party.close();
    }
  }

  const refused: readonly (readonly [string, Manner, RegExp])[] = [
    [
      'without a content type',
      (m) => ({ bytes: textOf(m) }),
      /415: expected content-type application\/json, found none/,
    ],
    [
      'as text/plain',
      (m) => ({ headers: { 'content-type': 'text/plain' }, bytes: textOf(m) }),
      /415: expected content-type application\/json, found text\/plain/,
    ],
    [
      'packed by gzip',
      (m) => ({ headers: { ...JSON_TYPE, 'content-encoding': 'gzip' }, bytes: gzipSync(textOf(m)) }),
      /415: expected no content-encoding, found gzip/,
    ],
    [
      'in UTF-16',
      (m) => ({ headers: JSON_TYPE, bytes: Buffer.from(`\ufeff${JSON.stringify(m.body)}`, 'utf16le') }),
      /400: the body is not UTF-8/,
    ],
    [
      'with bytes that are no text',
      (m) => ({ headers: JSON_TYPE, bytes: Buffer.concat([textOf(m), Buffer.from([0xff, 0xfe])]) }),
      /400: the body is not UTF-8/,
    ],
    ['with a body of nothing', () => ({ headers: JSON_TYPE, bytes: Buffer.alloc(0) }), /400: the body is not JSON/],
    ['by PUT', (m) => ({ method: 'PUT', headers: JSON_TYPE, bytes: textOf(m) }), /405: .*only POST is answered/],
    [
      'to a path that nobody has',
      (m) => ({ path: `/api/flows/${m.flow}`, headers: JSON_TYPE, bytes: textOf(m) }),
      /404: POST \/api\/flows.*: unknown path/,
    ],
  ];
  for (const [what, manner, cause] of refused)
    it(`is one finding with its cause: messages ${what}`, async () => {
      const { status, stdout, results } = await judged('primary-server', manner, 'PGR_PSRV_BV_13');
      assert.equal(status, 1, stdout);
      const [scenario] = results.scenarios;
      assert.ok(scenario);
      const breaches = breachesOf(scenario).map(({ check }) => check);
      assert.deepEqual([...new Set(breaches.map(({ requirement }) => requirement))], ['WIRE-1'], stdout);
      assert.match(scenario.reason, /^WIRE-1: /);
      assert.match(scenario.reason, cause);
      assert.ok(scenario.checks.some(({ follows }) => follows === 'WIRE-1'));
      assert.match(stdout, /^ {2}so also +\S+ {2}/m);
      assert.equal(results.strays, undefined);
    });

  const roles: readonly (readonly [Role, string])[] = [
    ['client-1', 'PGR_CL1_BV_01'],
    ['client-2', 'PGR_CL2_BV_01'],
    ['partner-server', 'PGR_QSRV_BV_02'],
    ['primary-gms', 'PGR_PGMS_BV_01'],
    ['partner-gms', 'PGR_QGMS_BV_01'],
  ];
  for (const [role, tp] of roles)
    it(`is charged to whoever sent it: ${role}`, async () => {
      const { status, stdout, results } = await judged(role, (m) => ({ bytes: textOf(m) }), tp);
      assert.equal(status, 1, stdout);
      const [scenario] = results.scenarios;
      assert.match(scenario?.reason ?? '', /^WIRE-1: .*415/);
      assert.deepEqual([...new Set(breachesOf(scenario ?? { checks: [] }).map(({ check }) => check.party))], [role]);
    });

  it('is nothing where the target of the request has scheme and host before its path', async () => {
    const manner: Manner = (m) => ({
      path: `${m.address}/flows/${m.flow}`,
      headers: JSON_TYPE,
      bytes: textOf(m),
    });
    const { status, stdout } = await judged('primary-server', manner, 'PGR_PSRV_BV_13');
    assert.equal(status, 0, stdout);
  });
});
