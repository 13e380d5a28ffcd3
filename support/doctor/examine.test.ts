import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { serveParty } from '../testbed/host/serve';
import { targetOf, type TargetFile } from '../testbed/target/target';
import type { Diagnosis } from '../ports/diagnosis';
import { examine } from './examine';

const WITHIN_MS = 300;

const targetAt = (address: string, more: Partial<TargetFile> = {}): TargetFile => ({
  name: 'a product',
  version: '1',
  roles: { 'primary-server': { underTest: true, address, control: address } },
  timing: { deadlineMs: WITHIN_MS },
  ...more,
});

const look = (file: TargetFile, now = Date.now): Promise<readonly Diagnosis[]> =>
  examine(targetOf(file), { now, tell: () => undefined });

const firstBad = async (file: TargetFile): Promise<string> => {
  const found = (await look(file)).find(({ state }) => state === 'bad');
  assert.ok(found, 'nothing was found wrong');
  assert.doesNotMatch(found.detail, /\n/);
  return `${found.what}: ${found.detail}`;
};

describe('the doctor', () => {
  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  async function serverThat(handle: http.RequestListener): Promise<string> {
    const server = http.createServer(handle).listen(0, '127.0.0.1');
    closers.push(() => {
      server.close();
      server.closeAllConnections();
    });
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function served(): Promise<string> {
    const party = await serveParty('primary-server', { host: '127.0.0.1', port: 0, onFault: () => undefined });
    closers.push(() => party.close());
    return party.address;
  }

  /** The built-in server, with its control answered by another. */
  async function controlThat(answer: (command: { readonly command: string }) => unknown): Promise<TargetFile> {
    const control = await serverThat((request, response) => {
      void request
        .setEncoding('utf8')
        .reduce((text: string, chunk: string) => text + chunk, '')
        .then((text) => {
          response
            .setHeader('content-type', 'application/json')
            .end(JSON.stringify(answer(JSON.parse(text) as { command: string })));
        });
    });
    const address = await served();
    return targetAt(address, { roles: { 'primary-server': { underTest: true, address, control } } });
  }

  it('finds nothing wrong with the built-in server', async () => {
    const all = await look(targetAt(await served()));
    assert.deepEqual(
      all.filter(({ state }) => state !== 'ok'),
      [],
    );
    for (const what of [
      'address',
      'refuses an invalid message',
      'refuses an unknown flow',
      'control',
      'control says no',
      'fixtures',
      'clock',
    ])
      assert.ok(
        all.some((one) => one.what === `primary-server ${what}`),
        what,
      );
  });

  it('finds that nothing listens', async () => {
    const address = await served();
    await closers.pop()?.();
    assert.match(await firstBad(targetAt(address)), /nothing listens at 127.*start the product/);
  });

  it('finds a plain web server', async () => {
    const address = await serverThat((_, response) => {
      response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not Found</h1>');
    });
    assert.match(await firstBad(targetAt(address)), /a web server answers .*found 404 text\/html/);
  });

  it('finds one that takes the connection and never answers', async () => {
    const mute = net.createServer().listen(0, '127.0.0.1');
    const sockets = new Set<net.Socket>();
    mute.on('connection', (socket) => sockets.add(socket));
    closers.push(() => {
      sockets.forEach((socket) => socket.destroy());
      mute.close();
    });
    await once(mute, 'listening');
    const address = `http://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    assert.match(await firstBad(targetAt(address)), /takes the connection and then answers nothing/);
  });

  it('finds one that speaks something else than HTTP', async () => {
    const other = net.createServer((socket) => socket.on('error', () => undefined).end('220 mail.example ESMTP\r\n'));
    closers.push(() => other.close());
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    assert.match(
      await firstBad(targetAt(address)),
      /takes the connection and answers what cannot be read \(it is no HTTP: /,
    );
  });

  it('finds a wrong version of the wire', async () => {
    const hello = { name: 'x', version: '9', roles: ['primary-server'], protocol: 'http-json/2', extras: [] };
    const file = await controlThat(() => ({ status: 'done', hello }));
    assert.match(await firstBad(file), /expected the wire http-json\/1, found .*http-json\/2/);
  });

  it('finds a control of another role, one that cannot say no, and one that cannot set up', async () => {
    const hello = { name: 'x', version: '9', roles: ['client-1'] };
    assert.match(await firstBad(await controlThat(() => ({ status: 'done', hello }))), /found client-1/);
    const yes = { status: 'done', hello: { ...hello, roles: ['primary-server'] } };
    assert.match(await firstBad(await controlThat(() => yes)), /agrees to everything/);
    const errs = ({ command }: { readonly command: string }) =>
      command === 'hello'
        ? yes
        : command === 'provision'
          ? { status: 'errored', reason: 'disk' }
          : { status: 'unsupported', reason: '' };
    assert.match(await firstBad(await controlThat(errs)), /expected "done" to provision, found .*disk/);
  });

  it('finds a server that takes whatever comes', async () => {
    const address = await serverThat((_, response) => {
      response.writeHead(204).end();
    });
    assert.match(await firstBad(targetAt(address)), /expected 400 .*found 204.*hold what arrives/);
  });

  it('warns of a clock that goes wrong, and of a control that is not there', async () => {
    const address = await served();
    const roles = { 'primary-server': { underTest: true as const, address } };
    const all = await look(targetAt(address, { roles }), () => Date.now() - 60_000);
    const warned = all.filter(({ state }) => state === 'warn').map(({ what, detail: found }) => `${what}: ${found}`);
    assert.equal(all.filter(({ state }) => state === 'bad').length, 0);
    assert.match(warned.join('\n'), /clock: (59|60) s ahead.*\n.*control: none is named/);
  });

  it('finds a port that is taken', async () => {
    const { port } = new URL(await served());
    const listen = { ports: { 'client-2': Number(port) } };
    assert.match(await firstBad({ name: 'x', version: '1', listen }), /client-2 port: .*another program listens/);
  });
});
