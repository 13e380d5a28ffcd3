import assert from 'node:assert/strict';
import type { AsideMessage, InboundMessage } from '../../../ports/adapter';
import { sendNow } from '../../../ports/sent';
import { createSipAdapter } from '../adapter';
import { readAddress } from '../address';
import { directory, PRIMARY, PRIMARY_GMS } from '../flows/testing/stage';
import { openEndpoint } from '../stack/endpoint/endpoint';
import { createRequest } from '../stack/message/build';
import { headerOf, type Header, type SipRequest, type SipResponse } from '../stack/message/message';
import { toOf } from '../stack/message/typed';
import { parseUri } from '../stack/message/uri';
import type { TransportName } from '../stack/place';
import { DEFAULT_SIP } from '../testing/default-options';

const ANA = 'sip:ana.k3f9@primary.example';
const FIRE = 'sip:fire.k3f9@primary.example';
const RESOURCES =
  '<?xml version="1.0" encoding="UTF-8"?><resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list>' +
  `<entry uri="org.openmobilealliance.groups/global/byGroupID/${FIRE}"/></list></resource-lists>`;

describe('a subscription that a played party takes', () => {
  const never = new AbortController().signal;
  const opened: { close(): Promise<unknown> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });

  /** A group management server of ours, and a product that subscribes there. */
  async function between(transport: TransportName, take: (message: InboundMessage) => void = () => undefined) {
    const asides: AsideMessage[] = [];
    const adapter = createSipAdapter({
      ...DEFAULT_SIP,
      transport,
      timers: { t1: 20 },
      directory,
      entityOf: (party) => (party === 'primary-gms' ? PRIMARY_GMS : undefined),
      allow: () => true,
    });
    const receiver = {
      onMessage: (message: InboundMessage) => (take(message), { accepted: true } as const),
      onMalformed: () => undefined,
      onAside: (aside: AsideMessage) => asides.push(aside),
    };
    const gms = await adapter.listen(receiver, { host: '127.0.0.1', port: 0, party: 'primary-gms' });
    const read = readAddress(gms.address);
    assert.ok('hop' in read);
    const { hop } = read;
    const notified: SipRequest[] = [];
    const product = await openEndpoint({
      listen: [{ transport }],
      allow: () => true,
      abilities: { methods: ['NOTIFY'], contentTypes: ['*/*'] },
      onRequest: ({ request, respond }) => (notified.push(request), void respond(200)),
      onFault: (error) => assert.fail(String(error)),
    });
    opened.push(adapter, product);
    const contact = `sip:127.0.0.1:${product.bound[0]?.port};transport=${transport.toLowerCase()}`;
    let cseq = 0;
    async function subscribe(by: string, headers: Readonly<Record<string, string>>, to = address(PRIMARY_GMS)) {
      cseq += 1;
      const all: Readonly<Record<string, string>> = {
        'P-Asserted-Identity': `<${by}>`,
        Contact: `<${contact}>`,
        Event: 'xcap-diff;id=7',
        'Content-Type': 'application/resource-lists+xml',
        ...headers,
      };
      const from = { ...address(by), parameters: [{ name: 'tag', value: 'theirs' }] };
      const named: readonly Header[] = Object.entries(all).map(([name, value]) => ({ name, value }));
      const common = { method: 'SUBSCRIBE', uri: PRIMARY_GMS, from, to, callId: 'one', cseq };
      return product.send(createRequest({ ...common, headers: named, body: Buffer.from(RESOURCES) }), {
        to: hop,
      });
    }
    const told = async (count: number): Promise<SipRequest> => {
      while (notified.length < count) await new Promise(setImmediate);
      return notified[count - 1]!;
    };
    return { adapter, contact, asides, notified, subscribe, told };
  }

  const address = (uri: string) => {
    const parsed = parseUri(uri);
    assert.ok(parsed.ok);
    return { uri: parsed.value, parameters: [] as { name: string; value: string }[] };
  };
  const within = (response: SipResponse) => ({ ...toOf(response)! }) as ReturnType<typeof address>;
  const stateOf = (request: SipRequest) => headerOf(request, 'Subscription-State');

  for (const transport of ['TCP', 'UDP'] as const)
    it(`is followed by a NOTIFY at once, over ${transport}, and so is each that goes on with it or ends it`, async () => {
      const { subscribe, told, notified, asides } = await between(transport);
      const taken = await subscribe(ANA, { Expires: '600' });
      assert.equal(taken.start.status, 200);
      const first = await told(1);
      assert.deepEqual(
        [headerOf(first, 'Event'), stateOf(first), headerOf(first, 'From'), first.body.length],
        ['xcap-diff;id=7', 'active;expires=600', headerOf(taken, 'To'), 0],
      );
      const dialog = within(taken);
      assert.equal((await subscribe(ANA, { Expires: '700' }, dialog)).start.status, 200);
      const second = await told(2);
      assert.deepEqual([stateOf(second), headerOf(second, 'CSeq')], ['active;expires=700', '2 NOTIFY']);
      assert.equal((await subscribe(ANA, { Expires: '0' }, dialog)).start.status, 200);
      assert.equal(stateOf(await told(3)), 'terminated;reason=timeout');
      assert.equal((await subscribe(ANA, {}, dialog)).start.status, 481);
      assert.equal(notified.length, 3);
      assert.deepEqual(
        asides.map(({ raw, from }) => `${raw.split(' ')[0]} of ${from}`),
        [1, 2, 3].flatMap(() => [`SUBSCRIBE of ${ANA}`, `NOTIFY of ${PRIMARY_GMS}`]).concat(`SUBSCRIBE of ${ANA}`),
      );
    });

  it('is followed by one of the wire where the party that took it has nothing to tell', async () => {
    const { adapter, subscribe, told } = await between('TCP', () => {
      const body = { from: PRIMARY_GMS, to: PRIMARY, mcServiceGroupIdList: [FIRE] };
      const flow = 'subscribe-group-configuration-response.gms-server';
      const answer = { flow, by: 'primary-gms', address: '', body, messageId: 'answer' } as const;
      setImmediate(() => void sendNow(adapter, answer, never));
    });
    const taken = await subscribe(PRIMARY, { 'P-Asserted-Service': 'urn:urn-7:3gpp-service.ims.icsi.mcptt' });
    assert.equal(taken.start.status, 200);
    assert.equal(stateOf(await told(1)), 'active;expires=3600');
  });

  it('is told once more, when it goes on, what its party told last', async () => {
    const { adapter, contact, subscribe, told } = await between('TCP');
    const dialog = within(await subscribe(ANA, {}));
    assert.equal((await told(1)).body.length, 0);
    const body = { from: PRIMARY_GMS, to: ANA, mcServiceId: ANA, groupConfigurations: [{ mcServiceGroupId: FIRE }] };
    const flow = 'notify-group-configuration-request.gms-client';
    await sendNow(adapter, { flow, by: 'primary-gms', address: contact, body, messageId: 'tells' }, never);
    await subscribe(ANA, {}, dialog);
    const [second, third] = [await told(2), await told(3)];
    assert.match(second.body.toString('utf8'), /fire\.k3f9/);
    assert.deepEqual([third.body, headerOf(third, 'CSeq')], [second.body, '3 NOTIFY']);
  });
});
