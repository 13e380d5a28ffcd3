import assert from 'node:assert/strict';
import type { Again, DeliveryOutcome, InboundMessage, OutboundMessage } from '../../ports/adapter';
import type { PartyName } from '../../procedure/roles';
import { createSipAdapter } from './adapter';
import { challengeBy } from './challenge';
import { directory, PRIMARY, PRIMARY_GMS } from './flows/testing/stage';
import { loginsOf } from './logins';
import type { SipOptions } from './options';
import { DEFAULT_SIP } from './testing/default-options';

const ANA = 'sip:ana.k3f9@primary.example';
const FIRE = 'sip:fire.k3f9@primary.example';
const SECRETS = { MCX_CHALLENGE_USERNAME: 'played', MCX_CHALLENGE_PASSWORD: 'sesame', MCX_OTHER: 'other' };
const KNOWN = { everybody: { username: 'played', password: { env: 'MCX_CHALLENGE_PASSWORD' } } };

describe('a challenge', () => {
  const never = new AbortController().signal;
  const opened: { close(): Promise<unknown> }[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });

  function adapterWith(more: Partial<SipOptions>) {
    const adapter = createSipAdapter({
      ...DEFAULT_SIP,
      directory,
      entityOf: (party) => (party === 'primary-server' ? PRIMARY : party === 'primary-gms' ? PRIMARY_GMS : undefined),
      allow: () => true,
      ...more,
    });
    opened.push(adapter);
    return adapter;
  }

  async function listen(adapter: ReturnType<typeof adapterWith>, party: PartyName) {
    const messages: InboundMessage[] = [];
    const onMessage = (message: InboundMessage) => (messages.push(message), { accepted: true } as const);
    const onMalformed = () => undefined;
    const { address } = await adapter.listen({ onMessage, onMalformed }, { host: '127.0.0.1', port: 0, party });
    return { address, messages };
  }

  /** A server that challenges, and a group management server that has such credentials. */
  async function between(as: 'user-agent' | 'proxy', credentials: Parameters<typeof loginsOf>[0]['credentials']) {
    const left: string[] = [];
    const challenge = challengeBy({ algorithm: 'SHA-256', as }, SECRETS);
    const server = await listen(adapterWith({ challenge }), 'primary-server');
    const sender = adapterWith({
      loginOf: loginsOf((credentials && { credentials }) || {}, SECRETS),
      onTransmission({ leaves, bytes }) {
        if (leaves) left.push(bytes.toString('utf8'));
      },
    });
    await listen(sender, 'primary-gms');
    async function notify(
      members: readonly string[],
    ): Promise<DeliveryOutcome & { readonly again: readonly Again[]; readonly raw: string }> {
      const again: Again[] = [];
      const message: OutboundMessage = {
        flow: 'notify-group-configuration-request.gms-server',
        by: 'primary-gms',
        address: server.address,
        body: { from: PRIMARY_GMS, to: PRIMARY, groupConfigurations: [{ mcServiceGroupId: FIRE, members }] },
        messageId: 'notify',
      };
      const prepared = await sender.prepare(message);
      assert.ok(prepared.carried);
      return { ...(await prepared.leave(never, (one) => again.push(one))), again, raw: prepared.raw };
    }
    return { left, server, notify };
  }

  for (const as of ['user-agent', 'proxy'] as const)
    it(`of a ${as} is answered under a new branch and number, and what follows has credentials at once`, async () => {
      const { left, server, notify } = await between(as, KNOWN);
      const first = await notify([ANA]);
      assert.equal(first.outcome, 'accepted');
      const [challenged] = first.again;
      assert.ok(challenged);
      assert.deepEqual(left, [first.raw, challenged.raw]);
      assert.match(challenged.challenge, as === 'proxy' ? /^SIP\/2\.0 407 / : /^SIP\/2\.0 401 /);
      assert.match(first.raw, /\r\nCSeq: 1 NOTIFY\r\n/);
      assert.match(challenged.raw, /\r\nCSeq: 2 NOTIFY\r\n/);
      assert.notEqual(/branch=\w+/.exec(challenged.raw)?.[0], /branch=\w+/.exec(first.raw)?.[0]);
      assert.equal(server.messages.length, 1);
      assert.equal(server.messages[0]?.raw, challenged.raw);
      const second = await notify([ANA]);
      assert.deepEqual([second.outcome, second.again.length], ['accepted', 0]);
      assert.match(second.raw, /, nc=00000002, /);
    });

  const OF_ANA = { from: ANA, to: PRIMARY, mcServiceId: ANA };
  const CREATION = {
    ...OF_ANA,
    regroupGroupId: 'sip:joint.k3f9@primary.example',
    preconfiguredGroupId: FIRE,
    mcServiceGroupIdList: [FIRE],
  };
  const asked: readonly (readonly [method: string, by: PartyName, Pick<OutboundMessage, 'flow' | 'body'>])[] = [
    ['MESSAGE', 'client-1', { flow: 'preconfigured-regroup-request.client-server', body: CREATION }],
    [
      'MESSAGE',
      'client-1',
      {
        flow: 'preconfigured-regroup-cancel-request.client-server',
        body: { ...OF_ANA, regroupGroupId: CREATION.regroupGroupId },
      },
    ],
    ['PUBLISH', 'client-1', { flow: 'service-authorization-request.client-server', body: OF_ANA }],
    [
      'PUBLISH',
      'client-1',
      { flow: 'group-affiliation-request.client-server', body: { ...OF_ANA, mcServiceGroupIdList: [FIRE] } },
    ],
    ['REGISTER', 'client-1', { flow: 'service-authorization-request.client-server', body: OF_ANA }],
    [
      'SUBSCRIBE',
      'primary-gms',
      {
        flow: 'subscribe-group-dynamic-data-request.gms-server',
        body: { from: PRIMARY_GMS, to: PRIMARY, mcServiceGroupIdList: [FIRE] },
      },
    ],
  ];
  for (const [method, by, { flow, body }] of asked)
    for (const as of ['user-agent', 'proxy'] as const)
      it(`of a ${as} is answered in ${method} for ${flow}`, async () => {
        const challenge = challengeBy({ algorithm: 'MD5', as }, SECRETS);
        let heard = (_message: InboundMessage): void => undefined;
        const arrived = new Promise<InboundMessage>((resolve) => (heard = resolve));
        const server = await adapterWith({ challenge }).listen(
          {
            onMessage: (message) => (heard(message), { accepted: true }),
            onMalformed: ({ problem }) => assert.fail(problem),
          },
          { host: '127.0.0.1', port: 0, party: 'primary-server' },
        );
        const authorization = method === 'REGISTER' ? 'REGISTER' : 'PUBLISH';
        const sender = adapterWith({ loginOf: loginsOf({ credentials: KNOWN }, SECRETS), authorization });
        await listen(sender, by);
        const prepared = await sender.prepare({ flow, by, body, address: server.address, messageId: 'asked' });
        assert.ok(prepared.carried);
        const over = new AbortController();
        const left = prepared.leave(over.signal);
        const { raw } = await arrived;
        assert.ok(raw.startsWith(`${method} `), raw);
        assert.match(raw, as === 'proxy' ? /\r\nProxy-Authorization: Digest / : /\r\nAuthorization: Digest /);
        over.abort();
        await left;
      });

  it('of a nonce that is stale is answered once more', async () => {
    const { notify } = await between('user-agent', KNOWN);
    const ends = [];
    for (let at = 0; at < 6; at += 1) ends.push(await notify([ANA]));
    assert.ok(ends.every(({ outcome }) => outcome === 'accepted'));
    assert.deepEqual(
      ends.map(({ again }) => again.length),
      [1, 0, 0, 0, 0, 1],
    );
    assert.match(ends[5]?.again[0]?.challenge ?? '', /stale=true/);
  });

  it('that nobody can answer is told with its realm and algorithm, and the message was not heard', async () => {
    for (const [credentials, words] of [
      [undefined, 'asks for credentials (401, realm "mcx-conformance", SHA-256); name them in sip.credentials'],
      [{ 'client-1': KNOWN.everybody }, 'asks for credentials (401, '],
      [
        { 'primary-gms': { username: 'played', password: { env: 'MCX_OTHER' } } },
        'does not take the credentials of sip.credentials (401, ',
      ],
    ] as const) {
      const { server, notify } = await between('user-agent', credentials);
      const { outcome, detail } = await notify([ANA]);
      assert.equal(outcome, 'challenged');
      assert.ok(detail.startsWith(words), detail);
      assert.deepEqual(server.messages, []);
    }
  });

  it('and what answers it need their secrets in the environment', () => {
    assert.throws(() => loginsOf({ credentials: KNOWN }, {}), /MCX_CHALLENGE_PASSWORD for sip\.credentials\.everybody/);
    assert.throws(() => challengeBy({ algorithm: 'MD5', as: 'proxy' }, {}), { code: 'MCX-SECRET' });
  });
});
