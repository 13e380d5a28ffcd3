import assert from 'node:assert/strict';
import type { DecodedFlow } from '../../flows/decode/decoded';
import type { Answer } from '../../flows/encode/draft';
import { createPending, type Reply } from './pending';

const ANA = 'sip:ana.k3f9@primary.example';
const SERVER = 'sip:mc-server@primary.example';
const ENDS = { from: ANA, to: SERVER, mcServiceId: ANA };
const JOINS = { flow: 'group-affiliation-request.client-server', body: { ...ENDS, mcServiceGroupIdList: ['sip:a@p'] } };
const LEAVES = {
  flow: 'group-de-affiliation-request.client-server',
  body: { ...ENDS, mcServiceGroupIdList: ['sip:b@p'] },
};

const answerTo = ({ flow }: { readonly flow: string }, status: number): Answer =>
  ({ kind: 'answer', answers: { flows: [flow], from: ANA, to: SERVER }, status, headers: [] }) as unknown as Answer;

function held(...flows: readonly object[]) {
  let giveUp = (): void => undefined;
  const left: number[] = [];
  const pending = createPending(1, (_milliseconds, run) => {
    giveUp = run;
    return () => undefined;
  });
  const prepare = ({ status, messageId }: Reply) => ({
    bytes: Buffer.from(`${status} ${messageId ?? ''}`),
    leave: () => Promise.resolve(void left.push(status)),
  });
  pending.hold({ flows: flows as readonly DecodedFlow[], prepare });
  return { pending, left, giveUp: () => giveUp() };
}

describe('a request that is held', () => {
  it('has its one response when each of its flows has an answer, and it leaves once', async () => {
    const { pending, left } = held(JOINS, LEAVES);
    let waited = 0;
    const first = pending.prepare(answerTo(JOINS, 200), 'one', () => (waited += 1));
    const second = await pending.prepare(answerTo(LEAVES, 403), 'two', () => assert.fail('it is complete'));
    const whole = await first;
    assert.equal(waited, 1);
    assert.ok(whole && second);
    // What was refused of it is what both come to.
    assert.deepEqual([String(whole.bytes), String(second.bytes), whole.status], ['403 two', '403 two', 403]);
    assert.ok(whole.meaning.kind === 'flow' && second.meaning.kind === 'flow');
    assert.equal(whole.meaning.flow.flow, 'group-affiliation-response.server-client');
    assert.deepEqual(left, []);
    await Promise.all([whole.leave(), second.leave()]);
    assert.deepEqual(left, [403]);
  });

  it('is ended in time, and an answer that is too late or incomplete has nothing to stand on', async () => {
    const { pending, left, giveUp } = held(JOINS, LEAVES);
    const incomplete = pending.prepare(answerTo(JOINS, 200), 'one', () => undefined);
    giveUp();
    assert.equal(await incomplete, undefined);
    assert.deepEqual(left, [500]);
    assert.equal(await pending.prepare(answerTo(LEAVES, 200), 'two', () => undefined), undefined);
  });

  it('is answered by its client whichever server it asserts (M-13), and by a server only to whoever asked', async () => {
    const OTHER = 'sip:mc-server@partner.example';
    const body = { from: OTHER, to: ANA, mcServiceId: ANA, regroupGroupId: 'sip:joint@primary.example' };
    const told = { flow: 'preconfigured-regroup-cancel-request.server-client', body };
    const asked = { ...told, flow: 'preconfigured-regroup-cancel-request.server-server' };
    for (const [request, isTaken] of [
      [told, true],
      [asked, false],
    ] as const) {
      const { pending } = held(request);
      const answer = { ...answerTo(request, 200), answers: { flows: [request.flow], from: SERVER, to: ANA } };
      const prepared = pending.prepare(answer as unknown as Answer, 'one', () => undefined);
      assert.equal((await prepared) !== undefined, isTaken, request.flow);
    }
  });
});
