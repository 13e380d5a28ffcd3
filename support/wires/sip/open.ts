// The SIP adapter as a target wants it. It is loaded by the first run that asks for it: it brings an XML library along.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import { createHash } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { loginsOf } from './logins';
import type { SipOptions } from './options';
import type { Entity } from './flows/directory';
import { MEBIBYTE, NotReadable, readPem } from '../../files/plain-file';
import { canonicalId } from '../../procedure/identities';
import { entityOf, kindOf, systemOf, type McSystemName, type PartyName } from '../../procedure/roles';
import { UserError } from '../../verdict/errors';
import { allowedAddresses } from '../../ports/allowed-addresses';
import { DEFAULT_WIRE_LIMITS } from '../../ports/wire-limits';
import type { NamedSystem, OpenWire, WireSurroundings } from '../../ports/wire';
import type { Alteration } from './altered/alteration';
import type { SipTarget } from './target';

const LONGEST_HOLD_MS = 20;

type Library = typeof import('./adapter') &
  Pick<typeof import('./flows/directory'), 'bareUri'> &
  Pick<typeof import('./address'), 'readAddress'>;

const load = (): Library => ({
  ...(require('./adapter') as typeof import('./adapter')),
  ...(require('./flows/directory') as typeof import('./flows/directory')),
  ...(require('./address') as typeof import('./address')),
});

export function openSipWire(sip: SipTarget, surroundings: Omit<WireSurroundings, 'options'>): OpenWire {
  const { createSipAdapter, bareUri, readAddress } = load();
  const {
    systems,
    allow,
    deadlineMs,
    onTransmission,
    onSocket,
    belowTls,
    limits = DEFAULT_WIRE_LIMITS,
    alterationOf,
    challenge,
  } = surroundings;
  const allowed = allowedAddresses(allow);
  const entities = new Map<string, Entity>();
  const named = new Map<McSystemName, NamedSystem>();

  function learn(known: readonly NamedSystem[]): void {
    for (const system of known) {
      const { name, serverId, gmsId } = system;
      named.set(name, system);
      for (const [kind, id] of [
        ['server', serverId],
        ['gms', gmsId],
      ] as const) {
        const aliases = sip.psis[entityOf(name, kind)] ?? [];
        for (const identity of [id, ...aliases]) {
          const other = kind === 'gms' ? entities.get(bareUri(identity)) : undefined;
          const isBox = other?.id === serverId && serverId === gmsId;
          const all = isBox ? [...(other.aliases ?? []), ...aliases] : aliases;
          entities.set(bareUri(identity), { id, kinds: isBox ? ['server', 'gms'] : [kind], aliases: all });
        }
      }
    }
  }

  function proxyOf(party: PartyName) {
    const given = sip.proxies[party];
    const read = given === undefined ? undefined : readAddress(given);
    return read && 'hop' in read ? read.hop : undefined;
  }

  /** A party that is told by control which MC systems there are has none before. */
  function identityOf(party: PartyName): string | undefined {
    const name = systemOf(party);
    const system = name && named.get(name);
    return kindOf(party) === 'gms' ? system?.gmsId : system?.serverId;
  }

  learn(systems);
  const adapter = createSipAdapter({
    service: sip.service,
    dialect: sip.dialect,
    transport: sip.transport.toUpperCase() as SipOptions['transport'],
    identityMode: sip.behindCore ? 'preferred' : 'asserted',
    refusals: sip.refusals,
    authorization: sip.authorization,
    directory: {
      entityAt: (identity) => entities.get(bareUri(identity)),
      publicIdentityOf: (mcServiceId) => mcServiceId,
      mcServiceIdOf: (publicIdentity) => publicIdentity,
      clientIdOf: clientIdOf,
      // A token of the tests: it tells whose it is.
      accessTokenOf: (mcServiceId) => mcServiceId,
    },
    entityOf: identityOf,
    allow: (host, port) => allowed(new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`)),
    timers: sip.timers,
    // So that whoever is owed the rest of a message still waits for it when it is told that there is none.
    limits: { maxBodyBytes: limits.messageBytes, maxConnections: limits.connections, partialMs: deadlineMs / 2 },
    proxyOf,
    loginOf: loginsOf(sip, process.env),
    ...(challenge !== undefined && { challenge: challenge as NonNullable<SipOptions['challenge']> }), // of challenge.ts
    xcapPortOf: (party) => sip.xcapPorts[party],
    ...(sip.udpLimit !== undefined && { udpLimit: sip.udpLimit }),
    ...(sip.spelling !== undefined && { spelling: sip.spelling }),
    ...(sip.tls && { tls: { ...pemOf(sip.tls), ...(belowTls && { below: belowTls }) } }),
    ...(sip.weather && { weather: { loss: 0, doubling: 0, holding: 0, holdMs: LONGEST_HOLD_MS, ...sip.weather } }),
    // What a built-in party of this wire has for an alteration is one of ours.
    ...(alterationOf && { alterationOf: (party) => alterationOf(party) as Alteration | undefined }),
    ...(onTransmission && { onTransmission }),
    ...(onSocket && { onSocket }),
  });
  return { adapter, learn };
}

/** The same for the same user in every process, so that a restarted party is the same client. */
function clientIdOf(mcServiceId: string): string {
  const digest = createHash('sha256').update(canonicalId(mcServiceId)).digest('hex');
  const variant = ((Number.parseInt(digest.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `5${digest.slice(13, 16)}`,
    `${variant}${digest.slice(18, 20)}`,
    digest.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

function pemOf({ key, cert, ca }: NonNullable<SipTarget['tls']>): NonNullable<SipOptions['tls']> {
  const read = { key: pem('key', key), cert: pem('cert', cert), ...(ca !== undefined && { ca: pem('ca', ca) }) };
  try {
    createSecureContext(read);
    return read;
  } catch (error) {
    throw new UserError(
      'MCX-SIP-TLS',
      `expected a key and its certificate in PEM at sip.tls, found what TLS cannot use (${String(error)}); mend the target file`,
    );
  }
}

/** A bundle of all authorities that there are is a third of it. */
const LARGEST_PEM = MEBIBYTE;

function pem(name: string, file: string): Buffer {
  try {
    return readPem(file, { most: LARGEST_PEM, links: 'followed' });
  } catch (error) {
    const why = error instanceof NotReadable ? error.why : String(error);
    throw new UserError(
      'MCX-SIP-TLS',
      `expected a PEM file for sip.tls.${name} at ${file}, found ${why}; mend the target file`,
    );
  }
}
