import assert from 'node:assert/strict';
import { createHttpClient } from '../../wires/http-json/client/http-client';
import { createHttpJsonAdapter } from '../../wires/http-json/adapter';
import { HarnessFault, UserError } from '../../verdict/errors';
import { openFront } from './front';
import { createFrontDoor } from './front-door';
import { targetOf } from '../target/target';

const FLOW = 'log-off-response.server-client';
const never = new AbortController().signal;
const options = { allow: () => true, requestTimeoutMs: 5000, maxBodyBytes: 100_000 };

/** A port that is free now. */
async function freePort(): Promise<number> {
  const adapter = createHttpJsonAdapter(options);
  const receiver = { onMessage: () => ({ accepted: true as const }), onMalformed: () => undefined };
  const { address } = await adapter.listen(receiver, { host: '127.0.0.1', port: 0 });
  await adapter.close();
  return Number(new URL(address).port);
}

const targetWith = (ports: Readonly<Record<string, number>>) =>
  targetOf({ name: 'fixed', version: '1', listen: { ports } });

/** A worker of which one party listens; it keeps what it gets. */
async function worker(entrance: string, labels: readonly string[], port: number) {
  const got: string[] = [];
  const adapter = createHttpJsonAdapter(options);
  const door = createFrontDoor(entrance, labels);
  const receiver = {
    onMessage: ({ raw }: { readonly raw: string }) => {
      got.push(raw);
      return { accepted: true as const };
    },
    onMalformed: ({ raw }: { readonly raw: string }) => void got.push(`malformed ${raw}`),
  };
  const { address } = await adapter.listen(receiver, door.behind);
  const told = door.note('client-1', address, { host: '127.0.0.1', port });
  await door.join();
  return { got, told, close: () => adapter.close() };
}

describe('the front of several workers', () => {
  it('holds the fixed ports, and brings each message to the worker that it belongs to', async () => {
    const port = await freePort();
    const front = await openFront(targetWith({ 'client-1': port }));
    const client = createHttpClient(options);
    const one = await worker(front.entrance, ['xaaaaaa'], port);
    const two = await worker(front.entrance, ['xbbbbbb'], port);
    const send = async (body: string): Promise<number | string> => {
      const reply = await client.post(`${one.told}/flows/${FLOW}`, body, {}, never);
      return reply.kind === 'answered' ? reply.status : reply.problem;
    };
    try {
      assert.deepEqual([one.told, two.told], [`http://127.0.0.1:${port}`, `http://127.0.0.1:${port}`]);
      const ofOne = '{"to":"sip:ana.xaaaaaa1@primary.example"}';
      const ofTwo = '{"to":"sip:ana.xbbbbbb1@primary.example"}';
      assert.deepEqual([await send(ofTwo), await send(ofOne), await send('{}')], [204, 204, 204]);
      assert.deepEqual([one.got, two.got], [[ofOne, '{}'], [ofTwo]]);
      assert.equal(await send('{"to":"sip:ana.xbbbbbb1@primary.example"'), 400);
      assert.match(two.got.at(-1) ?? '', /^malformed/);
      await two.close();
      assert.deepEqual([await send(ofTwo), await send(ofOne)], [503, 204]);
    } finally {
      client.close();
      await Promise.all([one.close(), two.close(), front.close()]);
    }
  });

  it('answers 503 before a worker has come', async () => {
    const port = await freePort();
    const front = await openFront(targetWith({ 'client-1': port }));
    const client = createHttpClient(options);
    const reply = await client.post(`http://127.0.0.1:${port}/flows/${FLOW}`, '{}', {}, never);
    client.close();
    await front.close();
    assert.equal(reply.kind === 'answered' && reply.status, 503);
  });

  it('takes nobody who does not know its entrance', async () => {
    const front = await openFront(targetWith({ 'client-1': await freePort() }));
    const { origin } = new URL(front.entrance);
    await assert.rejects(createFrontDoor(`${origin}/guessed`, ['xaaaaaa']).join(), HarnessFault);
    await front.close();
    await assert.rejects(createFrontDoor(front.entrance, ['xaaaaaa']).join(), HarnessFault);
  });

  it('says which port it cannot have, and leaves nothing open', async () => {
    const [port, taken] = [await freePort(), await freePort()];
    const holder = await openFront(targetWith({ 'client-2': taken }));
    const refused = (error: unknown): boolean => error instanceof UserError && error.code === 'MCX-PORT';
    await assert.rejects(openFront(targetWith({ 'client-1': port, 'client-2': taken })), refused);
    await holder.close();
    await (await openFront(targetWith({ 'client-1': port, 'client-2': taken }))).close();
  });
});
