// A plug-in that is a CommonJS module and runs inside the harness: the same messages as calls, the same answers. Its export
// makes the plug-in and is handed `send`, by which the product's flows come. Unaware of the testbed.

import { createRequire } from 'node:module';
import { Unreachable } from '../../ports/unreachable';
import type { Channel, OnFlow } from './channel';
import type { ChannelOptions } from './program-channel';
import { fitting, NotInProtocol, parseHello, type Answer, type Request } from './messages';
import { within } from './within';

type Calls = Readonly<Record<string, unknown>>;

export async function openModuleChannel(
  file: string,
  { address, startMs, stopMs }: ChannelOptions,
  onFlow: OnFlow,
): Promise<Channel> {
  let fault: Unreachable | undefined;
  let lastId = 0;

  function send(flow: unknown): void {
    const raw = JSON.stringify(flow);
    void onFlow({ ...fitting('flow', JSON.parse(raw)), raw });
  }

  async function made(): Promise<Calls> {
    const loaded: unknown = createRequire(file)(file);
    const make = (Object(loaded) as { readonly default?: unknown }).default ?? loaded;
    if (typeof make !== 'function') throw new NotInProtocol('no function as its export');
    return Object(await (make as (harness: { send: typeof send }) => unknown)({ send })) as Calls;
  }

  async function answered(plugin: Calls, request: Request & { readonly id: number }): Promise<Answer> {
    const { id } = request;
    const call = plugin[request.do];
    if (typeof call !== 'function') return { unsupported: { reason: `it has no function ${request.do}` } };
    try {
      const given: unknown = await (call as (request: unknown) => unknown).call(plugin, request);
      return fitting('answer', { ...Object(given), id });
    } catch (error) {
      if (error instanceof NotInProtocol) throw (fault = new Unreachable(address, `it answered ${error.message}`));
      return { errored: { reason: error instanceof Error ? error.message : String(error) } };
    }
  }

  try {
    const plugin = await within(made(), startMs);
    if (!plugin) throw new Unreachable(address, `it was not made within ${startMs} ms`);
    const put = async (request: Request & { readonly id: number }, withinMs: number): Promise<Answer> => {
      if (fault) throw fault;
      const answer = await within(answered(plugin, request), withinMs);
      if (answer) return answer;
      throw new Unreachable(address, `no answer to ${request.do} within ${withinMs} ms`);
    };
    const prepare: Channel['prepare'] = (request) => {
      const numbered = { id: ++lastId, ...request };
      return { line: JSON.stringify(numbered), ask: (withinMs) => put(numbered, withinMs) };
    };
    const ask: Channel['ask'] = (request, withinMs, signal) => prepare(request).ask(withinMs, signal);
    let closing: Promise<{ readonly byItself: boolean }> | undefined;
    return {
      hello: parseHello(JSON.stringify(plugin['hello'] ?? {})),
      prepare,
      ask,
      fault: () => fault,
      close: () =>
        (closing ??= ask({ do: 'stop' }, stopMs, new AbortController().signal).then(
          () => ({ byItself: true }),
          () => ({ byItself: false }),
        )),
    };
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    throw new Unreachable(address, error instanceof NotInProtocol ? `it gave ${error.message}` : String(error));
  }
}
