// A conformance suite for plug-ins themselves: does this program keep to the protocol, whatever product is behind it?
// Each check is one line. Unaware of how they are printed.

import { performance } from 'node:perf_hooks';
import { controlAnswer, openChannel, type PluginSource } from './adapter';
import type { Channel } from './channel';
import { PROTOCOL, type Answer, type Hello, type Request } from './messages';
import type { ControlCommand } from '../../ports/control';
import type { SystemIdentity } from '../../ports/testbed';
import type { Role } from '../../procedure/roles';
import { provisionFor, SCOPE } from './plugin-check-commands';

export interface PluginCheckResult {
  readonly name: string;
  readonly passed: boolean;
  /** What was seen. */
  readonly detail: string;
}

export interface PluginCheckOptions {
  readonly source: PluginSource;
  /** The first of its hello where absent. */
  readonly role?: Role;
  readonly systems: readonly SystemIdentity[];
  readonly startMs: number;
  readonly requestMs: number;
  readonly stopMs: number;
  readonly onResult: (result: PluginCheckResult) => void;
}

const BURST = 100;
const never = (): AbortSignal => new AbortController().signal;

/** @returns true where every check passed */
export async function checkPlugin(options: PluginCheckOptions): Promise<boolean> {
  const { source, systems, startMs, requestMs, stopMs, onResult } = options;
  let passed = true;

  /** @param look answers what was seen, and throws what is wrong */
  async function check(name: string, look: () => string | Promise<string>): Promise<boolean> {
    const result = await Promise.resolve()
      .then(look)
      .then(
        (detail) => ({ name, passed: true, detail }),
        (error: unknown) => ({ name, passed: false, detail: error instanceof Error ? error.message : String(error) }),
      );
    passed &&= result.passed;
    onResult(result);
    return result.passed;
  }

  let opened: Channel | undefined;
  await check('its first line is a valid hello, in time', async () => {
    const start = performance.now();
    opened = await openChannel(source, { address: 'the plug-in', startMs, stopMs }, () => undefined);
    return `${named(opened.hello)} after ${Math.round(performance.now() - start)} ms`;
  });
  if (!opened) return false;
  const channel = opened;
  const { hello } = channel;
  const role = options.role ?? hello.roles[0] ?? 'partner-server';
  const ask = (request: Request, ms = requestMs): Promise<Answer> => channel.ask(request, ms, never());

  const served = await check(`it takes the role ${role}`, () => {
    if (!hello.roles.includes(role)) throw new Error(`its hello lists ${hello.roles.join(', ')}`);
    return hello.roles.join(', ');
  });
  const started =
    served &&
    (await check('it starts, in time', async () =>
      must(await ask({ do: 'start', protocol: PROTOCOL, role, systems }, startMs), 'ok'),
    ));

  if (started) {
    for (const command of commandsFor(role, systems))
      await check(`it answers control ${title(command)}`, async () => {
        if (!hello.control.includes(command.command)) return 'not in its hello: never asked in a run';
        const answer = controlAnswer(await ask({ do: 'control', command }));
        if (answer.status === 'errored') throw new Error(`errored: ${answer.reason}`);
        return answer.status === 'done' ? 'done' : `unsupported: ${answer.reason}`;
      });
    await check('it answers a command that there is not with unsupported', async () =>
      must(await ask({ do: 'control', command: { command: 'no-such-command', scope: SCOPE } }), 'unsupported'),
    );
    await check('it answers an information flow that does not fit its schema with errored', async () =>
      must(await deliver(ask, role), 'errored'),
    );
    await check(`it answers a burst of ${BURST} information flows, each by its id`, async () => {
      const start = performance.now();
      await Promise.all(Array.from({ length: BURST }, () => deliver(ask, role)));
      return `${Math.round(performance.now() - start)} ms`;
    });
    await check('it answers after that', async () => {
      if (!hello.control.includes('release')) return 'release is not in its hello';
      return must(await ask({ do: 'control', command: { command: 'release', scope: SCOPE } }), 'ok');
    });
    await check('nothing but JSON lines of the protocol came', () => {
      const fault = channel.fault();
      if (fault) throw fault;
      return 'nothing';
    });
  }
  await check('it exits by itself when it is told to stop', async () => {
    const { byItself } = await channel.close();
    if (!byItself) throw channel.fault() ?? new Error(`it had to be ended after ${stopMs} ms`);
    return 'it did';
  });
  return passed;
}

const named = ({ name, version }: Hello): string => `${name} ${version}`;

function must(answer: Answer, wanted: 'ok' | 'unsupported' | 'errored'): string {
  if (wanted in answer) return wanted;
  throw new Error(`expected ${wanted}, found ${JSON.stringify(answer)}`);
}

/** No element of it is there, so it fits no schema. */
const deliver = (ask: (request: Request) => Promise<Answer>, role: Role): Promise<Answer> =>
  ask({ do: 'deliver', flow: flowTo(role), body: {}, messageId: 'check' });

function flowTo(role: Role): string {
  if (role.endsWith('-gms')) return 'subscribe-group-configuration-request.server-gms';
  return role.endsWith('-server') ? 'preconfigured-regroup-request.server-server' : 'log-off-response.server-client';
}

function commandsFor(role: Role, systems: readonly SystemIdentity[]): readonly ControlCommand[] {
  const provision = provisionFor(role, systems);
  const user = provision.users[0]?.mcServiceId ?? '';
  const group = `sip:group.${SCOPE}@${systems[0]?.domain ?? ''}`;
  return [
    provision,
    { command: 'activate', scope: SCOPE },
    { command: 'act', scope: SCOPE, act: { kind: 'start-service', user } },
    { command: 'ask', scope: SCOPE, question: { kind: 'user-notifications', user } },
    { command: 'ask', scope: SCOPE, question: { kind: 'affiliations', mcServiceGroupId: group } },
    { command: 'ask', scope: SCOPE, question: { kind: 'regroups' } },
    { command: 'advance', milliseconds: 1000 },
    { command: 'release', scope: SCOPE },
  ];
}

const title = (command: ControlCommand): string =>
  command.command === 'ask' ? `ask ${command.question.kind}` : command.command;
