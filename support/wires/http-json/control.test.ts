import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Listener } from '../../ports/adapter';
import type { ControlAnswer, ControlCommand } from '../../ports/control';
import { traceIdOf } from '../../ports/trace-context';
import { Unreachable } from '../../ports/unreachable';
import { DEFAULT_LIMITS } from './adapter';
import { createHttpControl, type HttpControl } from './client/control-client';
import { controlRoutes } from './server/control-server';
import { openHttpServer } from './server/http-server';

const never = new AbortController().signal;
const OPTIONS = { ...DEFAULT_LIMITS, allow: () => true, requestTimeoutMs: 500 };
const GZIP = { 'content-encoding': 'gzip' };
const RELEASE: ControlCommand = { command: 'release', scope: 'k3f9' };

describe('control over HTTP', () => {
  let commands: ControlCommand[] = [];
  let obey: () => Promise<ControlAnswer> = () => Promise.resolve({ status: 'done' });
  let listener: Listener;
  let control: HttpControl;

  before(async () => {
    const party = {
      send: (command: ControlCommand) => {
        commands.push(command);
        return obey();
      },
    };
    const where = { host: '127.0.0.1', port: 0 };
    listener = await openHttpServer(controlRoutes(party, never), where, DEFAULT_LIMITS, () => undefined);
    control = createHttpControl(`${listener.address}/`, OPTIONS);
  });
  beforeEach(() => {
    commands = [];
    obey = () => Promise.resolve({ status: 'done' });
  });
  after(async () => {
    control.close();
    await listener.close();
  });

  const post = async (body: string) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${listener.address}/control`, { method: 'POST', headers, body });
    return { status: response.status, body: (await response.json()) as { detail?: string; status?: unknown } };
  };

  it('carries command and answer', async () => {
    const regroupGroupIds = ['sip:joint-9.k3f9@primary.example'];
    obey = () => Promise.resolve({ status: 'done', regroupGroupIds });
    assert.deepEqual(await control.send(RELEASE, never), { status: 'done', regroupGroupIds });
    assert.deepEqual(commands, [RELEASE]);
  });

  it('says which scenario a command is of, by a trace context', async () => {
    const seen: unknown[] = [];
    const peer = http
      .createServer(({ headers }, response) => {
        seen.push(headers['traceparent']?.toString().split('-')[1]);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"done"}');
      })
      .listen(0, '127.0.0.1');
    await new Promise((resolve) => peer.once('listening', resolve));
    const asking = createHttpControl(`http://127.0.0.1:${(peer.address() as AddressInfo).port}`, OPTIONS);
    for (const command of [RELEASE, { command: 'hello' }] as const) await asking.send(command, never);
    asking.close();
    peer.close();
    assert.deepEqual(seen, [traceIdOf('k3f9'), undefined]);
  });

  it('carries a command for ten thousand users', async () => {
    const users = Array.from({ length: 10_000 }, (_, i) => ({
      mcServiceId: `sip:user-${i}.k3f9@primary.example`,
      clientAddress: 'http://127.0.0.1:9',
      mayInitiateRegroup: false,
    }));
    const entity = { serverId: 'sip:s@p', gmsId: 'sip:g@p', serverAddress: 'http://s', gmsAddress: 'http://g' };
    const systems = [{ name: 'primary', ...entity } as const];
    const command: ControlCommand = {
      command: 'provision',
      scope: 'k3f9',
      system: 'primary',
      systems,
      users,
      groups: [],
    };
    assert.deepEqual(await control.send(command, never), { status: 'done' });
  });

  it('tells of a party that fails without failing itself', async () => {
    obey = () => Promise.reject(new Error('out of groups'));
    assert.deepEqual(await control.send(RELEASE, never), { status: 'errored', reason: 'out of groups' });
    obey = () => Promise.resolve({ status: 'unsupported', reason: 'no such user interface' });
    assert.equal((await control.send(RELEASE, never)).status, 'unsupported');
  });

  it('refuses what is no command, with what it should have been', async () => {
    assert.match((await post('{"command":"relase"}')).body.detail ?? '', /found "relase"; did you mean release\?/);
    assert.match((await post('{"command":"release"}')).body.detail ?? '', /\/scope: expected to be present/);
    assert.match((await post('7')).body.detail ?? '', /expected "command" to be one of hello,/);
    assert.match((await post('null')).body.detail ?? '', /found nothing/);
    assert.equal((await post('{')).status, 400);
    assert.deepEqual(commands, []);
  });

  it('is ready', async () => {
    const response = await fetch(`${listener.address}/control/health`);
    assert.deepEqual([response.status, await response.json()], [200, { status: 'ready' }]);
  });

  it('is unreachable where nobody answers', async () => {
    const nobody = createHttpControl('http://127.0.0.1:1', OPTIONS);
    await assert.rejects(nobody.send(RELEASE, never), (error) => {
      assert.ok(error instanceof Unreachable);
      assert.equal(error.address, 'http://127.0.0.1:1/control');
      return true;
    });
  });

  const badAnswers: readonly (readonly [string, number, string | Buffer, RegExp, http.OutgoingHttpHeaders?])[] = [
    ['that is not JSON', 200, '<html>', /answered what is not JSON: "<html>"/],
    ['that fits no schema', 200, '{"status":"ok"}', /does not fit the schema: \/status: expected one of done/],
    ['with another status', 503, 'busy', /refused the command release: 503 busy$/],
    ['that says when', 503, 'busy', /503 busy, retry-after: 5$/, { 'retry-after': '5' }],
    [
      'that is elsewhere',
      308,
      '',
      /release: 308, location: http:\/\/127\.0\.0\.1\/v2$/,
      { location: 'http://127.0.0.1/v2' },
    ],
    [
      'that is packed',
      200,
      gzipSync('{"status":"done"}'),
      /answered with content-encoding: gzip, where plain UTF-8 is read$/,
      GZIP,
    ],
    ['in UTF-16', 200, Buffer.from('{"status":"done"}', 'utf16le'), /with text in UTF-16 \(little endian\), where/],
    ['that is a refusal in UTF-16', 500, Buffer.from('\ufeffno', 'utf16le'), /release: 500 text in UTF-16/],
    ['that is a packed refusal', 500, gzipSync('no'), /release: 500 content-encoding: gzip$/, GZIP],
  ];
  for (const [what, status, body, reason, headers] of badAnswers)
    it(`takes an answer ${what} as the implementation’s error`, async () => {
      const peer = http
        .createServer((_, response) => response.writeHead(status, headers).end(body))
        .listen(0, '127.0.0.1');
      await new Promise((resolve) => peer.once('listening', resolve));
      const asking = createHttpControl(`http://127.0.0.1:${(peer.address() as AddressInfo).port}`, OPTIONS);
      const answer = await asking.send(RELEASE, never);
      asking.close();
      peer.close();
      assert.equal(answer.status, 'errored');
      assert.match('reason' in answer ? answer.reason : '', /^the implementation /);
      assert.match('reason' in answer ? answer.reason : '', reason);
    });
});
