// The adapter sip: every party is a SIP endpoint, requests and their final responses are information flows. Unaware of
// scenarios and of verdicts. XML is read by a library that is loaded when the first party listens.

import type { Adapter, DeliveryOutcome, OutboundMessage, Progress } from '../../ports/adapter';
import type { PartyName } from '../../procedure/roles';
import { loadXmlLibrary } from './bodies/xml-library';
import type { SipOptions } from './options';
import { createInTurn } from './party/in-turn';
import { sendFrom } from './party/send';
import { createShared, type Shared } from './party/shared';
import { openStation } from './party/open-station';
import type { Station } from './party/station';
import { writtenFor } from './party/written';

const WITHOUT_PROGRESS: Progress = { left: () => undefined, taken: () => undefined };

export function createSipAdapter(options: SipOptions): Adapter {
  const stations = new Map<PartyName, Station>();
  const inTurn = createInTurn();
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

  function written(message: Omit<OutboundMessage, 'messageId'>, leaves: boolean) {
    const { station, common } = senderOf(message);
    return writtenFor(message, station, common, leaves);
  }

  return {
    written: (message) => written(message, true),
    encode(message) {
      const found = written(message, false);
      return found.carried ? found.raw : JSON.stringify(message.body);
    },
    async listen(receiver, where) {
      const station = await openStation(receiver, where, await ready());
      stations.set(station.party, station);
      return station;
    },
    send(message, signal, progress = WITHOUT_PROGRESS): Promise<DeliveryOutcome> {
      const { station, common } = senderOf(message);
      const go = (): Promise<DeliveryOutcome> => sendFrom(station, message, common, signal, progress);
      // What comes after may answer the very thing that is waited for.
      return inTurn(message, go, () => progress.left());
    },
    async close() {
      await Promise.all([...stations.values()].map((station) => station.close()));
      stations.clear();
    },
  };
}
