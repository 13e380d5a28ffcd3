// An MC gateway server between the MC systems: it passes each flow between servers on, unchanged, to the server that the
// flow names. The clause allows gateways and does not show them (SCOPE-5).

import { FLOWS } from '../procedure/flows';
import { canonicalId } from '../procedure/identities';
import { done, unsupported } from './answers';
import { machineOf } from './dispatch';
import type { Env, Machine } from './machine';
import { createOutbox, send } from './outbox';

export function createGateway(_env: Env): Machine {
  const addressOf = new Map<string, string>();
  const commands = machineOf(
    { outbox: createOutbox() },
    {
      name: 'reference MC gateway server',
      roles: ['gateway'],
      flows: {},
      undelivered: {},
      provision(_party, command) {
        for (const { serverId, serverAddress } of command.systems) addressOf.set(serverId, serverAddress);
        return done();
      },
      activate: () => undefined,
      act: () => unsupported('an MC gateway server only relays'),
      ask: () => unsupported('an MC gateway server only relays'),
      release: () => undefined, // The servers outlive the scenario.
    },
  );
  return {
    receive(input) {
      if (input.kind === 'command') return commands.receive(input);
      if (input.kind === 'resume') return [];
      const { from, to } = FLOWS.get(input.flow) ?? {};
      const address = addressOf.get(canonicalId(input.body.to));
      if (input.kind !== 'flow' || from !== 'server' || to !== 'server' || address === undefined) return [];
      return [send(input.flow, address, input.body)];
    },
  };
}
