// The adapter sip: every party is a SIP endpoint, requests and their final responses are information flows. Unaware of
// scenarios and of verdicts. XML is read by a library that is loaded when the first party listens.

import type { Adapter, Leave, OutboundMessage, Prepared, Progress } from '../../ports/adapter';
import type { PartyName } from '../../procedure/roles';
import { loadXmlLibrary } from './bodies/xml/xml-library';
import type { SipOptions } from './options';
import { prepareFrom } from './party/prepare';
import { createShared, type Shared } from './party/shared';
import { openStation } from './party/open-station';
import type { Station } from './party/station';
import { createTurns } from './party/turns';

const WITHOUT_PROGRESS: Progress = { left: () => undefined, taken: () => undefined };

export function createSipAdapter(options: SipOptions): Adapter {
  const stations = new Map<PartyName, Station>();
  const turns = createTurns();
  let shared: Shared | undefined;

  async function ready(): Promise<Shared> {
    const library = await loadXmlLibrary();
    return (shared ??= createShared(options, library));
  }

  function senderOf({ by }: Pick<OutboundMessage, 'by'>): { readonly station: Station; readonly common: Shared } {
    const station = by && stations.get(by);
    if (!station || !shared) throw new Error(`${by ?? 'nobody'} has to listen before it can speak by SIP`);
    return { station, common: shared };
  }

  return {
    async listen(receiver, where) {
      const station = await openStation(receiver, where, await ready());
      stations.set(station.party, station);
      return station;
    },
    async prepare(message, progress = WITHOUT_PROGRESS): Promise<Prepared> {
      const { station, common } = senderOf(message);
      // What comes after may answer the very thing that is waited for.
      const endTurn = await turns(message, () => progress.left());
      try {
        return endingTurn(await prepareFrom(station, message, common, progress), endTurn);
      } catch (error) {
        endTurn();
        throw error;
      }
    },
    async close() {
      await Promise.all([...stations.values()].map((station) => station.close()));
      stations.clear();
    },
  };
}

/** The next between the same two is made when this one has come to its end. */
function endingTurn(prepared: Prepared, endTurn: () => void): Prepared {
  const { leave } = prepared;
  if (leave === undefined) {
    endTurn();
    return prepared;
  }
  const ending: Leave = (signal, onAgain) => leave(signal, onAgain).finally(endTurn);
  return { ...prepared, leave: ending };
}
