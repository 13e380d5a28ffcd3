// Where what a product behind a plug-in sends goes to: to a played party as if it had come by the wire, to another such product
// as the tap would pass it on, or into the trace where nobody can take it.

import type { Receiver } from '../../ports/adapter';
import type { PartyName } from '../../procedure/roles';
import type { Exchange } from '../../wires/plugin/plugin-party';
import type { Addressees } from '../host/addressees';
import { beyondLimits, passOn, type Passing } from './tap';

export interface Exchanging extends Passing {
  readonly addressees: Pick<Addressees, 'find'>;
  readonly receiverOf: (party: PartyName) => Receiver | undefined;
  /** Of a product that is behind a plug-in. */
  readonly addressOf: (party: PartyName) => string | undefined;
}

export function pluginExchange({ addressees, receiverOf, addressOf, ...passing }: Exchanging): Exchange {
  const { recorder } = passing;
  return {
    addresseeOf: (from, sent) => addressees.find(from, sent),
    receiverOf,
    passOn(to, message) {
      const address = addressOf(to);
      if (address === undefined || beyondLimits(message, to, passing)) return;
      const { event, delivered } = passOn(message, to, address, passing);
      // Not waited for: the answer may depend on what this product says next.
      void delivered.then(({ outcome, detail }) => {
        if (outcome !== 'accepted') recorder.delivered(event, to, outcome, detail);
      });
    },
    refuse(from, to, { raw }, problem) {
      recorder.malformed({ raw, problem, refused: { readable: raw } }, to, [from]);
    },
  };
}
