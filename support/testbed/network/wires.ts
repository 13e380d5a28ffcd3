// One adapter to the parties, whatever wire each product is on: an address that stands for a plug-in goes to it, every other
// to the wire that listens. The adapters stay strangers to one another.

import type { Plugin } from '../../wires/plugin/adapter';
import type { Adapter } from '../../ports/adapter';
import type { PartyName } from '../../procedure/roles';

export interface Wires {
  readonly adapter: Adapter;
  add(party: PartyName, plugin: Plugin): void;
  readonly addressOf: (party: PartyName) => string | undefined;
}

export function createWires(listening: Adapter): Wires {
  const byAddress = new Map<string, Plugin>();
  const byParty = new Map<PartyName, Plugin>();
  return {
    adapter: {
      ...listening,
      prepare: (message, progress) => (byAddress.get(message.address) ?? listening).prepare(message, progress),
    },
    add(party, plugin) {
      byAddress.set(plugin.address, plugin);
      byParty.set(party, plugin);
    },
    addressOf: (party) => byParty.get(party)?.address,
  };
}
