// A secret of the product, sent as a header from an environment variable, stands in nothing that a run leaves or prints, even
// where the product says it back.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { useTemporaryFolder } from '../../../support/report/testing/temporary-folder';
import { endAll, run } from '../program';
import { serve, writeTarget } from '../served';

/** A text, and what stands compressed in it where it is the page of a run. */
const unpacked = (text: string): readonly string[] => [
  text,
  ...[...text.matchAll(/<script type="application\/octet-stream"[^>]*>([^<]*)</g)].map(([, data = '']) =>
    gunzipSync(Buffer.from(data, 'base64')).toString('utf8'),
  ),
  captured(text),
];

/** What sockets carried, one piece after another. */
const captured = (text: string): string =>
  [...text.matchAll(/^\{"kind":"transmission",.*"bytes":"([^"]*)"/gm)]
    .map(([, bytes = '']) => Buffer.from(bytes, 'base64').toString('latin1'))
    .join('');

const SECRET = 'Bearer 7f3k-very-secret-9q';

describe('a secret of the product', () => {
  const folder = useTemporaryFolder();
  let door: http.Server;
  let asked = 0;
  let flows = 0;

  beforeEach(async () => {
    process.env['MCX_TEST_TOKEN'] = SECRET;
    asked = 0;
    flows = 0;
    const { address } = await serve('client-2');
    // Lets through whoever knows the secret, and says it back in every answer; every fifth flow is refused with it.
    door = http
      .createServer((request, response) => {
        if (request.headers.authorization !== SECRET) {
          response.writeHead(401, { 'content-type': 'application/problem+json' }).end('{"title":"who are you?"}');
          return;
        }
        asked += 1;
        const isFlow = request.url?.startsWith('/flows/') === true;
        if (isFlow) flows += 1;
        if (isFlow && flows % 5 === 0) {
          const told = { title: 'not now', status: 503, detail: `you said ${SECRET}` };
          response.writeHead(503, { 'content-type': 'application/problem+json' }).end(JSON.stringify(told));
          return;
        }
        const { method, url, headers } = request;
        const onward = http.request(`${address}${url ?? ''}`, { method: method ?? 'GET', headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 500, { ...answer.headers, 'x-echo': SECRET });
          answer.pipe(response);
        });
        request.pipe(onward);
      })
      .listen(0, '127.0.0.1');
    await once(door, 'listening');
  });

  afterEach(async () => {
    delete process.env['MCX_TEST_TOKEN'];
    door.close();
    door.closeAllConnections();
    await endAll();
  });

  const target = (headers: string): string => {
    const address = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
    return writeTarget(
      folder.path,
      `roles: { client-2: { underTest: true, address: "${address}", control: "${address}"${headers} } }`,
    );
  };
  const withSecret = ', headers: { Authorization: { env: MCX_TEST_TOKEN } }';
  const few = ['--role', 'client-2'];

  it('reaches the product and stands nowhere', async () => {
    const reports = path.join(folder.path, 'reports');
    const file = target(withSecret);
    const examined = await run('doctor', '--target', file);
    const ended = await run('run', '--capture', ...few, '--reports', reports, '--target', file);
    assert.ok(asked > 10, `${asked} messages got through: ${ended.stdout}${ended.stderr}`);
    const written = fs
      .readdirSync(reports, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(reports, name));
    const texts = written
      .filter((name) => fs.statSync(name).isFile())
      .flatMap((name) => unpacked(fs.readFileSync(name, name.endsWith('.pcapng') ? 'latin1' : 'utf8')));
    assert.ok(
      texts.some((text) => /Authorization: Bearer \*{5}/i.test(text)),
      'what was sent is captured, and masked',
    );
    assert.ok(
      texts.some((text) => text.includes('(secret)')),
      'the product said the secret back, and it was hidden',
    );
    for (const text of [...texts, ended.stdout, ended.stderr, examined.stdout, examined.stderr])
      assert.ok(!text.includes('very-secret'));
  });

  it('is not laid open by what opens TLS: such a capture is refused in one line', async () => {
    const reports = path.join(folder.path, 'reports');
    const ended = await run('run', '--capture-tls', ...few, '--target', target(withSecret), '--reports', reports);
    assert.equal(ended.status, 2);
    assert.match(ended.stderr, /^MCX-CAPTURE-TLS: [^\n]*roles\.client-2\.headers\.Authorization[^\n]*\n$/);
    assert.equal(ended.stdout, '');
    assert.ok(!fs.existsSync(reports) && asked === 0);
  });

  it('is asked for in one line where it is missing, and by the doctor where the file does not name it', async () => {
    delete process.env['MCX_TEST_TOKEN'];
    const missing = await run('run', ...few, '--target', target(withSecret), '--reports', folder.path);
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /^MCX-SECRET: [^\n]*MCX_TEST_TOKEN[^\n]*\n$/);
    const refused = await run('doctor', '--target', target(''));
    assert.equal(refused.status, 3);
    assert.match(refused.stderr, /^MCX-DOCTOR: [^\n]*it asks for credentials[^\n]*\n$/);
  });
});
