import assert from 'node:assert/strict';
import { BEN, DAN, JOINT } from '../../testing/cast';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { cancels, regroups } from '../../testing/formation';
import { judged } from '../../testing/judged';
import { prepared } from '../../testing/preparation';
import { answering, inThisOrder, isFlow, redirected, type TraceBuilder } from '../../testing/trace-builder';

const good = conforming().events;
type Events = typeof good;
const told = (events: Events): readonly string[] =>
  judged(events)
    .filter(({ requirement }) => requirement === 'STEP-8-a')
    .map(({ party, verdict }) => `${party} ${verdict}`);
const untold = answering(good, 'client-2', { userNotifications: [] });
const toBen = good.find((event) => event.kind === 'message' && isFlow(FLOW.step7, BEN)(event));

const asksBen = (t: TraceBuilder): void =>
  t.control(
    'client-2',
    { command: 'ask', question: { kind: 'user-notifications', user: BEN } },
    { userNotifications: [] },
  );

describe('a user is told of the regrouping (step 8)', () => {
  it('by each client that was asked, and the one that does not tell is accused', () => {
    assert.deepEqual(told(good), ['client-2 pass', 'partner-bystanders pass']);
    assert.deepEqual(told(untold), ['client-2 fail', 'partner-bystanders pass']);
  });

  it('also where the client does not say of which', () => {
    const unnamed = answering(good, 'client-2', { userNotifications: [{ kind: 'regrouped' }] });
    assert.deepEqual(told(unnamed), ['client-2 pass', 'partner-bystanders pass']);
    const cancelled = answering(good, 'client-2', { userNotifications: [{ kind: 'cancelled' }] });
    assert.deepEqual(told(cancelled), ['client-2 fail', 'partner-bystanders pass']);
  });

  it('each time that an identity is formed, whatever was told before it was cancelled', () => {
    const notification = (kind: string) => ({ kind, regroupGroupId: JOINT });
    const twice = (...kinds: readonly string[]): readonly string[] => {
      const t = prepared();
      t.stimulus();
      regroups(t);
      cancels(t);
      regroups(t);
      t.control(
        'client-2',
        { command: 'ask', question: { kind: 'user-notifications', user: BEN } },
        { userNotifications: kinds.map(notification) },
      );
      return told(t.events).filter((one) => one.startsWith('client-2'));
    };
    assert.deepEqual(new Set(twice('regrouped', 'cancelled', 'regrouped')), new Set(['client-2 pass']));
    assert.ok(twice('regrouped', 'cancelled').includes('client-2 fail'));
    assert.ok(!twice('regrouped', 'regrouped').includes('client-2 fail'), 'of a cancellation nobody need be told');
    assert.ok(twice('regrouped').includes('client-2 fail'));
  });

  it('by nobody who got no request that is valid', () => {
    const invalid = untold.map((event) =>
      event.id === toBen?.id && event.kind === 'message'
        ? { ...event, schemaErrors: [{ path: '', expected: 'a request', found: 'none' }] }
        : event,
    );
    assert.deepEqual(told(invalid), ['partner-bystanders pass']);
  });

  it('by nobody whose request names somebody else', () => {
    for (const mcServiceId of [DAN, BEN]) {
      const renamed = untold.map((event) =>
        event.id === toBen?.id && event.kind === 'message'
          ? { ...event, body: { ...event.body, mcServiceId, delivery: 'multicast' } }
          : event,
      );
      const ofBen = mcServiceId === BEN ? ['client-2 fail'] : [];
      assert.deepEqual(told(renamed), [...ofBen, 'partner-bystanders pass']);
    }
  });

  const DELIVERY = {
    kind: 'delivery',
    id: 'd1',
    seq: 0,
    at: 0,
    scope: 't1',
    by: 'partner-server',
    detail: '',
  } as const;
  for (const [outcome, title, found] of [
    ['arrived', 'by nobody whose request went to another server', ['partner-bystanders pass']],
    ['undeliverable', 'by nobody whom the request did not reach', ['partner-bystanders pass']],
    ['refused', 'also by a client that refuses a valid request', ['client-2 fail', 'partner-bystanders pass']],
  ] as const)
    it(title, () => {
      const delivery = { ...DELIVERY, message: toBen?.id ?? '', outcome };
      assert.deepEqual(told(inThisOrder([...untold, delivery])), found);
    });

  it('by no party where the scenario does not know the receiver', () => {
    const strange = redirected(good, isFlow(FLOW.step7, DAN), { id: 'sip:zoe@nowhere.example', party: null });
    assert.deepEqual(told(strange), ['client-2 pass']);
    assert.ok(judged(strange).every(({ requirement }) => requirement));
  });

  it('as far as a client tells that is asked after the request', () => {
    const t = prepared();
    asksBen(t);
    regroups(t);
    assert.deepEqual(told(t.events), ['client-2 inconclusive', 'partner-bystanders inconclusive']);
    asksBen(t);
    assert.deepEqual(told(t.events), ['client-2 fail', 'partner-bystanders inconclusive']);
  });
});
