// What the parties of one adapter share: how the deployment is, the sets that were sent and received, and the requests
// that are under way, so that a receiver in the same process can say that it has one.

import type { XmlLibrary } from '../bodies/xml/xml-library';
import type { FlowContext } from '../flows/context';
import { createCopies, type Copies } from '../flows/copied';
import { createSets, type Sets } from '../flows/sets';
import type { SipOptions } from '../options';
import { createSpelling, type Spelling } from './spelling';
import { createWeather, FAIR, type Weather } from '../stack/transport/weather';

/** A request of a party of this adapter. */
export interface Origin {
  /** Whoever receives it has it in hand. */
  readonly taken: () => void;
  /** Resolves when it has come to its end, whichever that is. */
  readonly ended: Promise<void>;
}

export interface Shared {
  readonly options: SipOptions;
  readonly library: XmlLibrary;
  readonly sentSets: Sets;
  readonly receivedSets: Sets;
  readonly copies: Copies;
  readonly underWay: Map<string, Origin>;
  /** Addresses of the listeners of this adapter. */
  readonly addresses: Set<string>;
  readonly weather: Weather;
  /** Undefined where requests are spelt as usual. */
  readonly spelling: Spelling | undefined;
}

export const createShared = (options: SipOptions, library: XmlLibrary): Shared => ({
  options,
  library,
  sentSets: createSets(),
  receivedSets: createSets(),
  copies: createCopies(),
  underWay: new Map(),
  addresses: new Set(),
  weather: options.weather ? createWeather(options.weather) : FAIR,
  spelling: options.spelling === undefined ? undefined : createSpelling(options.spelling),
});

const GRANTED_MS = (2 ** 32 - 1) * 1000;

/** @param contactOf where an identity takes requests, as far as the one who translates knows */
export function contextOf(
  { options, copies }: Pick<Shared, 'options' | 'copies'>,
  sets: Sets,
  xcapRoot: string,
  contactOf: (id: string) => string,
  newToken: () => string,
): FlowContext {
  const { service, dialect, identityMode, refusals, authorization, directory } = options;
  return {
    service,
    dialect,
    identityMode,
    refusals,
    authorization,
    directory,
    contactOf,
    xcapRoot,
    newToken,
    affiliatedUntil: () => new Date(Date.now() + GRANTED_MS).toISOString(),
    standing: (key) => sets.standing(key),
    copied: (key) => copies.known(key),
  };
}

/** By which a message of ours is known again when it arrives; nobody else has to heed it. */
export const MESSAGE_ID = 'MCX-Message-Id';
