import assert from 'node:assert/strict';
import { createRecorder } from '../../evidence/recorder';
import type { TraceEvent } from '../../evidence/trace';
import type { Again, DeliveryOutcome, OutboundMessage, Prepared } from '../../ports/adapter';
import type { Fixture } from '../../procedure/fixture';
import type { PartyName } from '../../procedure/roles';
import type { Env, Input, Machine, Output, Send } from '../../reference/machine';
import { HarnessFault } from '../../verdict/errors';
import { createActivity } from './activity';
import { createFaults } from './faults';
import { createHost, type Host } from './host';

const SERVER = 'sip:mcx-server@primary.example';
const ANA = 'sip:ana.k3f9@primary.example';
const BEN = 'sip:ben.k3f9@primary.example';
const FIXTURE: Fixture = {
  scope: 'k3f9',
  systems: [{ name: 'primary', serverId: SERVER, gmsId: 'sip:gms@primary.example' }],
  users: [],
  groups: [],
  multicastIn: [],
  gateway: false,
};
const never = new AbortController().signal;

const logOff = (from: string, to = SERVER): Send => ({
  kind: 'send',
  flow: 'log-off-request.client-server',
  address: 'http://peer',
  body: { from, to, mcServiceId: from },
});
const loggedOff = (to: string): Send => ({
  kind: 'send',
  flow: 'log-off-response.server-client',
  address: 'http://peer',
  body: { from: SERVER, to, mcServiceId: to },
});
const act = { command: 'act', scope: 'k3f9', act: { kind: 'log-off', user: ANA } } as const;
const answered: Output = { kind: 'answer', answer: { status: 'done' } };

/** A host whose machine answers commands with the outputs given, on a wire that the test holds in its hands. */
function opened(react: (input: Input) => readonly Output[], party: PartyName = 'primary-server') {
  const inputs: Input[] = [];
  const machine: Machine = {
    receive(input) {
      inputs.push(input);
      return react(input);
    },
  };
  const wire: {
    message: OutboundMessage;
    again: (again: Again) => void;
    settle: (outcome: DeliveryOutcome['outcome']) => void;
  }[] = [];
  const sent = new Set<() => void>();
  const leave = (message: OutboundMessage, again: (again: Again) => void) =>
    new Promise<DeliveryOutcome>((resolve) => {
      wire.push({ message, again, settle: (outcome) => resolve({ outcome, detail: '' }) });
      for (const look of sent) look();
    });
  const adapter = {
    prepare: (message: OutboundMessage): Prepared => ({
      carried: true,
      raw: JSON.stringify(message.body),
      body: message.body,
      wire: { by: 'test' },
      leave: (_signal, again = () => undefined) => leave(message, again),
    }),
  };
  const recorder = createRecorder(() => 0);
  const events: TraceEvent[] = [];
  recorder.listen((event) => events.push(event));
  recorder.open(FIXTURE);
  const activity = createActivity();
  const stop = new AbortController();
  let built: Env | undefined;
  const build = (env: Env): Machine => {
    built = env;
    return machine;
  };
  const host = createHost(party, build, {
    adapter,
    abilities: {
      ...{ showsMembersOfRegroup: true, findsMembersElsewhere: true, looksWhoCancels: true },
      ...{ returnsRequest: true, assignsIdentities: true, listsGroupsApart: true },
    },
    recorder,
    activity,
    faults: createFaults(),
    now: () => 0,
    fresh: () => 'fresh',
    label: 'here-',
    products: () => [],
    signal: stop.signal,
  });
  const onWire = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (wire.length < count) return;
        sent.delete(look);
        resolve();
      };
      sent.add(look);
      look();
    });
  return { host, env: () => built, inputs, wire, onWire, events, recorder, activity, stop };
}

const kinds = (events: readonly TraceEvent[]): readonly string[] =>
  events.map((event) => (event.kind === 'delivery' ? event.outcome : event.kind));

const receive = (host: Host, { flow, body }: Send, messageId?: string) =>
  host.receiver.onMessage({ flow, body: { ...body }, raw: JSON.stringify(body), messageId, wire: {} });

const settleAll = (wire: ReturnType<typeof opened>['wire']): void => {
  for (const { settle } of wire) settle('accepted');
};

describe('host: sending', () => {
  it('answers a command before what it causes leaves', async () => {
    const { host, wire, onWire, events } = opened(() => [logOff(ANA), answered]);
    assert.deepEqual(await host.control.send(act, never), { status: 'done' });
    assert.deepEqual(kinds(events), ['fixture']);
    await onWire(1);
    assert.equal(wire[0]?.message.messageId, 'here-e2');
    assert.deepEqual(kinds(events), ['fixture', 'message']);
  });

  it('sends one flow to many together, and what follows when all of them are settled', async () => {
    const { host, wire, onWire, activity } = opened(() => [loggedOff(ANA), loggedOff(BEN), logOff(ANA), answered]);
    await host.control.send(act, never);
    await onWire(2);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(wire.length, 2);
    wire[1]?.settle('accepted');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(wire.length, 2);
    wire[0]?.settle('refused');
    await onWire(3);
    assert.equal(wire[2]?.message.flow, 'log-off-request.client-server');
    assert.equal(activity.isIdle(), false);
  });

  it('keeps two messages of one flow from one sender to one receiver in order', async () => {
    const { host, wire, onWire } = opened(() => [logOff(ANA), logOff(ANA), answered]);
    await host.control.send(act, never);
    await onWire(1);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(wire.length, 1);
    wire[0]?.settle('accepted');
    await onWire(2);
  });

  it('has at most 64 on the wire, and sends all of ten thousand once', async () => {
    const everyone = Array.from({ length: 10_000 }, (_, i) => loggedOff(`sip:u${i}.k3f9@primary.example`));
    const { host, wire, onWire, activity } = opened(() => [...everyone, answered]);
    await host.control.send(act, never);
    await onWire(64);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(wire.length, 64);
    for (let settled = 0; settled < everyone.length; settled++) {
      await onWire(settled + 1);
      wire[settled]?.settle('accepted');
    }
    await activity.whenIdle(never);
    assert.deepEqual(
      wire.map(({ message }) => message.body['to']),
      everyone.map(({ body }) => body.to),
    );
  });

  it('tells the machine what was not delivered', async () => {
    for (const outcome of ['refused', 'undeliverable'] as const) {
      const { host, wire, onWire, inputs, activity, events } = opened(({ kind }) =>
        kind === 'command' ? [logOff(ANA), answered] : [],
      );
      await host.control.send(act, never);
      await onWire(1);
      wire[0]?.settle(outcome);
      await activity.whenIdle(never);
      assert.deepEqual(
        inputs.map(({ kind }) => kind),
        ['command', 'undelivered'],
      );
      assert.deepEqual(kinds(events), ['fixture', 'message', outcome]);
    }
  });

  it('records the bytes before they leave, under the id that is in them, and what left again beside them', async () => {
    const { host, wire, onWire, activity, events } = opened(({ kind }) =>
      kind === 'command' ? [logOff(ANA), answered] : [],
    );
    await host.control.send(act, never);
    await onWire(1);
    const [message] = events.filter((event) => event.kind === 'message');
    assert.ok(message);
    assert.deepEqual(
      [wire[0]?.message.messageId, message.wire],
      [`here-${message.id}`, { to: 'http://peer', by: 'test' }],
    );
    wire[0]?.again({ raw: 'once more', challenge: '401' });
    wire[0]?.settle('accepted');
    await activity.whenIdle(never);
    const [resent] = events.filter((event) => event.kind === 'resent');
    assert.deepEqual(
      [resent?.message, resent?.by, resent?.raw, resent?.challenge],
      [message.id, 'primary-server', 'once more', '401'],
    );
    assert.deepEqual(kinds(events), ['fixture', 'message', 'resent', 'accepted']);
  });

  it('checks what it writes itself against the schema', async () => {
    const { host, onWire, events } = opened(() => [logOff('no uri'), answered]);
    await host.control.send(act, never);
    await onWire(1);
    const [message] = events.filter((event) => event.kind === 'message');
    assert.deepEqual(
      message?.schemaErrors.map(({ path }) => path),
      ['/from', '/mcServiceId'],
    );
  });
});

describe('host: receiving', () => {
  it('hands messages on in order and answers that they were taken', async () => {
    const { host, inputs, events } = opened(() => []);
    assert.deepEqual(await receive(host, logOff(ANA)), { accepted: true });
    await receive(host, logOff(BEN));
    assert.deepEqual(
      inputs.map((input) => input.kind === 'flow' && input.body.from),
      [ANA, BEN],
    );
    assert.deepEqual(kinds(events), ['fixture', 'message', 'arrived', 'message', 'arrived']);
  });

  it('refuses a message that does not fit its schema, records it and does not act on it', async () => {
    const { host, inputs, events } = opened(() => []);
    const reception = await host.receiver.onMessage({
      flow: 'log-off-request.client-server',
      body: { from: ANA, to: 7 },
      raw: `{"from":"${ANA}","to":7}`,
      messageId: undefined,
      wire: {},
    });
    assert.ok(!reception.accepted);
    assert.match(reception.problem, /\/to: expected a text, found 7/);
    assert.equal(inputs.length, 0);
    assert.deepEqual(kinds(events), ['fixture', 'message', 'arrived']);
  });

  it('does not take what it is told to refuse, and says the how many-th refusal it is', async () => {
    const { host, inputs } = opened(() => []);
    host.behave('k3f9', { refuses: ['log-off-request.client-server'] });
    const receptions = [await receive(host, logOff(ANA)), await receive(host, logOff(ANA))];
    const problem = 'primary-server takes no log-off-request.client-server';
    assert.deepEqual(
      receptions,
      [0, 1].map((unwilling) => ({ accepted: false, problem, unwilling })),
    );
    assert.equal(inputs.length, 0);
  });

  it('keeps malformed bytes with the scenario that they name', () => {
    const { host, events } = opened(() => []);
    host.receiver.onMalformed({ raw: `{"from":"${ANA}"`, problem: 'the body is not JSON', wire: {} });
    assert.deepEqual([events[1]?.kind, events[1]?.scope], ['malformed', 'k3f9']);
  });

  it('knows its own process by the message id, and nobody else', async () => {
    const { host, events, recorder } = opened(() => []);
    const { flow, body } = logOff(ANA);
    const event = recorder.sending({ flow, body: { ...body }, raw: JSON.stringify(body), schemaErrors: [], wire: {} });
    await receive(host, logOff(ANA), `here-${event.id}`);
    await receive(host, logOff(ANA), event.id);
    assert.deepEqual(kinds(events), ['fixture', 'message', 'arrived', 'message', 'arrived']);
  });

  it('survives a machine that fails, and says so to who asks next', async () => {
    const { host } = opened(({ kind }) => {
      if (kind === 'flow') throw new TypeError('a bug of ours');
      return [answered];
    });
    assert.deepEqual(await receive(host, logOff(ANA)), { accepted: true });
    await assert.rejects(
      host.control.send(act, never),
      (error) => error instanceof HarnessFault && /a bug of ours/.test(error.message),
    );
    assert.deepEqual(await host.control.send(act, never), { status: 'done' });
  });

  it('calls a command that no output answers a fault of ours', async () => {
    await assert.rejects(opened(() => []).host.control.send(act, never), HarnessFault);
  });
});

describe('host: a gateway', () => {
  it('passes on the same message, under the same id', async () => {
    const { host, wire, onWire, events, activity } = opened(
      (input) => (input.kind === 'flow' ? [logOff(ANA)] : []),
      'gateway',
    );
    await receive(host, logOff(ANA));
    await onWire(1);
    wire[0]?.settle('accepted');
    await activity.whenIdle(never);
    assert.deepEqual(kinds(events), ['fixture', 'message', 'arrived', 'relayed', 'accepted']);
    assert.equal(wire[0]?.message.messageId, `here-${events[1]?.id ?? ''}`);
  });
});

describe('host: what one scenario asked for', () => {
  const echo = (input: Input): readonly Output[] => (input.kind === 'flow' ? [loggedOff(input.body.from)] : [answered]);
  const OTHER = 'sip:ana.zz99@primary.example';

  it('ignores: takes, records, does nothing', async () => {
    const { host, inputs, events } = opened(echo);
    host.behave('k3f9', { ignores: ['log-off-request.client-server'] });
    assert.deepEqual(await receive(host, logOff(ANA)), { accepted: true });
    await receive(host, logOff(OTHER));
    assert.deepEqual(
      inputs.map((input) => input.kind === 'flow' && input.body.from),
      [OTHER],
    );
    assert.deepEqual(kinds(events).slice(0, 3), ['fixture', 'message', 'arrived']);
  });

  it('withholds: neither sends nor records, in that scenario and until it ends', async () => {
    const { host, wire, onWire, activity } = opened(echo);
    host.behave('k3f9', { withholds: ['log-off-response.server-client'] });
    host.behave('k3f9', { ignores: ['log-off-response.server-client'] });
    await receive(host, logOff(ANA));
    await receive(host, logOff(OTHER));
    await onWire(1);
    assert.equal(wire[0]?.message.body['to'], OTHER);
    settleAll(wire);
    await activity.whenIdle(never);
    assert.equal(wire.length, 1);
    host.forget('k3f9');
    await receive(host, logOff(ANA));
    await onWire(2);
  });

  it('asksInParts: tells its machine in which scopes it asks for one group at a time', () => {
    const { host, env } = opened(echo);
    assert.equal(env()?.asksInParts?.('k3f9'), false);
    host.behave('k3f9', { asksInParts: true });
    host.behave('k3f9', { delays: {} });
    assert.equal(env()?.asksInParts?.('k3f9'), true);
    assert.equal(env()?.asksInParts?.('k3f8'), false);
  });

  it('namesFirst: tells its machine in which scopes it names members before it asks', () => {
    const { host, env } = opened(echo);
    host.behave('k3f9', { namesFirst: true });
    host.behave('k3f9', { delays: {} });
    assert.deepEqual([env()?.namesFirst?.('k3f9'), env()?.namesFirst?.('k3f8')], [true, false]);
  });

  it('keepsItsRegroups: tells its machine in which scopes no other server may remove its regroups', () => {
    const { host, env } = opened(echo);
    host.behave('k3f9', { keepsItsRegroups: true });
    host.behave('k3f9', { delays: {} });
    assert.deepEqual([env()?.keepsItsRegroups?.('k3f9'), env()?.keepsItsRegroups?.('k3f8')], [true, false]);
  });

  it('release: sends what it held last, and the rest when all is asked for', async () => {
    const { host, wire, onWire, activity } = opened(echo);
    host.behave('k3f9', { holds: ['log-off-response.server-client'] });
    await receive(host, logOff(ANA));
    await receive(host, logOff(BEN));
    host.release('k3f9', 'the-last');
    await onWire(1);
    settleAll(wire);
    await activity.whenIdle(never);
    assert.equal(wire.length, 1);
    host.release('k3f9', 'all');
    await onWire(2);
    assert.deepEqual(
      wire.map(({ message }) => message.body['to']),
      [BEN, ANA],
    );
  });

  it('words: puts what it sends of a regroup otherwise, in that scenario', async () => {
    const formed = (to: string): Send => ({
      kind: 'send',
      flow: 'preconfigured-regroup-response.server-client',
      address: 'http://peer',
      body: { from: SERVER, to, mcServiceId: to, regroupGroupId: to.replace('ana', 'joint-9') },
    });
    const { host, wire, onWire } = opened((input) =>
      input.kind === 'flow' ? [loggedOff(input.body.from), formed(input.body.from)] : [],
    );
    host.behave('k3f9', { words: 'in-capitals' });
    await receive(host, logOff(ANA));
    await receive(host, logOff(OTHER));
    for (let count = 1; count <= 4; count += 1) {
      await onWire(count);
      settleAll(wire);
    }
    const joint = (id: string): string => id.replace('ana', 'joint-9');
    assert.deepEqual(
      wire.map(({ message: { body } }) => body['regroupGroupId']).filter((id) => id !== undefined),
      [joint(ANA).replace('primary.example', 'PRIMARY.EXAMPLE'), joint(OTHER)],
    );
    assert.ok(wire.every(({ message: { body } }) => [ANA, OTHER].includes(String(body['to']))));
  });

  it('delays: lets others go first, and is not idle meanwhile', async () => {
    const { host, wire, onWire, activity } = opened(echo);
    host.behave('k3f9', { delays: { 'log-off-response.server-client': 20 } });
    await receive(host, logOff(ANA));
    await receive(host, logOff(OTHER));
    await onWire(1);
    settleAll(wire);
    assert.equal(activity.isIdle(), false);
    await onWire(2);
    assert.deepEqual(
      wire.map(({ message }) => message.body['to']),
      [OTHER, ANA],
    );
    settleAll(wire);
    await activity.whenIdle(never);
  });

  it('lingers: reacts at once, confirms later that it took the message, and is not idle meanwhile', async () => {
    const { host, wire, onWire, activity, stop } = opened(echo);
    host.behave('k3f9', { lingers: { 'log-off-request.client-server': 60_000 } });
    let confirms = false;
    const reception = Promise.resolve(receive(host, logOff(ANA))).then((answer) => {
      confirms = true;
      return answer;
    });
    await onWire(1);
    settleAll(wire);
    assert.deepEqual([confirms, activity.isIdle()], [false, false]);
    stop.abort();
    assert.deepEqual(await reception, { accepted: true });
    await activity.whenIdle(never);
  });

  it('lets a delayed message go when the testbed closes', async () => {
    const { host, activity, stop } = opened(echo);
    host.behave('k3f9', { delays: { 'log-off-response.server-client': 60_000 } });
    await receive(host, logOff(ANA));
    stop.abort();
    await activity.whenIdle(never);
  });
});
