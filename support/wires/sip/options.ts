// What the adapter is told of a deployment. Types, and what holds where nothing is said.

import type { PartyName } from '../../procedure/roles';
import type { DialectName } from './bodies/dialects';
import type { ServiceName } from './bodies/services';
import type { Alteration } from './altered/alteration';
import type { FlowContext } from './flows/context';
import type { Directory } from './flows/directory';
import type { OnSocket, OnTransmission } from '../../ports/transmission';
import type { Hop, TransportName } from './stack/place';
import type { Login } from './stack/digest/digest';
import type { DigestServerOptions } from './stack/digest/digest-server';
import type { TimerSettings } from './stack/transactions/timers';
import type { StreamLimits } from './stack/transport/wire';
import type { TlsSettings } from './stack/transport/stream-sockets';
import type { WeatherSettings } from './stack/transport/weather';

export interface SipOptions extends Pick<FlowContext, 'identityMode' | 'refusals' | 'authorization'> {
  readonly service: ServiceName;
  readonly dialect: DialectName;
  /** Of the addresses that the adapter's own listeners give out. */
  readonly transport: TransportName;
  readonly directory: Directory;
  /** The entity that a party plays; undefined where that is not known yet. */
  readonly entityOf: (party: PartyName) => string | undefined;
  /** Whether anything at all may be sent there. */
  readonly allow: (host: string, port: number) => boolean;
  readonly timers?: Partial<TimerSettings>;
  /** What one port takes. */
  readonly limits?: Pick<StreamLimits, 'maxBodyBytes' | 'maxConnections' | 'partialMs'>;
  readonly tls?: TlsSettings;
  /** What becomes of datagrams that a party sends; fair where absent. */
  readonly weather?: WeatherSettings;
  /** The seed by which requests are spelt in other legal ways; as usual where absent. */
  readonly spelling?: number;
  /** A request that would be larger leaves by TCP; 1300 bytes where absent. */
  readonly udpLimit?: number;
  /** The core that a party speaks through, in place of speaking to its peers. */
  readonly proxyOf?: (party: PartyName) => Hop | undefined;
  /** Whom a party is by digest authentication, where it is challenged. */
  readonly loginOf?: (party: PartyName) => Login | undefined;
  /** What parties ask of each SIP request; nothing where absent. */
  readonly challenge?: Omit<DigestServerOptions, 'clock' | 'newToken'>;
  /** Of whoever serves documents; the system chooses where absent. */
  readonly xcapPortOf?: (party: PartyName) => number | undefined;
  /** What a built-in party under test does otherwise on this wire. */
  readonly alterationOf?: (party: PartyName) => Alteration | undefined;
  /** Everything that enters or leaves, retransmissions too. */
  readonly onTransmission?: OnTransmission;
  /** Of each connection for documents. */
  readonly onSocket?: OnSocket;
}
