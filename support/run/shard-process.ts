// One shard of a run as a process of its own: how it is started, what it tells meanwhile, how it ended.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { passOn, type Audience, type ProgressMessage } from '../collect/progress-channel';
import { packageRoot } from '../schema/package-root';
import { shardName, type Shard as Place } from '../traceability/shard';
import type { ErrorCode } from '../verdict/errors';
import type { RunOptions } from './plan';

export interface ShardEnd {
  readonly name: string;
  readonly dir: string;
  /** Exit code or signal. */
  readonly how: string;
  /** The run was refused as wrong usage, or because something could not be reached. */
  readonly refusal: { readonly code: ErrorCode; readonly message: string; readonly exitCode: 2 | 3 } | undefined;
  readonly said: string;
}

export interface Shard {
  readonly ended: Promise<ShardEnd>;
  kill(): void;
}

export function startShard(options: RunOptions, place: Place, parts: string, audience: Audience): Shard {
  const dir = path.join(parts, `shard-${place.index}`);
  const args = ['run', ...argumentsOf(options), '--shard', shardName(place), '--part', dir];
  const child = spawn(process.execPath, [path.join(packageRoot, 'bin/mcx-conformance.js'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.on('message', (message) => passOn(message as ProgressMessage, audience)); // sent by our own collector
  const ended = new Promise<ShardEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({
        name: shardName(place),
        dir,
        how: signal ?? `exit code ${code ?? ''}`,
        refusal: refusalIn(said, code),
        said,
      }),
    );
  });
  return { ended, kill: () => child.kill() };
}

/** As the user gave them, so that the results of each shard name the same options. */
export function argumentsOf(options: RunOptions): readonly string[] {
  const { clause, step, requirement, tp, role, target, adapter, service, operator } = options;
  const { builtIn, ordering, strength, audit, baseline, shuffle, capture, captureTls } = options;
  const given = {
    clause,
    step,
    requirement,
    tp,
    role,
    target,
    adapter,
    service,
    operator,
    'built-in': builtIn,
    ordering,
    strength,
    audit,
    baseline,
    shuffle: shuffle === undefined ? undefined : String(shuffle),
  };
  const flags = [...(capture === true ? ['--capture'] : []), ...(captureTls === true ? ['--capture-tls'] : [])];
  return [
    ...Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${String(value)}`])),
    ...flags,
  ];
}

/** main.ts says a UserError as its code, a colon and the message, and nothing else. */
function refusalIn(said: string, exitCode: number | null): ShardEnd['refusal'] {
  const [, code, message] = /^(MCX-[A-Z-]+): (.+)\n$/s.exec(said) ?? [];
  if (code === undefined || message === undefined || (exitCode !== 2 && exitCode !== 3)) return undefined;
  return { code: code as ErrorCode, message, exitCode }; // the pattern is the type
}
