// The adapter plugin: one role of a product that has neither of the suite's wires, spoken for by a plug-in. What peers send
// becomes `deliver`, control becomes `control`. Unaware of where the product's own flows go and of verdicts.

import type { OutboundMessage, Prepared } from '../../ports/adapter';
import type { Control, ControlAnswer } from '../../ports/control';
import type { SystemIdentity } from '../../ports/testbed';
import { Unreachable } from '../../ports/unreachable';
import type { Role } from '../../procedure/roles';
import { inOneLine } from '../../schema/explain';
import { validateControl } from '../../schema/validate';
import type { Channel, OnFlow } from './channel';
import { PROTOCOL, type Answer, type Hello } from './messages';
import { openModuleChannel } from './module-channel';
import { openProgramChannel } from './program-channel';

export type PluginSource =
  | { readonly command: readonly string[]; readonly cwd: string; readonly env: Readonly<Record<string, string>> }
  | { readonly module: string };

export interface PluginOptions {
  readonly role: Role;
  readonly systems: readonly SystemIdentity[];
  readonly source: PluginSource;
  readonly startMs: number;
  readonly requestMs: number;
  readonly stopMs: number;
}

export interface Plugin {
  readonly hello: Hello;
  /** Stands where other products have a URL. */
  readonly address: string;
  readonly control: Control;
  prepare(message: OutboundMessage): Prepared;
  close(): Promise<unknown>;
}

export const pluginAddress = (role: Role): string => `plugin:${role}`;

export const openChannel = (
  source: PluginSource,
  options: { readonly address: string; readonly startMs: number; readonly stopMs: number },
  onFlow: OnFlow,
): Promise<Channel> =>
  'module' in source ? openModuleChannel(source.module, options, onFlow) : openProgramChannel(source, options, onFlow);

/** @throws Unreachable where it does not say hello, or does not start */
export async function openPlugin(options: PluginOptions, onFlow: OnFlow): Promise<Plugin> {
  const { role, systems, startMs, requestMs, stopMs } = options;
  const address = pluginAddress(role);
  const channel = await openChannel(options.source, { address, startMs, stopMs }, onFlow);
  const { hello } = channel;
  try {
    if (!hello.roles.includes(role))
      throw new Unreachable(address, `${hello.name} takes the roles ${hello.roles.join(', ')}, and not ${role}`);
    const never = new AbortController().signal;
    const started = await channel.ask({ do: 'start', protocol: PROTOCOL, role, systems }, startMs, never);
    if (!('ok' in started)) throw new Unreachable(address, `it did not start: ${reasonOf(started)}`);
  } catch (error) {
    await channel.close();
    throw error;
  }

  return {
    hello,
    address,
    close: () => channel.close(),
    prepare({ flow, body, messageId }) {
      const question = channel.prepare({ do: 'deliver', flow, body, messageId });
      return {
        carried: true,
        raw: question.line,
        body,
        async leave(signal) {
          try {
            const answer = await question.ask(requestMs, signal);
            if ('ok' in answer) return { outcome: 'accepted', detail: 'ok' };
            return { outcome: 'refused', detail: reasonOf(answer) };
          } catch (error) {
            return { outcome: 'undeliverable', detail: error instanceof Error ? error.message : String(error) };
          }
        },
      };
    },
    control: {
      async send(command, signal) {
        const fault = channel.fault();
        if (fault) throw fault;
        if (command.command === 'hello') return greeting(hello);
        if (!hello.control.includes(command.command))
          return { status: 'unsupported', reason: `${hello.name} does not list ${command.command} in its hello` };
        return controlAnswer(await channel.ask({ do: 'control', command }, requestMs, signal));
      },
    },
  };
}

const greeting = ({ name, version, roles }: Hello): ControlAnswer => ({
  status: 'done',
  hello: { name, version, roles: [...roles] },
});

/** An answer that does not fit is the implementation's doing and said to be. */
export function controlAnswer(answer: Answer): ControlAnswer {
  if ('unsupported' in answer) return { status: 'unsupported', ...answer.unsupported };
  if ('errored' in answer) return { status: 'errored', ...answer.errored };
  const candidate: unknown = { status: 'done', ...answer.ok };
  const faults = validateControl('answer', candidate);
  if (faults.length === 0) return candidate as ControlAnswer; // the schema is the proof
  return { status: 'errored', reason: `answered what does not fit the schema: ${faults.map(inOneLine).join('; ')}` };
}

const reasonOf = (answer: Answer): string => {
  if ('ok' in answer) return 'ok';
  return 'errored' in answer ? `errored: ${answer.errored.reason}` : `unsupported: ${answer.unsupported.reason}`;
};
