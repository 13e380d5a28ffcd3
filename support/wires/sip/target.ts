// What a target says of SIP, and what holds where it says nothing. Types and values only; nothing of the adapter is loaded.

import type { PartyName } from '../../procedure/roles';

export const MC_SERVICES = ['mcptt', 'mcvideo', 'mcdata'] as const;
export type McServiceName = (typeof MC_SERVICES)[number];

export interface SipLogin {
  readonly username: string;
  readonly password: { readonly env: string };
}

export interface SipTarget {
  readonly service: McServiceName;
  readonly dialect: 'f7' | 'vectorcore';
  /** Whether a SIP core asserts identities; without one clients assert their own, as the core would have. */
  readonly behindCore: boolean;
  /** By which played parties are to be reached. */
  readonly transport: 'udp' | 'tcp' | 'tls';
  /** Whether a controlling function tells the client the reason by a warning, or 480 alone as Release 18 has it. */
  readonly refusals: 'release-18' | 'warned';
  readonly authorization: 'PUBLISH' | 'REGISTER' | 'third-party REGISTER';
  /** In milliseconds. */
  readonly timers: { readonly t1?: number; readonly t2?: number; readonly t4?: number };
  /** A request that would be larger leaves by TCP, in bytes. */
  readonly udpLimit?: number;
  /** What becomes of the datagrams that played parties send; shares are from 0 to 1. */
  readonly weather?: {
    readonly seed: number;
    readonly loss?: number;
    readonly doubling?: number;
    readonly holding?: number;
    readonly holdMs?: number;
  };
  /** The seed by which played parties spell their requests in other legal ways. */
  readonly spelling?: number;
  /** Further public service identities of servers and group management servers. */
  readonly psis: Readonly<Partial<Record<PartyName, readonly string[]>>>;
  /** SIP URIs of the cores that parties speak through. */
  readonly proxies: Readonly<Partial<Record<PartyName, string>>>;
  /** By whom played parties are let in that are challenged; passwords stand in environment variables. */
  readonly credentials?: Readonly<Partial<Record<PartyName | 'everybody', SipLogin>>>;
  /** Fixed ports of XCAP; the system chooses the others. */
  readonly xcapPorts: Readonly<Partial<Record<PartyName, number>>>;
  /** PEM files, relative to the working directory. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly ca?: string };
}

export const DEFAULT_SIP_TARGET: SipTarget = {
  service: 'mcptt',
  dialect: 'f7',
  behindCore: false,
  transport: 'tcp',
  refusals: 'release-18',
  authorization: 'PUBLISH',
  timers: {},
  psis: {},
  proxies: {},
  xcapPorts: {},
};
