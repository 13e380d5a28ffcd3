import assert from 'node:assert/strict';
import { SipFailure } from '../failure';
import { openEndpoint, type Endpoint, type EndpointOptions, type IncomingRequest } from '../endpoint/endpoint';
import { headerOf, type SipRequest } from '../message/message';
import { cseqOf, tagOf, toOf } from '../message/typed';
import type { Address } from '../message/address';
import { writeUri } from '../message/uri';
import { createFakeClock } from '../testing/fake-clock';
import { acceptSubscription, type Notifier } from './notifier';
import { createPublications } from './publications';
import { createPublisher } from './publisher';
import { subscribe, type Subscription, type SubscriptionOptions } from './subscriber';

const opened: Endpoint[] = [];
const faults: unknown[] = [];

async function open(methods: readonly string[], onRequest: EndpointOptions['onRequest']) {
  const one = await openEndpoint({
    listen: [{ transport: 'UDP' }],
    allow: () => true,
    abilities: { methods, contentTypes: ['*/*'] },
    onRequest,
    onFault: (error) => faults.push(error),
  });
  opened.push(one);
  const { host, port } = one.bound[0]!;
  const contact: Address = {
    uri: { scheme: 'sip', user: 'u', host, port, parameters: [], headers: [] },
    parameters: [],
  };
  return { ...one, contact, uri: writeUri(contact.uri) };
}
function tokens(of: string): () => string {
  let count = 0;
  return () => `${of}${(count += 1)}`;
}
/** Something that is waited for, one after another. */
function mailbox<T>() {
  const here: T[] = [];
  const waiting: ((one: T) => void)[] = [];
  return {
    put(one: T) {
      const first = waiting.shift();
      if (first) first(one);
      else here.push(one);
    },
    next(): Promise<T> {
      const one = here.shift();
      return one === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(one);
    },
  };
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  // Who still waits for an answer when it is closed is told so.
  assert.deepEqual(
    faults.splice(0).filter((fault) => !(fault instanceof SipFailure && fault.code === 'closed')),
    [],
  );
});

describe('a subscription', () => {
  async function setUp(more: Partial<SubscriptionOptions> = {}) {
    const clock = createFakeClock();
    const notified = mailbox<SipRequest>();
    const ended = mailbox<string>();
    const asked: SipRequest[] = [];
    const notifiers: Notifier[] = [];
    const gone = mailbox<true>();
    const server = await open(['SUBSCRIBE'], async (incoming: IncomingRequest) => {
      asked.push(incoming.request);
      if (notifiers.some((one) => one.take(incoming))) return;
      if (tagOf(toOf(incoming.request)) !== undefined) {
        await incoming.respond(481);
        return;
      }
      const made = await acceptSubscription(incoming, {
        send: server.send,
        clock,
        newToken: tokens('n'),
        contact: server.contact,
        expires: { standard: 3600, most: 600, least: 60 },
        onSubscribed: (one) =>
          void one
            .notify([{ name: 'Content-Type', value: 'text/plain' }], Buffer.from('state'))
            .catch((error: unknown) => faults.push(error)),
        onEnded: () => gone.put(true),
      });
      if (made) notifiers.push(made);
    });
    let subscription: Subscription | undefined;
    const client = await open(['NOTIFY'], async (incoming) => {
      if (!subscription?.take(incoming)) await incoming.respond(481);
    });
    const options: SubscriptionOptions = {
      send: client.send,
      clock,
      newToken: tokens('s'),
      target: server.uri,
      from: client.contact,
      to: server.contact,
      contact: client.contact,
      event: 'xcap-diff',
      expires: 600,
      onNotify: (request) => notified.put(request),
      onEnded: (reason) => ended.put(reason),
      ...more,
    };
    const first = await subscribe(options, (made) => (subscription = made));
    return { clock, notified, ended, asked, notifiers, gone, first, client, subscription: subscription! };
  }

  it('is granted, notified, kept alive in its dialog, and ended', async () => {
    const { clock, notified, ended, asked, gone, first, subscription } = await setUp();
    assert.equal(headerOf(first, 'Expires'), '600');
    const notify = await notified.next();
    assert.equal(notify.body.toString(), 'state');
    assert.equal(headerOf(notify, 'Subscription-State'), 'active;expires=600');
    assert.equal(subscription.state, 'active');
    await clock.advance(570_000);
    const second = await notified.next();
    assert.equal(cseqOf(second)?.number, 2);
    assert.deepEqual(
      asked.map((one) => [cseqOf(one)?.number, tagOf(toOf(one)) !== undefined]),
      [
        [1, false],
        [2, true],
      ],
    );
    const last = subscription.unsubscribe();
    assert.equal((await last).start.status, 200);
    await clock.advance(0);
    assert.equal(await ended.next(), 'timeout');
    await gone.next();
    assert.equal(subscription.state, 'ended');
  });

  it('ends where the notifier says so, and a later NOTIFY is for nobody', async () => {
    const { notified, ended, notifiers, subscription } = await setUp();
    await notified.next();
    assert.equal((await notifiers[0]!.terminate('noresource')).start.status, 200);
    assert.equal(await ended.next(), 'noresource');
    assert.equal((await notifiers[0]!.notify([])).start.status, 481);
    assert.equal(subscription.state, 'ended');
  });

  it('takes the interval that the notifier wants at least', async () => {
    const { asked, first } = await setUp({ expires: 10 });
    assert.equal(first.start.status, 200);
    assert.deepEqual(
      asked.map((one) => headerOf(one, 'Expires')),
      ['10', '60'],
    );
  });

  it('ends where nobody refreshes it, on both sides', async () => {
    const { clock, notified, notifiers, gone, subscription } = await setUp();
    await notified.next();
    subscription.drop();
    await clock.advance(600_000);
    await gone.next();
    assert.ok(notifiers[0]?.ended);
    const refused = await setUp();
    refused.notifiers[0]!.drop();
    await refused.notified.next();
    assert.equal((await refused.subscription.refresh()).start.status, 481);
    assert.equal(await refused.ended.next(), 'refused with 481');
  });
});

describe('a publication', () => {
  async function setUp() {
    const clock = createFakeClock();
    const changes: string[] = [];
    const seen: (string | undefined)[] = [];
    const publications = createPublications({
      clock,
      newToken: tokens('e'),
      expires: { standard: 3600, most: 600, least: 60 },
      most: 2,
      onChanged: (_resource, event, body) => changes.push(`${event} ${body?.toString() ?? 'gone'}`),
    });
    const server = await open(['PUBLISH'], async ({ request, respond }) => {
      seen.push(headerOf(request, 'SIP-If-Match'));
      const { status, parts } = publications.take(request);
      await respond(status, parts);
    });
    const client = await open([], () => undefined);
    const from = { ...client.contact, parameters: [{ name: 'tag', value: 'f' }] };
    const publisher = (event = 'presence', expires = 600) =>
      createPublisher({
        send: client.send,
        newToken: tokens(`c${event}`),
        target: server.uri,
        from,
        to: server.contact,
        event,
        expires,
      });
    return { clock, changes, seen, publications, publisher };
  }
  const state = (text: string) => ['text/plain', Buffer.from(text)] as const;

  it('is replaced by its entity tag, kept and taken back', async () => {
    const { changes, seen, publisher } = await setUp();
    const one = publisher();
    for (const text of ['a', 'b']) assert.equal((await one.publish(...state(text))).start.status, 200);
    await one.refresh();
    await one.remove();
    assert.deepEqual(changes, ['presence a', 'presence b', 'presence gone']);
    assert.deepEqual(seen, [undefined, 'e1', 'e2', 'e3']);
    assert.equal(one.entityTag, undefined);
  });

  it('is published anew where the server has forgotten it', async () => {
    const { clock, changes, seen, publisher } = await setUp();
    const one = publisher();
    await one.publish(...state('a'));
    await clock.advance(600_000);
    assert.equal((await one.refresh()).start.status, 200);
    assert.deepEqual(changes, ['presence a', 'presence gone', 'presence a']);
    assert.deepEqual(seen, [undefined, 'e1', undefined]);
  });

  it('is refused without room, and lives as long as the server wants at least', async () => {
    const { changes, publisher, publications } = await setUp();
    const short = publisher('a', 1);
    assert.equal(headerOf(await short.publish(...state('x')), 'Expires'), '60');
    await publisher('b').publish(...state('x'));
    assert.equal((await publisher('c').publish(...state('x'))).start.status, 503);
    publications.close();
    assert.deepEqual(changes, ['a x', 'b x']);
  });
});
