import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Fixture } from '../procedure/fixture';
import type { PartyName } from '../procedure/roles';
import { createRecorder } from './recorder';
import type { SeenMessage } from './seen';
import type { MessageEvent, TraceEvent } from './trace';

const ANA = 'sip:ana.k3f9@primary.example';
const SERVER = 'sip:mcx-server@primary.example';
const FIXTURE: Fixture = {
  scope: 'k3f9',
  systems: [{ name: 'primary', serverId: SERVER, gmsId: 'sip:gms@primary.example' }],
  users: [{ name: 'Ana', id: ANA, system: 'primary', party: 'client-1', mayInitiateRegroup: true, inService: true }],
  groups: [],
  multicastIn: [],
  gateway: false,
};

function seen(body: Record<string, unknown>, flow: SeenMessage['flow'] = 'log-off-request.client-server') {
  return {
    flow,
    body,
    raw: JSON.stringify(body),
    schemaErrors: [],
    check: () => [],
    wire: {},
  } satisfies SeenMessage & {
    check: unknown;
  };
}

const LOG_OFF = seen({ from: ANA, to: SERVER, mcServiceId: ANA });

function opened() {
  const recorder = createRecorder(() => 0);
  recorder.open(FIXTURE);
  return recorder;
}

const kinds = (recorder: ReturnType<typeof opened>) =>
  recorder.events('k3f9').map((event) => (event.kind === 'delivery' ? `${event.outcome} ${event.by}` : event.kind));

describe('recorder', () => {
  it('records a message between played parties once, with its arrival', () => {
    const recorder = opened();
    const event = recorder.sending(LOG_OFF);
    const arrived = recorder.arrived({ ...LOG_OFF, messageId: event.id }, 'primary-server');
    recorder.delivered(event, 'client-1', 'accepted', '');
    assert.equal(arrived, event);
    assert.deepEqual(kinds(recorder), ['fixture', 'message', 'arrived primary-server']);
    assert.deepEqual([event.from.party, event.to.party, event.writtenBy], ['client-1', 'primary-server', 'harness']);
  });

  it('charges whoever sent a message to another party than it names, where that takes nothing for others', () => {
    const sentTo = (at: 'primary-server' | 'primary-gms', takesItsOwn: boolean) =>
      opened().arrived({ ...LOG_OFF, messageId: undefined, takesItsOwn }, at).schemaErrors;
    assert.deepEqual(sentTo('primary-server', true), []);
    assert.deepEqual(sentTo('primary-gms', false), []);
    assert.deepEqual(sentTo('primary-gms', true), [
      {
        path: '/to',
        expected: 'the party that it is sent to, the primary-gms',
        found: `${SERVER}, the primary-server`,
      },
    ]);
  });

  it('charges the one product there is with what names its sender by what can be no name', () => {
    const sentBy = (from: string, writer: PartyName | undefined) => {
      const named = seen({ from, to: SERVER, mcServiceId: ANA });
      const check = () => [{ path: '/from', expected: 'a URI', found: from }];
      return opened().arrived({ ...named, check, messageId: undefined, writer }, 'primary-server').from.party;
    };
    assert.equal(sentBy(`"Ana" <${ANA}>`, 'client-1'), 'client-1');
    assert.equal(sentBy(`"Ana" <${ANA}>`, undefined), null);
  });

  it('charges whoever sent a message to an identity that nobody in its scenario has', () => {
    const sentTo = (to: string, from = ANA) =>
      opened().arrived(
        { ...seen({ from, to, mcServiceId: from }), messageId: undefined, takesItsOwn: true },
        'primary-server',
      ).schemaErrors;
    assert.deepEqual(sentTo(SERVER.toUpperCase().replace('SIP:', 'sip:')), [
      {
        path: '/to',
        expected: 'the party that it is sent to, the primary-server',
        found: `${SERVER.toUpperCase().replace('SIP:', 'sip:')}, which nobody has`,
      },
    ]);
    assert.deepEqual(sentTo('sip:nobody@primary.example', 'sip:ana.x000@primary.example'), [], 'of no scenario');
    assert.deepEqual(sentTo(''), [], 'which its schema says');
  });

  it('tells the server from the group management server by the flow, where one product has one identity for both', () => {
    const recorder = createRecorder(() => 0);
    recorder.open({ ...FIXTURE, systems: [{ name: 'primary', serverId: SERVER, gmsId: SERVER }] });
    const between = { from: SERVER, to: SERVER, mcServiceGroupIdList: ['sip:fire.k3f9@primary.example'] };
    const ends = (message: ReturnType<typeof seen>) => {
      const { from, to } = recorder.sending(message);
      return [from.party, to.party];
    };
    assert.deepEqual(ends(LOG_OFF), ['client-1', 'primary-server']);
    assert.deepEqual(ends(seen(between, 'subscribe-group-configuration-request.server-gms')), [
      'primary-server',
      'primary-gms',
    ]);
    assert.deepEqual(ends(seen({ ...between, to: ANA }, 'notify-group-configuration-request.gms-client')), [
      'primary-gms',
      'client-1',
    ]);
  });

  it('makes messages of one hidden class, which a class for each would outweigh', () => {
    setFlagsFromString('--allow-natives-syntax');
    const areAlike = runInNewContext('(one, other) => %HaveSameMap(one, other)') as (...two: object[]) => boolean;
    const recorder = opened();
    // V8 makes one for each only where it has seen many.
    const messages = Array.from({ length: 2000 }, () => recorder.sending(LOG_OFF));
    const last = messages.slice(-2);
    assert.ok(areAlike(...last));
  });

  it('gives an id away before its event, which nobody else has', () => {
    const recorder = opened();
    const reserved = recorder.reserve();
    const other = recorder.sending(LOG_OFF);
    const event = recorder.sending(LOG_OFF, 'harness', reserved);
    assert.deepEqual([event.id, event.id === other.id], [reserved, false]);
    assert.equal(recorder.arrived({ ...LOG_OFF, messageId: reserved }, 'primary-server'), event);
  });

  it('keeps the bytes of a relay and of what left again, and no secret in them', () => {
    const recorder = opened();
    const event = recorder.sending(LOG_OFF);
    recorder.relaying(event, 'gateway', 'Authorization: Digest abc');
    const { id: message, scope } = event;
    const raw = 'Proxy-Authorization: Digest abc';
    recorder.add({
      kind: 'resent',
      scope,
      message,
      by: 'gateway',
      raw,
      challenge: 'Authentication-Info: rspauth="abc"',
    });
    const [relayed, resent] = recorder.events('k3f9').slice(2);
    assert.ok(relayed?.kind === 'delivery' && resent?.kind === 'resent');
    assert.equal(relayed.raw, 'Authorization: Digest ***');
    assert.deepEqual(
      [resent.raw, resent.challenge],
      ['Proxy-Authorization: Digest ***', 'Authentication-Info: rspauth="***"'],
    );
  });

  it('takes a message that carries no id of ours as the implementation’s', () => {
    const recorder = opened();
    assert.equal(recorder.arrived({ ...LOG_OFF, messageId: 'foreign' }, 'primary-server').writtenBy, 'implementation');
  });

  it('is not taken in by an implementation that copies an id into another message', () => {
    const recorder = opened();
    const event = recorder.sending(LOG_OFF);
    const answer = seen({ from: SERVER, to: ANA, mcServiceId: ANA }, 'log-off-response.server-client');
    const arrived = recorder.arrived({ ...answer, messageId: event.id }, 'client-1');
    assert.notEqual(arrived.id, event.id);
    assert.equal(arrived.writtenBy, 'implementation');
  });

  it('takes the same message a second time as a second message', () => {
    const recorder = opened();
    const event = recorder.sending(LOG_OFF);
    recorder.arrived({ ...LOG_OFF, messageId: event.id }, 'primary-server');
    recorder.delivered(event, 'client-1', 'accepted', '');
    assert.notEqual(recorder.arrived({ ...LOG_OFF, messageId: event.id }, 'primary-server').id, event.id);
  });

  it('records a relay as one message, whichever hop is settled first', () => {
    const recorder = opened();
    const event = recorder.sending(LOG_OFF);
    recorder.arrived({ ...LOG_OFF, messageId: event.id }, 'gateway');
    recorder.relaying(event, 'gateway');
    recorder.delivered(event, 'client-1', 'accepted', '');
    assert.equal(recorder.arrived({ ...LOG_OFF, messageId: event.id }, 'primary-server'), event);
    recorder.delivered(event, 'gateway', 'accepted', '');
    assert.deepEqual(kinds(recorder).slice(1), [
      'message',
      'arrived gateway',
      'relayed gateway',
      'accepted client-1',
      'arrived primary-server',
    ]);
  });

  it('knows a message that was given up and came all the same', () => {
    const recorder = opened();
    const event = recorder.sending(LOG_OFF);
    recorder.delivered(event, 'client-1', 'undeliverable', 'no answer in time');
    assert.equal(recorder.arrived({ ...LOG_OFF, messageId: event.id }, 'primary-server'), event);
  });

  it('knows a message that is still on its way when its scenario ends', () => {
    const recorder = opened();
    const event = recorder.sending(LOG_OFF);
    recorder.close('k3f9');
    assert.equal(recorder.arrived({ ...LOG_OFF, messageId: event.id }, 'primary-server'), event);
  });

  it('learns the identity of a regroup group that carries no scope', () => {
    const recorder = opened();
    const regroupGroupId = 'sip:regroup-1@primary.example';
    recorder.sending(seen({ from: SERVER, to: ANA, regroupGroupId }));
    const later = seen({ from: SERVER, to: 'sip:server@partner.example', regroupGroupId });
    assert.equal(recorder.scopeOf(later), 'k3f9');
    recorder.close('k3f9');
    assert.equal(recorder.scopeOf(later), null);
  });

  describe('of a message of a closed scope', () => {
    function closed() {
      const recorder = opened();
      recorder.close('k3f9');
      const late: MessageEvent[] = [];
      const stop = recorder.listen((event) => event.kind === 'message' && late.push(event));
      return { recorder, late, stop };
    }

    it('keeps it with its scenario and its parties, where listeners see it', () => {
      const { recorder, late, stop } = closed();
      recorder.arrived({ ...LOG_OFF, messageId: undefined }, 'primary-server');
      stop();
      recorder.sending(LOG_OFF);
      assert.deepEqual(
        late.map(({ scope, from }) => [scope, from.party]),
        [['k3f9', 'client-1']],
      );
      assert.deepEqual([recorder.isOpen('k3f9'), recorder.events('k3f9')], [false, []]);
    });

    it('finds it by the regroup that was learned with it, and by nothing once it is forgotten', () => {
      const recorder = opened();
      const regroupGroupId = 'sip:regroup-1@primary.example';
      recorder.sending(seen({ from: SERVER, to: ANA, regroupGroupId }));
      recorder.close('k3f9');
      const later = seen({ from: SERVER, to: 'sip:server@partner.example', regroupGroupId });
      assert.deepEqual([recorder.homeOf(later), recorder.scopeOf(later)], ['k3f9', null]);
      recorder.forget('k3f9');
      assert.deepEqual([recorder.homeOf(later), recorder.homeOf(LOG_OFF)], [null, null]);
    });

    it('finds it in what could not be taken too', () => {
      const recorder = opened();
      recorder.close('k3f9');
      const later: TraceEvent[] = [];
      recorder.listen((event) => event.kind === 'malformed' && later.push(event));
      const refused = { readable: LOG_OFF.raw, byNameOnly: true } as const;
      recorder.malformed({ raw: 'SIP/2.0 480', problem: 'a second one', refused }, 'client-1', ['primary-server']);
      recorder.malformed({ raw: LOG_OFF.raw, problem: 'garbled', refused: {} }, 'primary-server', ['client-1']);
      recorder.forget('k3f9');
      recorder.malformed({ raw: LOG_OFF.raw, problem: 'garbled', refused: {} }, 'primary-server', ['client-1']);
      assert.deepEqual(
        later.map(({ scope }) => scope),
        ['k3f9', 'k3f9', null],
      );
    });

    it('takes none for another that is open and has learned the same regroup since', () => {
      const recorder = opened();
      const regroupGroupId = 'sip:regroup-1@primary.example';
      const inScope = (scope: string) => seen({ from: SERVER, to: `sip:ana.${scope}@primary.example`, regroupGroupId });
      recorder.sending(inScope('k3f9'));
      recorder.close('k3f9');
      recorder.open({ ...FIXTURE, scope: 'k3fa' });
      recorder.sending(inScope('k3fa'));
      const later = seen({ from: SERVER, to: 'sip:server@partner.example', regroupGroupId });
      assert.equal(recorder.homeOf(later), 'k3fa');
    });

    it('is not taken in by one of ours that was given up and comes all the same', () => {
      const recorder = opened();
      const event = recorder.sending(LOG_OFF);
      recorder.delivered(event, 'client-1', 'undeliverable', 'no answer in time');
      recorder.close('k3f9');
      assert.equal(recorder.arrived({ ...LOG_OFF, messageId: event.id }, 'primary-server'), event);
    });
  });

  describe('of a message that names neither user nor group', () => {
    const NOTIFY = 'notify-group-configuration-request.gms-server';
    const empty = seen({ from: 'sip:gms@primary.example', to: SERVER, groupConfigurations: [] }, NOTIFY);
    const invalid = [{ path: '/groupConfigurations', expected: 'at least 1 item', found: '0' }];

    it('charges what is not valid to its writer, in the scenario that is open', () => {
      const recorder = opened();
      const event = recorder.arrived({ ...empty, messageId: undefined, check: () => invalid }, 'primary-server');
      assert.deepEqual([event.scope, event.from.party], ['k3f9', 'primary-gms']);
    });

    it('leaves what is valid, what is ours, and what comes from nobody known a stray', () => {
      const recorder = opened();
      const stranger = seen({ from: 'sip:gms@elsewhere.example', to: SERVER, groupConfigurations: [] }, NOTIFY);
      const events = [
        recorder.arrived({ ...empty, messageId: undefined }, 'primary-server'),
        recorder.sending({ ...empty, schemaErrors: invalid }),
        recorder.arrived({ ...stranger, messageId: undefined, check: () => invalid }, 'primary-server'),
      ];
      assert.deepEqual(
        events.map(({ scope }) => scope),
        [null, null, null],
      );
    });
  });

  it('numbers events in the order in which they came', () => {
    const recorder = createRecorder(() => 0, 'w1-');
    recorder.open(FIXTURE);
    const event = recorder.sending(LOG_OFF);
    assert.equal(event.id, 'w1-e2');
    assert.deepEqual(
      recorder.events('k3f9').map(({ seq }) => seq),
      [1, 2],
    );
  });

  describe('with identities that scenarios share', () => {
    const STANDING = 'sip:ana@police.example';
    const fixtureOf = (scope: string): Fixture => ({
      ...FIXTURE,
      scope,
      users: FIXTURE.users.map((user) => ({ ...user, id: STANDING })),
    });
    const logOff = seen({ from: STANDING, to: SERVER });

    it('finds the one scenario that is open', () => {
      const recorder = createRecorder(() => 0);
      assert.equal(recorder.scopeOf(logOff), null);
      recorder.open(fixtureOf('x1'));
      assert.equal(recorder.scopeOf(logOff), 'x1');
      assert.equal(recorder.sending(logOff).from.party, 'client-1');
      recorder.close('x1');
      recorder.open(fixtureOf('x2'));
      assert.equal(recorder.scopeOf(logOff), 'x2');
    });

    it('finds it by the elements of an answer, whose bytes need not name anybody', () => {
      const recorder = createRecorder(() => 0);
      recorder.open(fixtureOf('x1'));
      const answer = { ...seen({ from: SERVER, to: SERVER, mcServiceGroupIdList: [STANDING] }), raw: 'SIP/2.0 200 OK' };
      assert.equal(recorder.scopeOf(answer), 'x1');
    });

    it('is not taken in by an identity that only contains one', () => {
      const recorder = createRecorder(() => 0);
      recorder.open(fixtureOf('x1'));
      assert.equal(recorder.scopeOf(seen({ from: 'sip:ana@police.example.org', to: SERVER })), null);
      assert.equal(recorder.scopeOf(seen({ from: 'psip:ana@police.example', to: SERVER })), null);
    });

    it('knows a message of a former scenario by the regroup that it names', () => {
      const recorder = createRecorder(() => 0);
      recorder.open(fixtureOf('x1'));
      recorder.sending(seen({ from: SERVER, to: STANDING, regroupGroupId: 'sip:r7@police.example' }));
      recorder.close('x1');
      recorder.open(fixtureOf('x2'));
      for (const regroupGroupId of ['sip:r7@police.example', 'sip:joint-9.x1@primary.example'])
        assert.equal(recorder.scopeOf(seen({ from: SERVER, to: STANDING, regroupGroupId })), null, regroupGroupId);
      assert.equal(recorder.scopeOf(seen({ to: STANDING, regroupGroupId: 'sip:r8@police.example' })), 'x2');
    });

    it('takes no shared identity for that of a former regroup', () => {
      const recorder = createRecorder(() => 0);
      recorder.open(fixtureOf('x1'));
      recorder.sending(seen({ from: STANDING, to: SERVER, regroupGroupId: STANDING }));
      recorder.close('x1');
      recorder.open(fixtureOf('x2'));
      assert.equal(recorder.scopeOf(seen({ from: STANDING, to: SERVER, regroupGroupId: STANDING })), 'x2');
    });
  });
});

describe('recorder: who is somebody', () => {
  it('is whoever the scenario of the message has, by the name that he has there, and anybody where no scenario is known', () => {
    const recorder = opened();
    const asked = (id: string, raw = id) => recorder.hasSomebody(id, { body: {}, raw });
    assert.deepEqual([asked(ANA), asked(ANA.replace('ana', 'Ana')), asked(SERVER, ANA)], [true, false, true]);
    assert.equal(asked('sip:ana@elsewhere.example'), true);
  });
});

describe('recorder: what could not be read', () => {
  const [SERVERS, REFUSED] = [['primary-server'], { answer: '415' }] as const;

  /** Of the event that came of it: scope, writer and answer, and whether the writer is a guess. */
  function kept(
    change: { raw?: string; from?: string; readable?: string; byNameOnly?: true },
    open = [FIXTURE],
    writers: readonly PartyName[] = SERVERS,
  ) {
    const recorder = createRecorder(() => 0);
    const events: unknown[] = [];
    for (const fixture of open) recorder.open(fixture);
    recorder.listen((event) => {
      if (event.kind === 'malformed') events.push([event.scope, event.writer, event.answer, event.guessed]);
    });
    const { raw = '', ...names } = change;
    recorder.malformed({ raw, problem: 'x', refused: { ...REFUSED, ...names } }, 'client-1', writers);
    return events[0];
  }

  it('belongs to the scenario that can be made out of it', () => {
    const other = { ...FIXTURE, scope: 'x2' };
    assert.deepEqual(kept({ readable: ANA }, [FIXTURE, other]), ['k3f9', 'primary-server', '415', undefined]);
  });

  it('is guessed to be of a product where anybody may know what it names, or several know it', () => {
    const listed = { ...FIXTURE, users: [{ ...FIXTURE.users[0], id: 'sip:ana@primary.example' }] } as Fixture;
    assert.deepEqual(kept({ raw: 'sip:ana@primary.example' }, [listed]), ['k3f9', 'primary-server', '415', true]);
    const both = ['primary-server', 'partner-server'] as const;
    assert.deepEqual(kept({ raw: ANA }, [FIXTURE], both), ['k3f9', 'primary-server', '415', true]);
  });

  it('belongs to the latest that is open where nothing can be read', () => {
    const other = { ...FIXTURE, scope: 'x2' };
    assert.deepEqual(kept({}, [FIXTURE, other]), ['x2', 'primary-server', '415', true]);
    assert.deepEqual(kept({}, []), [null, 'primary-server', '415', true]);
  });

  it('is not taken for the latest where it names a scenario that is over', () => {
    assert.deepEqual(kept({ raw: 'sip:ana.gone7@primary.example' }), [null, 'primary-server', '415', true]);
  });

  it('is no product’s where a played party has something on its way there, and a guess in the name of one that has not', () => {
    assert.deepEqual(kept({ from: ANA }), ['k3f9', 'primary-server', '415', true]);
    assert.deepEqual(kept({ from: SERVER }), ['k3f9', 'primary-server', '415', undefined]);
    assert.deepEqual(
      kept({ raw: ANA, from: ANA }),
      ['k3f9', 'primary-server', '415', undefined],
      'it names the scenario',
    );
    const recorder = opened();
    const ours = recorder.sending(LOG_OFF);
    const refuse = () =>
      recorder.malformed({ raw: '', problem: 'x', refused: { ...REFUSED, from: ANA } }, 'primary-server', ['client-2']);
    refuse();
    recorder.delivered(ours, 'client-1', 'refused', '415');
    refuse();
    const writers = recorder.events('k3f9').flatMap((event) => (event.kind === 'malformed' ? [event.writer] : []));
    assert.deepEqual(writers, [undefined, 'client-2']);
  });

  it('is guessed to be nobody’s where only a name in it tells', () => {
    const page = { byNameOnly: true } as const;
    assert.deepEqual(kept(page), [null, undefined, '415', undefined]);
    assert.deepEqual(kept({ ...page, raw: ANA }), ['k3f9', undefined, '415', undefined]);
    assert.deepEqual(kept({ ...page, raw: ANA, from: SERVER }), ['k3f9', 'primary-server', '415', undefined]);
  });

  it('is nobody’s where nothing of the procedure was refused', () => {
    const recorder = opened();
    recorder.malformed({ raw: 'GET /favicon.ico', problem: 'x' }, 'client-1', SERVERS);
    assert.deepEqual(kinds(recorder), ['fixture']);
  });

  it('is of the scenario that it was asked for by, where it names none itself', () => {
    const recorder = opened();
    const seen = { raw: 'NOTIFY sip:127.0.0.1 SIP/2.0', says: 'nothing', from: SERVER };
    recorder.aside(seen, 'client-1');
    assert.deepEqual(kinds(recorder), ['fixture']);
    recorder.aside({ ...seen, about: `SUBSCRIBE ${ANA}` }, 'client-1');
    assert.deepEqual(kinds(recorder), ['fixture', 'aside']);
  });

  describe('with limits', () => {
    const LIMITS = { messages: 2, bytes: 200_000, messagesPerSecond: 1000, bytesPerSecond: 1_000_000 };
    const limited = () => {
      let now = 0;
      const recorder = createRecorder(() => (now += 10), '', LIMITS);
      recorder.open(FIXTURE);
      const take = (message: ReturnType<typeof seen>, messageId?: string) => {
        const why = recorder.refuses({ ...message, messageId }, 'primary-server');
        if (why === undefined) recorder.arrived({ ...message, messageId }, 'primary-server');
        return why;
      };
      return { recorder, take };
    };

    it('refuses what comes beyond them, and says so once, in the scenario that it is of', () => {
      const { recorder, take } = limited();
      assert.deepEqual([take(LOG_OFF), take(LOG_OFF)], [undefined, undefined]);
      for (let count = 3; count > 0; count -= 1)
        assert.match(take(LOG_OFF) ?? '', /more than 2 messages in one scenario/);
      recorder.malformed({ raw: LOG_OFF.raw, problem: 'no JSON' }, 'primary-server', []);
      const said = recorder.events('k3f9').filter(({ kind }) => kind === 'malformed');
      assert.equal(said.length, 1);
      assert.ok(said[0]?.kind === 'malformed' && said[0].beyondLimits);
      assert.match(said[0].problem, /more than 2 messages/);
    });

    it('reads a few times what carries the id of one in flight, and then no more than anything else', () => {
      const { recorder } = limited();
      const { id } = recorder.sending({ ...LOG_OFF, schemaErrors: [] });
      for (let count = 3000; count > 0; count -= 1)
        recorder.refuses({ ...LOG_OFF, messageId: undefined }, 'primary-server');
      assert.match(recorder.isFull(undefined, 'primary-server') ?? '', /a second/);
      const asked = Array.from({ length: 5 }, () => recorder.isFull(id, 'primary-server') === undefined);
      assert.deepEqual(asked, [true, true, true, false, false]);
    });

    it('always takes what a party of ours has in flight, once', () => {
      const { recorder, take } = limited();
      for (let count = 3; count > 0; count -= 1) take(LOG_OFF);
      const { id } = recorder.sending(LOG_OFF);
      assert.equal(take(LOG_OFF, id), undefined);
      assert.ok(take(LOG_OFF, id), 'a copy of it was taken for it');
    });

    it('counts what belongs to no scenario until one ends, and what comes late for all together', () => {
      const { recorder, take } = limited();
      const stray = seen({ from: 'sip:nobody@nowhere.example' });
      assert.deepEqual([take(stray), take(stray), take(LOG_OFF)], [undefined, undefined, undefined]);
      assert.ok(take(stray));
      recorder.close('k3f9');
      assert.equal(take(stray), undefined);
      for (let count = 2; count > 0; count -= 1) assert.equal(take(LOG_OFF), undefined);
      assert.ok(take(LOG_OFF));
    });

    it('keeps no more of what cannot be read than tells what it was', () => {
      const { recorder } = limited();
      const raw = `${ANA}${'\u0001'.repeat(100_000)}`;
      recorder.malformed({ raw, problem: 'x'.repeat(100_000) }, 'primary-server', []);
      const [event] = recorder.events('k3f9').filter(({ kind }) => kind === 'malformed');
      assert.ok(event?.kind === 'malformed' && event.beyondLimits === undefined);
      assert.ok(JSON.stringify(event).length < 110_000);
    });

    it('does not keep an answer to control that is larger than they are', () => {
      const { recorder } = limited();
      const control = { kind: 'control', scope: 'k3f9', party: 'primary-server', command: { command: 'ask' } } as const;
      recorder.add({ ...control, answer: { status: 'done', regroupGroupIds: ['x'.repeat(300_000)] } });
      const [event] = recorder.events('k3f9').filter(({ kind }) => kind === 'control');
      assert.ok(event?.kind === 'control' && event.answer.status === 'errored');
    });
  });
});
