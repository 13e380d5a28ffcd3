import assert from 'node:assert/strict';
import { freePort } from '../acceptance/free-ports';
import { needs } from '../acceptance/prerequisite';
import { messageTo, openParty, uriAt, type Party } from './party';
import { startSipp, type Sipp, type SippOptions } from './sipp';

const CALLS = 500;

describe('the SIP stack against SIPp', () => {
  needs('sipp', '-v');
  const parties: Party[] = [];
  const sipps: Sipp[] = [];
  afterEach(async () => {
    for (const one of sipps.splice(0)) await one.stop();
    for (const one of parties.splice(0)) await one.close();
  });
  async function sipp(options: SippOptions): Promise<Sipp> {
    const one = await startSipp(options);
    sipps.push(one);
    return one;
  }
  async function party(...how: Parameters<typeof openParty>): Promise<Party> {
    const one = await openParty(...how);
    parties.push(one);
    return one;
  }

  for (const transport of ['UDP', 'TCP'] as const) {
    it(`answers every MESSAGE that SIPp sends over ${transport}`, async () => {
      const { at, inbox } = await party(transport);
      const uac = await sipp({ scenario: 'message-uac', transport, port: await freePort(), to: at, calls: CALLS });
      const { status, successful, failed, errors } = await uac.ended;
      assert.deepEqual({ status, successful, failed }, { status: 0, successful: CALLS, failed: 0 }, errors);
      assert.equal(inbox.length, CALLS);
      assert.equal(
        new Set(inbox.map(({ request }) => request.headers.find(({ name }) => name === 'Call-ID')?.value)).size,
        CALLS,
      );
    });

    it(`has an answer from SIPp to every MESSAGE over ${transport}`, async () => {
      const to = { transport, host: '127.0.0.1', port: await freePort() };
      const uas = await sipp({ scenario: 'message-uas', transport, port: to.port, calls: CALLS });
      const client = await party(transport);
      const send = () => client.send(messageTo(uriAt(to), 'a body'), { to });
      const responses = await Promise.all(Array.from({ length: CALLS }, send));
      assert.deepEqual([...new Set(responses.map(({ start }) => start.status))], [200]);
      const { status, successful, errors } = await uas.ended;
      assert.deepEqual({ status, successful }, { status: 0, successful: CALLS }, errors);
    });
  }

  const LOSSY_CALLS = 100;

  it('repeats itself until a SIPp that loses three of ten answers is heard', async () => {
    const to = { transport: 'UDP', host: '127.0.0.1', port: await freePort() } as const;
    const uas = await sipp({ scenario: 'message-uas-lossy', transport: 'UDP', port: to.port, calls: LOSSY_CALLS });
    const client = await party('UDP', { timers: { t1: 50, t2: 100 } });
    const send = () => client.send(messageTo(uriAt(to), 'heard in the end'), { to });
    const responses = await Promise.all(Array.from({ length: LOSSY_CALLS }, send));
    assert.deepEqual([...new Set(responses.map(({ start }) => start.status))], [200]);
    const sent = client.wire.filter(({ event }) => event === 'bytes-out').map(({ bytes }) => bytes.toString());
    assert.equal(new Set(sent).size, LOSSY_CALLS);
    assert.ok(sent.length > LOSSY_CALLS, 'nothing was lost');
    assert.equal((await uas.ended).successful, LOSSY_CALLS);
  });

  it('takes each MESSAGE of a SIPp that repeats itself once', async () => {
    const { at, inbox, wire } = await party('UDP');
    const port = await freePort();
    const uac = await sipp({ scenario: 'message-uac-lossy', transport: 'UDP', port, to: at, calls: LOSSY_CALLS });
    const { status, failed, retransmissions, errors } = await uac.ended;
    assert.deepEqual({ status, failed }, { status: 0, failed: 0 }, errors);
    assert.ok(retransmissions > 0, 'nothing was lost');
    assert.equal(inbox.length, LOSSY_CALLS);
    const came = wire.filter(({ event }) => event === 'bytes-in').length;
    assert.ok(came > LOSSY_CALLS, 'nothing came twice');
    assert.equal(wire.length, 2 * came);
  });
});
