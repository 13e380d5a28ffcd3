import assert from 'node:assert/strict';
import { createResponse } from '../message/build';
import { tagOf, toOf } from '../message/typed';
import { setUp } from '../testing/transaction-rig';
import { tryingDelay } from './timers';
import type { ServerRequest } from './transactions';

const answer = ({ request, prepare, respond }: ServerRequest, status: number) =>
  respond(prepare(createResponse(request, status)));

describe('a server transaction', () => {
  it('hands its request up once, and replays its answer to each repetition, for 64 T1', async () => {
    const { clock, up, statuses, request } = setUp();
    request();
    request();
    assert.equal(up.length, 1);
    assert.deepEqual(statuses(), []);
    assert.deepEqual(await answer(up[0]!, 200), { outcome: 'sent' });
    request();
    request();
    assert.deepEqual(statuses(), [200, 200, 200]);
    assert.deepEqual(await answer(up[0]!, 500), { outcome: 'already-answered' });
    await clock.advance(32_000);
    request();
    assert.equal(up.length, 2);
  });

  it('over a stream is over when it is answered', async () => {
    const { clock, up, request } = setUp('TCP');
    request();
    await answer(up[0]!, 200);
    assert.equal(clock.waiting, 0);
  });

  it('sends 100 only when the client repeats each T2, and none where it was answered', async () => {
    assert.equal(tryingDelay({ t1: 500, t2: 4000, t4: 0 }), 3500);
    const { clock, up, out, statuses, request } = setUp();
    request();
    await clock.advance(3499);
    assert.deepEqual(statuses(), []);
    await clock.advance(1);
    assert.deepEqual([out[0]?.at, ...statuses()], [3500, 100]);
    request();
    await answer(up[0]!, 200);
    assert.deepEqual(statuses(), [100, 100, 200]);
    request({ headers: { Via: 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKb2', CSeq: '8 MESSAGE' } });
    await answer(up[1]!, 403);
    await clock.advance(10_000);
    assert.deepEqual(statuses(), [100, 100, 200, 403]);
  });

  it('does not answer late, nor with 408, nor provisionally but for 100', async () => {
    const { clock, up, statuses, request } = setUp();
    request();
    const respond = (status: number) => answer(up[0]!, status);
    assert.deepEqual(await respond(408), { outcome: 'not-allowed' });
    assert.deepEqual(await respond(180), { outcome: 'not-allowed' });
    await clock.advance(32_000);
    assert.deepEqual(await respond(200), { outcome: 'late' });
    assert.deepEqual(statuses(), [100]);
  });

  it('tells where its answer could not be sent', async () => {
    const { up, request, breakWith } = setUp();
    request();
    breakWith(new Error('gone'));
    const answered = await answer(up[0]!, 200);
    assert.ok(answered.outcome === 'failed' && answered.failure.code === 'unreachable');
  });

  it('is told apart by branch, sent-by and method, and by more where the branch is of old', () => {
    const { up, request } = setUp('UDP', { detectMerged: false });
    const via = (value: string) => request({ headers: { Via: `SIP/2.0/UDP ${value}` } });
    for (const value of ['h;branch=z9hG4bK1', 'h;branch=z9hG4bK1', 'H:5060;branch=z9hG4bK1']) via(value);
    assert.equal(up.length, 1);
    for (const value of ['h;branch=z9hG4bK2', 'h:5061;branch=z9hG4bK1', 'g;branch=z9hG4bK1']) via(value);
    assert.equal(up.length, 4);
    request({ start: 'OPTIONS sip:a@b SIP/2.0', headers: { Via: 'SIP/2.0/UDP h;branch=z9hG4bK1', CSeq: '7 OPTIONS' } });
    assert.equal(up.length, 5);
    for (const callId of ['x', 'x', 'y']) request({ headers: { Via: 'SIP/2.0/UDP h', 'Call-ID': callId } });
    assert.equal(up.length, 7);
  });

  it('is another where one branch stands for several requests, each of its own Call-ID or number', () => {
    const { up, request } = setUp();
    request();
    request({ headers: { 'Call-ID': 'another@192.0.2.1' } });
    request({ headers: { CSeq: '9 MESSAGE' } });
    assert.equal(up.length, 3);
  });

  it('refuses with 482 what came two ways, while the first is known', async () => {
    const { clock, up, statuses, request } = setUp();
    request();
    const again = () => request({ headers: { Via: 'SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKother' } });
    again();
    assert.deepEqual([up.length, ...statuses()], [1, 482]);
    const inDialog = { To: '<sip:bo@192.0.2.2>;tag=t' };
    request({ headers: { Via: 'SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKd1', ...inDialog } });
    request({ headers: { Via: 'SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKd2', ...inDialog } });
    assert.equal(up.length, 3);
    await clock.advance(64_000);
    again();
    assert.equal(up.length, 4);
  });

  it('is not touched by CANCEL, which is answered 200, or 481 where it is about nothing', () => {
    const { up, out, statuses, request } = setUp();
    const cancel = (branch: string) =>
      request({
        start: 'CANCEL sip:bo@192.0.2.2 SIP/2.0',
        headers: { Via: `SIP/2.0/UDP 192.0.2.1:5060;branch=${branch}`, CSeq: '7 CANCEL' },
      });
    request();
    cancel('z9hG4bKa1');
    cancel('z9hG4bKa1');
    cancel('z9hG4bKnothing');
    assert.deepEqual(statuses(), [200, 200, 481]);
    assert.equal(up.length, 1);
    assert.equal(tagOf(toOf(out[0]!.message)), up[0]!.toTag);
  });

  it('repeats the refusal of an INVITE until its ACK, and lets no 2xx out', async () => {
    const { clock, up, out, statuses, request, told } = setUp();
    const invite = (method: string) =>
      request({ start: `${method} sip:bo@192.0.2.2 SIP/2.0`, headers: { CSeq: `7 ${method}` } });
    invite('INVITE');
    assert.deepEqual(await answer(up[0]!, 200), { outcome: 'not-allowed' });
    await answer(up[0]!, 405);
    await clock.advance(4000);
    assert.deepEqual(
      out.map(({ at }) => at),
      [0, 500, 1500, 3500],
    );
    invite('ACK');
    invite('ACK');
    invite('INVITE');
    await clock.advance(40_000);
    assert.deepEqual(statuses(), [405, 405, 405, 405]);
    invite('ACK');
    assert.deepEqual(told, ['stray']);
    assert.equal(clock.waiting, 0);
  });

  it('makes room by forgetting what is done, and refuses where nothing is', async () => {
    const { up, statuses, request } = setUp('UDP', { maxServerTransactions: 2 });
    const number = (count: number) =>
      request({ headers: { Via: `SIP/2.0/UDP h;branch=z9hG4bKn${count}`, CSeq: `${count} MESSAGE` } });
    for (const count of [1, 2, 3]) number(count);
    assert.deepEqual([up.length, ...statuses()], [2, 503]);
    await answer(up[0]!, 200);
    number(3);
    assert.equal(up.length, 3);
  });

  it('is not made for what is malformed, nor ever answered to ACK', () => {
    const { up, told, request, receive } = setUp();
    request({ headers: { CSeq: 'x MESSAGE' } });
    request({ start: 'ACK sip:a@b SIP/2.0', headers: { CSeq: 'x ACK' } });
    receive(Buffer.from('\0\0\0'));
    assert.deepEqual(told, ['malformed header-value 16', 'stray']);
    assert.equal(up.length, 0);
  });
});
