import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { createRecorder, type Recorder } from '../evidence/recorder';
import type { MessageEvent, TraceEvent } from '../evidence/trace';
import type { ControlCommand } from '../ports/control';
import type { Testbed } from '../ports/testbed';
import { traceIdOf } from '../ports/trace-context';
import type { Fixture } from '../procedure/fixture';
import { PARTIES, type PartyName, type Role } from '../procedure/roles';
import { UserError } from '../verdict/errors';
import { builtIns } from './target/built-in-under-test';
import { greeted, productParty } from './product-party';
import { serveParty } from './host/serve';
import { targetOf, type Target } from './target/target';
import { openTestbed } from './testbed';

const SCOPE = 'k3f9';
const ANA = `sip:ana.${SCOPE}@primary.example`;
const never = new AbortController().signal;
const built: Target = targetOf({ name: 'built-in', version: '1' });

async function withTestbed(
  target: Target,
  test: (testbed: Testbed, recorder: Recorder) => Promise<void>,
): Promise<void> {
  const recorder = createRecorder(() => 0);
  const testbed = await openTestbed(target, { recorder, now: () => 0 });
  try {
    await test(testbed, recorder);
  } finally {
    await testbed.close();
  }
}

/** Ana's client and her server are told of each other. */
async function provision(
  testbed: Testbed,
  parties: readonly PartyName[] = ['client-1', 'primary-server'],
): Promise<void> {
  const [primary] = testbed.systems;
  assert.ok(primary);
  const fixture: Fixture = {
    scope: SCOPE,
    systems: [{ name: 'primary', serverId: primary.serverId, gmsId: primary.gmsId }],
    users: [{ name: 'Ana', id: ANA, system: 'primary', party: 'client-1', mayInitiateRegroup: true, inService: true }],
    groups: [],
    multicastIn: [],
    gateway: false,
  };
  testbed.openScope(fixture);
  const command: ControlCommand = {
    command: 'provision',
    scope: SCOPE,
    system: 'primary',
    systems: [
      {
        name: 'primary',
        serverId: primary.serverId,
        gmsId: primary.gmsId,
        serverAddress: testbed.party('primary-server').address,
        gmsAddress: testbed.party('primary-gms').address,
      },
    ],
    users: [{ mcServiceId: ANA, clientAddress: testbed.party('client-1').address, mayInitiateRegroup: true }],
    groups: [],
  };
  for (const party of parties)
    assert.deepEqual(await testbed.party(party).control.send(command, never), { status: 'done' });
}

const START: ControlCommand = { command: 'act', scope: SCOPE, act: { kind: 'start-service', user: ANA } };

const messagesIn = (recorder: Recorder): readonly MessageEvent[] =>
  recorder.events(SCOPE).filter((event) => event.kind === 'message');

const until = (recorder: Recorder, holds: (event: TraceEvent) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const stop = recorder.listen((event) => {
      if (!holds(event)) return;
      stop();
      resolve();
    });
  });

async function codeOf(opening: Promise<unknown>): Promise<UserError> {
  try {
    await opening;
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error;
  }
  return assert.fail('it opened');
}

describe('testbed of built-in parties', () => {
  it('opens every party at an address of its own, and each answers control', () =>
    withTestbed(built, async (testbed) => {
      assert.equal(new Set(PARTIES.map((name) => testbed.party(name).address)).size, PARTIES.length);
      for (const name of PARTIES)
        assert.equal((await testbed.party(name).control.send({ command: 'hello' }, never)).status, 'done', name);
      assert.deepEqual([testbed.underTest, testbed.selfContained], [[], true]);
    }));

  it('is not idle for a moment from the act to the last message', () =>
    withTestbed(built, async (testbed, recorder) => {
      await provision(testbed);
      await testbed.whenIdle(never);
      const idle: string[] = [];
      recorder.listen((event) => {
        if (testbed.isIdle()) idle.push(event.kind);
      });
      await testbed.party('client-1').control.send(START, never);
      assert.equal(testbed.isIdle(), false);
      await testbed.whenIdle(never);
      assert.deepEqual(idle, []);
      assert.deepEqual(
        messagesIn(recorder).map(({ flow, from, writtenBy }) => [flow, from.party, writtenBy]),
        [
          ['service-authorization-request.client-server', 'client-1', 'harness'],
          ['service-authorization-response.server-client', 'primary-server', 'harness'],
        ],
      );
    }));

  it('does for one scope what was asked, until the scope closes', () =>
    withTestbed(built, async (testbed, recorder) => {
      await provision(testbed);
      testbed.party('primary-server').behave?.(SCOPE, { ignores: ['service-authorization-request.client-server'] });
      await testbed.party('client-1').control.send(START, never);
      await testbed.whenIdle(never);
      assert.equal(messagesIn(recorder).length, 1);
      testbed.closeScope(SCOPE);
      await provision(testbed);
      await testbed.party('client-1').control.send(START, never);
      await testbed.whenIdle(never);
      assert.equal(messagesIn(recorder).length, 2);
    }));

  it('treats a built-in party under test as a stranger whose work it can see', async () => {
    const mutant = builtIns().find(({ role }) => role === 'primary-server');
    assert.ok(mutant);
    const target: Target = { ...built, roles: { 'primary-server': { underTest: true, builtIn: mutant.id } } };
    await withTestbed(target, async (testbed, recorder) => {
      assert.deepEqual([testbed.underTest, testbed.selfContained], [['primary-server'], true]);
      assert.equal(testbed.party('primary-server').behave, undefined);
      await provision(testbed);
      await testbed.party('client-1').control.send(START, never);
      await testbed.whenIdle(never);
      const written = messagesIn(recorder).filter(({ from }) => from.party === 'primary-server');
      assert.deepEqual([...new Set(written.map(({ writtenBy }) => writtenBy))], ['implementation']);
    });
  });

  it('needs no socket between the parties that it plays, unless all that passes is captured', async () => {
    const mutant = builtIns().find(({ role }) => role === 'primary-server');
    assert.ok(mutant);
    const underTest: Target = { ...built, roles: { 'primary-server': { underTest: true, builtIn: mutant.id } } };
    const captured = { onSocket: () => undefined, onTransmission: () => undefined };
    const links = (recorder: Recorder) => messagesIn(recorder).map(({ wire }) => wire['link']);
    for (const [target, capture, expected] of [
      [built, undefined, ['memory', 'memory']],
      [built, captured, [undefined, undefined]],
      [underTest, undefined, [undefined, undefined]],
    ] as const) {
      const recorder = createRecorder(() => 0);
      const testbed = await openTestbed(target, { recorder, now: () => 0, capture });
      await provision(testbed);
      await testbed.party('client-1').control.send(START, never);
      await testbed.whenIdle(never);
      assert.deepEqual(links(recorder), expected);
      await testbed.close();
    }
  });

  it('says which party cannot have which port, and leaves nothing open', async () => {
    const taken = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const target: Target = { ...built, listen: { host: '127.0.0.1', ports: { 'partner-gms': port } } };
    const error = await codeOf(openTestbed(target, { recorder: createRecorder(() => 0), now: () => 0 }));
    taken.close();
    assert.equal(error.code, 'MCX-PORT');
    assert.match(
      error.message,
      new RegExp(`partner-gms to listen on 127\\.0\\.0\\.1, port ${port}, but another program`),
    );
  });
});

describe('testbed with a product', () => {
  const serve = () => serveParty('primary-server', { host: '127.0.0.1', port: 0 });

  it('drives it by control over HTTP and records what it writes as its own', async () => {
    const product = await serve();
    const { address, control } = product;
    const target: Target = { ...built, roles: { 'primary-server': { underTest: true, address, control } } };
    await withTestbed(target, async (testbed, recorder) => {
      assert.deepEqual([testbed.underTest, testbed.selfContained], [['primary-server'], false]);
      await provision(testbed);
      const answered = until(recorder, (event) => event.kind === 'message' && event.writtenBy === 'implementation');
      await testbed.party('client-1').control.send(START, never);
      await answered;
      assert.deepEqual(
        messagesIn(recorder).map(({ flow, writtenBy }) => [flow, writtenBy]),
        [
          ['service-authorization-request.client-server', 'harness'],
          ['service-authorization-response.server-client', 'implementation'],
        ],
      );
      const release = await testbed.party('primary-server').control.send({ command: 'release', scope: SCOPE }, never);
      assert.deepEqual(release, { status: 'done' });
    });
    await product.close();
  });

  it('tells a product which scenario a message is of', async () => {
    const product = http.createServer().listen(0, '127.0.0.1');
    await once(product, 'listening');
    const address = `http://127.0.0.1:${(product.address() as AddressInfo).port}`;
    const target: Target = { ...built, roles: { 'primary-server': { underTest: true, address } } };
    await withTestbed(target, async (testbed) => {
      const asked = once(product, 'request') as Promise<[http.IncomingMessage, http.ServerResponse]>;
      await provision(testbed, ['client-1']);
      await testbed.party('client-1').control.send(START, never);
      const [{ headers }, response] = await asked;
      response.writeHead(204).end();
      assert.equal(headers['traceparent']?.toString().split('-')[1], traceIdOf(SCOPE));
    });
    product.closeAllConnections();
    product.close();
  });

  it('asks nothing of a product that has no control', async () => {
    const target: Target = { ...built, roles: { 'client-2': { underTest: true, address: 'http://127.0.0.1:9' } } };
    await withTestbed(target, async (testbed) => {
      const answer = await testbed.party('client-2').control.send({ command: 'hello' }, never);
      assert.deepEqual([answer.status, testbed.party('client-2').address], ['unsupported', 'http://127.0.0.1:9']);
    });
  });

  it('says before the first scenario that a product speaks another version of the wire', async () => {
    const hello = { name: 'x', version: '1', roles: ['client-2'] as const, protocol: 'http-json/9' };
    const party = productParty(
      'client-2',
      'http://127.0.0.1:9',
      { send: () => Promise.resolve({ status: 'done', hello }) },
      undefined,
    );
    const { code, exitCode, message } = await codeOf(greeted(party, 1000, 'http-json'));
    assert.deepEqual([code, exitCode], ['MCX-UNREACHABLE', 3]);
    assert.match(message, /client-2 to speak the wire http-json\/1, found "http-json\/9"\. Use the version/);
    const elsewhere = await codeOf(greeted(party, 1000, 'sip'));
    assert.match(elsewhere.message, /client-2 to speak the wire sip or http-json\/1, found "http-json\/9"/);
  });

  it('takes the name of the wire of the target file for that of the wire', async () => {
    for (const protocol of ['sip', 'SIP/2.0', 'http-json/1', undefined]) {
      const hello = { name: 'x', version: '1', roles: ['client-2'], ...(protocol && { protocol }) };
      const control = { send: () => Promise.resolve({ status: 'done', hello } as const) };
      await greeted(productParty('client-2', 'sip:127.0.0.1:9', control, undefined), 1000, 'sip');
    }
  });

  it('says that it takes another role, or is no product at all, before the first scenario', async () => {
    const product = await serve();
    const { address, control } = product;
    const opened = (role: Role, at: string) =>
      codeOf(
        openTestbed(
          { ...built, roles: { [role]: { underTest: true, address, control: at } } },
          { recorder: createRecorder(() => 0), now: () => 0 },
        ),
      );
    assert.match((await opened('client-2', control)).message, /to take the role client-2, found primary-server/);
    const other = await opened('primary-server', `${control}/elsewhere`);
    await product.close();
    assert.deepEqual([other.code, other.exitCode], ['MCX-UNREACHABLE', 3]);
    assert.match(
      other.message,
      /primary-server to say hello by control, but the implementation refused [^\n]*404[^\n]*$/,
    );
  });

  it('says that it does not answer, before the first scenario', async () => {
    const hanging = net.createServer((socket) => socket.unref()).listen(0, '127.0.0.1');
    await new Promise((resolve) => hanging.once('listening', resolve));
    const address = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
    const target: Target = {
      ...built,
      timing: { ...built.timing, deadlineMs: 20 },
      roles: { 'client-2': { underTest: true, address, control: address } },
    };
    const error = await codeOf(openTestbed(target, { recorder: createRecorder(() => 0), now: () => 0 }));
    hanging.close();
    assert.equal(error.code, 'MCX-UNREACHABLE');
    assert.match(error.message, /client-2 to answer control at http:\/\/127.*no answer within 20 ms.*roles\.client-2/);
  });

  it('says that it cannot be reached, before the first scenario', async () => {
    const product = await serve();
    await product.close();
    const { address, control } = product;
    const target: Target = { ...built, roles: { 'client-2': { underTest: true, address, control } } };
    const error = await codeOf(openTestbed(target, { recorder: createRecorder(() => 0), now: () => 0 }));
    assert.deepEqual([error.code, error.exitCode], ['MCX-UNREACHABLE', 3]);
    assert.match(
      error.message,
      /client-2 to answer control at http:\/\/127.*nothing listens at .*roles\.client-2\.control/,
    );
  });
});
