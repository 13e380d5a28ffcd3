// Control over HTTP, the side that obeys: POST /control with a command, answered by what the party says.
// Unaware of what the commands do.

import type { Control, ControlAnswer, ControlCommand } from '../../../ports/control';
import { inOneLine } from '../../../schema/explain';
import { likelyMeant } from '../../../verdict/nearest';
import { shortened } from '../../../schema/shortened';
import { CONTROL_COMMANDS, validateControl } from '../../../schema/validate';
import type { Route } from './http-server';
import { problem, type HttpAnswer } from './problem';

/** Provisioning ten thousand users is one command. */
const MOST_BYTES = 16_777_216;

/** @param signal aborts when the party closes */
export function controlRoutes(control: Control, signal: AbortSignal): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/control',
      ownNamesOnly: true,
      matches: (path) => path === '/control',
      maxBodyBytes: MOST_BYTES,
      async handle({ json }) {
        const command = parse(json);
        return 'status' in command ? command : { status: 200, body: await obey(control, command, signal) };
      },
    },
    {
      method: 'GET',
      path: '/control/health',
      ownNamesOnly: true,
      matches: (path) => path === '/control/health',
      handle: () => ({ status: 200, body: { status: 'ready' } }),
    },
  ];
}

/** A party that fails on a command says so and goes on. */
async function obey(control: Control, command: ControlCommand, signal: AbortSignal): Promise<ControlAnswer> {
  try {
    return await control.send(command, signal);
  } catch (error) {
    return { status: 'errored', reason: error instanceof Error ? error.message : String(error) };
  }
}

function parse(json: unknown): ControlCommand | HttpAnswer {
  const named: unknown = (Object(json) as { readonly command?: unknown }).command;
  const name = CONTROL_COMMANDS.find((known) => known === named);
  if (name === undefined) {
    const meant = typeof named === 'string' ? likelyMeant(named, CONTROL_COMMANDS) : undefined;
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    const detail = `expected "command" to be one of ${CONTROL_COMMANDS.join(', ')}, found ${shortened(named)}${hint}`;
    return problem(400, 'Unknown command', detail);
  }
  const errors = validateControl(name, json);
  if (errors.length > 0) return problem(400, 'Not a valid command', errors.map(inOneLine).join('; '), errors);
  // The schema of the command is the proof.
  return json as ControlCommand;
}
