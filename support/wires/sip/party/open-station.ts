// Opens one party on the wire: an endpoint on one port, and for who serves documents XCAP over HTTP beside it. What it takes is
// handed up as information flows; a request that a flow answers is held until that flow is sent. Unaware of scenarios.

import { randomBytes } from 'node:crypto';
import type { ListenOptions, Receiver } from '../../../ports/adapter';
import { kindOf } from '../../../procedure/roles';
import { writeAddress, xcapRootAt } from '../address';
import type { Listening } from '../flows/context';
import { methodsAt } from '../flows/decode/decode-request';
import { systemClock } from '../stack/clock';
import { createDigestClient } from '../stack/digest/digest-client';
import { createDigestServer } from '../stack/digest/digest-server';
import { openEndpoint, type IncomingRequest } from '../stack/endpoint/endpoint';
import type { Hop, Place } from '../stack/place';
import { DEFAULT_TIMERS, transactionTimeout } from '../stack/transactions/timers';
import { patientClock } from './patient-clock';
import { createDialogNumbers } from './taking/dialog-numbers';
import { createOpenRequests } from './taking/open-requests';
import { createPending } from './taking/pending';
import { contextOf, type Shared } from './shared';
import { openOnOnePort } from './one-port';
import { refusedBy } from './taking/refused-message';
import { createSubscriptions } from './subscriptions';
import type { Station } from './station';
import { contraryMessage, provisionalMessage, strayMessage } from './taking/stray-message';
import { takeDocumentRequest } from './xcap/take-document-request';
import { takeRequest } from './taking/take-request';
import { sipTap } from './transmissions';
import { openXcapServer, type XcapServer } from './xcap/xcap-server';

/** A pending request is ended so much before whoever asked gives up. */
const EARLY = 0.9;

export async function openStation(receiver: Receiver, where: ListenOptions, shared: Shared): Promise<Station> {
  const { options } = shared;
  const { party = 'primary-server', host, advertise = host } = where;
  const kind = kindOf(party);
  const prefix = randomBytes(6).toString('hex');
  let tokens = 0;
  const newToken = (): string => `${prefix}${(++tokens).toString(36)}`;
  const timers = { ...DEFAULT_TIMERS, ...options.timers };
  const login = options.loginOf?.(party);

  const openRequests = createOpenRequests();
  let take = (_incoming: IncomingRequest): void => undefined;
  const tell = options.onTransmission;
  const endpoint = await openOnOnePort(where, options, (listen) =>
    openEndpoint({
      listen,
      allow: options.allow,
      timers,
      ...(options.limits && { limits: options.limits }),
      clock: patientClock,
      weather: shared.weather,
      // Parties of one system may stand behind one core, which sends the same request to several.
      detectMerged: false,
      abilities: {
        methods: kind === 'gateway' ? ['MESSAGE', 'PUBLISH'] : methodsAt(kind),
        contentTypes: ['*/*'],
        schemes: ['sip', 'sips', 'tel'],
      },
      ...(advertise !== host && { advertise: (local: Hop): Place => ({ host: advertise, port: local.port }) }),
      ...(options.udpLimit !== undefined && { udpLimit: options.udpLimit }),
      ...(options.challenge && { digest: createDigestServer({ ...options.challenge, clock: systemClock, newToken }) }),
      ...(tell && { tap: sipTap(tell, options.tls?.below === undefined) }),
      onRequest: (incoming) => take(incoming),
      onFault: (error) =>
        receiver.onMalformed({ raw: '', problem: `it could not be taken: ${String(error)}`, wire: {} }),
      onRefused: (refused) => receiver.onMalformed(refusedBy(refused, station)),
      onStray: (received) => receiver.onMalformed(strayMessage(received, openRequests)),
      onContrary: (received, before) => receiver.onMalformed(contraryMessage(received, before)),
      onProvisional: (received, response) => receiver.onAside?.(provisionalMessage(received, response, station)),
    }),
  );
  const servesDocuments = kind === 'gms';
  const pending = createPending(EARLY * transactionTimeout(timers), (milliseconds, run) =>
    systemClock.after(milliseconds, run),
  );
  const delayed = new Set<() => void>();
  let xcap: XcapServer | undefined;
  const bound = endpoint.bound.find(({ transport }) => transport === options.transport) ?? endpoint.bound[0];
  const close = async (): Promise<void> => {
    pending.close();
    for (const cancel of delayed) cancel();
    await Promise.all([endpoint.close(), xcap?.close()]);
    shared.addresses.delete(station.address);
  };
  try {
    if (servesDocuments)
      xcap = await openXcapServer(
        { host, port: options.xcapPortOf?.(party) ?? 0 },
        (request) => takeDocumentRequest(request, station, shared),
        options.onSocket,
        options.limits?.maxConnections,
        [advertise],
      );
  } catch (error) {
    await endpoint.close();
    throw error;
  }
  const hop: Hop = { transport: options.transport, host: advertise, port: bound?.port ?? 0 };
  const address = writeAddress(hop, xcap?.port);
  const xcapRoot = xcap && xcapRootAt({ host: advertise, port: xcap.port });

  const station: Station = {
    party,
    receiver,
    endpoint,
    pending,
    openRequests,
    subscriptions: createSubscriptions(),
    subscribed: new Map(),
    dialogNumbers: createDialogNumbers(),
    digest: login && createDigestClient(login, newToken),
    address,
    xcapRoot,
    newToken,
    later(milliseconds, run) {
      const cancel = systemClock.after(milliseconds, () => {
        delayed.delete(cancel);
        run();
      });
      delayed.add(cancel);
    },
    listeningFor: (uri) =>
      Object.assign(
        contextOf(shared, shared.receivedSets, xcapRoot ?? '', () => address, newToken),
        { library: shared.library, listener: listenerOf(uri) },
      ),
    close,
  };

  function listenerOf(uri: string): Listening['listener'] {
    if (kind === 'client') return { kind };
    const meant = options.directory.entityAt(uri);
    // A gateway takes what is for the servers behind it.
    if (kind === 'gateway') return { kind: 'server', id: meant?.id ?? '' };
    return { kind, id: options.entityOf(party) ?? (meant?.kinds.some((one) => one === kind) ? meant.id : '') };
  }

  take = (incoming) => void takeRequest(incoming, station, shared);
  shared.addresses.add(address);
  return station;
}
