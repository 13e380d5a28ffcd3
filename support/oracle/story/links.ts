// Which messages can be seen at all: those that a played party writes or receives, those between products that the harness
// passes on, and those between servers where a gateway of ours stands between them. Anywhere else silence proves nothing.

import type { TraceEvent } from '../../evidence/trace';
import { isRole, kindOf, systemOf, type PartyName } from '../../procedure/roles';

export type IsHidden = (one: PartyName, other: PartyName) => boolean;

export interface Links {
  readonly isHidden: IsHidden;
  /** Both are one product, so that what passes between them is inside it. */
  readonly isInside: IsHidden;
  /** A server and somebody who may ask it are both under test, so what it does may answer what nobody else saw. */
  readonly isAskedUnseen: boolean;
}

export function readLinks(events: readonly TraceEvent[]): Links {
  const together = events.flatMap((event) => (event.kind === 'tapped' ? [event.parties] : []));
  const tapped = new Set(together.flat());
  const played = new Set<PartyName>();
  /** Parties that have a part in the scenario. */
  const present = new Set<PartyName>();
  for (const event of events) {
    if (event.kind === 'message') {
      for (const { party } of [event.from, event.to]) if (party) present.add(party);
      if (event.writtenBy === 'harness' && event.from.party) played.add(event.from.party);
    }
    if (event.kind === 'control') present.add(event.party);
    if (event.kind === 'delivery' && event.outcome === 'arrived' && !tapped.has(event.by)) played.add(event.by);
  }
  const isPassedOn = (one: PartyName, other: PartyName): boolean =>
    together.some((parties) => parties.includes(one) && parties.includes(other)) ||
    (present.has('gateway') && isAbroad(one, other));
  // Who is none of the roles is never under test, also where it had nothing to do with the scenario so far.
  const isPlayed = (party: PartyName): boolean => !isRole(party) || played.has(party);
  const isHidden: IsHidden = (one, other) => !isPlayed(one) && !isPlayed(other) && !isPassedOn(one, other);
  const askers = [...present].filter((party) => ['client', 'server'].includes(kindOf(party)));
  const servers = askers.filter((party) => kindOf(party) === 'server');
  const products = events.flatMap((event) => (event.kind === 'one-product' ? [event.parties] : []));
  return {
    isHidden,
    isInside: (one, other) => products.some((parties) => parties.includes(one) && parties.includes(other)),
    isAskedUnseen: servers.some((server) => askers.some((other) => other !== server && isHidden(other, server))),
  };
}

const isAbroad = (one: PartyName, other: PartyName): boolean =>
  kindOf(one) === 'server' && kindOf(other) === 'server' && systemOf(one) !== systemOf(other);
