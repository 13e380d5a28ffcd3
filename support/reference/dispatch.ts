// Makes a machine of a party: hands each input to the one function that handles it, with its identities in their one spelling,
// so that no party has to compare them otherwise. Unaware of what the parties do.

import type {
  ActCommand,
  ActivateCommand,
  AskCommand,
  ControlAnswer,
  ControlCommand,
  ProvisionCommand,
  ReleaseCommand,
} from '../ports/control';
import type { FlowBody, FlowId } from '../procedure/flows';
import { canonical } from '../procedure/identities';
import { done } from './answers';
import type { Machine } from './machine';
import type { Outbox } from './outbox';
import { createSpelling } from './spelling';

export type FlowHandlers<P> = { readonly [F in FlowId]?: (party: P, body: FlowBody<F>) => void };

export interface Behaviours<P> {
  readonly name: string;
  readonly roles: readonly string[];
  readonly flows: FlowHandlers<P>;
  /** What the party does when a message of its own did not reach the receiver. */
  readonly undelivered: FlowHandlers<P>;
  provision(party: P, command: ProvisionCommand): ControlAnswer;
  activate(party: P, command: ActivateCommand): void;
  /** @param asWritten what a user names is sent as the user spells it */
  act(party: P, command: ActCommand, asWritten: ActCommand): ControlAnswer;
  ask(party: P, command: AskCommand): ControlAnswer;
  release(party: P, command: ReleaseCommand): void;
  /** Of a party that pauses. */
  resume?(party: P): void;
}

export function machineOf<P extends { readonly outbox: Outbox }>(party: P, behaviours: Behaviours<P>): Machine {
  const spelling = createSpelling();
  return {
    receive(input) {
      if (input.kind === 'flow') spelling.hear(input.body);
      if (input.kind === 'command')
        party.outbox.answer(obey(party, behaviours, canonical(input.command), input.command));
      else if (input.kind === 'resume') behaviours.resume?.(party);
      else {
        const handlers = input.kind === 'flow' ? behaviours.flows : behaviours.undelivered;
        // The flow chose the handler, so the body is the handler's; a mapped type cannot say so.
        const handler = handlers[input.flow] as ((party: P, body: FlowBody) => void) | undefined;
        const body = canonical(input.body);
        handler?.(party, body === input.body ? body : eachGroupOnce(body));
      }
      return spelling.spell(party.outbox.take());
    },
  };
}

/** Two spellings of one group name one group. */
const eachGroupOnce = (body: FlowBody): FlowBody =>
  'mcServiceGroupIdList' in body ? { ...body, mcServiceGroupIdList: [...new Set(body.mcServiceGroupIdList)] } : body;

function obey<P>(
  party: P,
  behaviours: Behaviours<P>,
  command: ControlCommand,
  asWritten: ControlCommand,
): ControlAnswer {
  switch (command.command) {
    case 'hello':
      return done({ hello: { name: behaviours.name, version: '1', roles: behaviours.roles } });
    case 'provision':
      return behaviours.provision(party, command);
    case 'activate':
      behaviours.activate(party, command);
      return done();
    case 'act':
      return behaviours.act(party, command, asWritten.command === 'act' ? asWritten : command);
    case 'ask':
      return behaviours.ask(party, command);
    case 'advance': // The host moves the clock; no reference party waits for a time.
      return done();
    case 'release':
      behaviours.release(party, command);
      return done();
  }
}
