// Control over HTTP, the side that commands. An answer that does not fit the schema is the implementation's doing and
// said to be; no answer at all is Unreachable. Unaware of what the commands are for.

import type { Control, ControlAnswer } from '../../../ports/control';
import { traceHeaders } from '../../../ports/trace-context';
import { Unreachable } from '../../../ports/unreachable';
import { inOneLine } from '../../../schema/explain';
import { parseShallow } from '../../../schema/json-depth';
import { shortened } from '../../../schema/shortened';
import { validateControl } from '../../../schema/validate';
import { createHttpClient, type ClientOptions } from './http-client';
import { refusalOf } from './refusal';

export interface HttpControl extends Control {
  close(): void;
}

/** @param base the address before `/control` */
export function createHttpControl(base: string, options: ClientOptions): HttpControl {
  const client = createHttpClient(options);
  const address = `${base.replace(/\/+$/, '')}/control`;
  return {
    async send(command, signal) {
      const headers = traceHeaders('scope' in command ? command.scope : null);
      const reply = await client.post(address, JSON.stringify(command), headers, signal);
      if (reply.kind === 'unreadable' && !reply.timedOut)
        return errored(`gave an answer that cannot be read: ${reply.problem}`);
      if (reply.kind !== 'answered') throw new Unreachable(address, reply.problem, 'timedOut' in reply);
      if (reply.status !== 200) return errored(`refused the command ${command.command}: ${refusalOf(reply)}`);
      if (reply.encoding !== '') return errored(`answered with ${reply.encoding}, where plain UTF-8 is read`);
      return parse(reply.text);
    },
    close: () => client.close(),
  };
}

function parse(text: string): ControlAnswer {
  let answer: unknown;
  try {
    answer = parseShallow(text);
  } catch {
    return errored(`answered what is not JSON: ${shortened(text)}`);
  }
  const faults = validateControl('answer', answer);
  if (faults.length > 0) return errored(`answered what does not fit the schema: ${faults.map(inOneLine).join('; ')}`);
  // The schema of the answer is the proof.
  return answer as ControlAnswer;
}

const errored = (what: string): ControlAnswer => ({ status: 'errored', reason: `the implementation ${what}` });
