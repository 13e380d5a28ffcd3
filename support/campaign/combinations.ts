// Which products meet in which runs. Pure, and unaware of how a run is carried out.

import type { Role } from '../procedure/roles';
import type { Campaign, Combination, Entry } from './campaign-file';

type Wanted = Pick<Campaign, 'products' | 'combine' | 'mustHave' | 'sameVendor' | 'wires'>;

const SIZES: Readonly<Record<Exclude<Combination, 'all'>, number>> = { alone: 1, pairs: 2, triples: 3 };

/** Each combination once, with its products in the order of the file. */
export function combinationsOf({
  products,
  combine,
  mustHave,
  sameVendor,
  wires,
}: Wanted): readonly (readonly Entry[])[] {
  const entries = products
    .flatMap(({ entries }) => entries)
    .filter(({ wire }) => wires === undefined || wires.includes(wire));
  const names = [...new Set(entries.map(({ wire }) => wire))];
  return names.flatMap((name) => {
    const sameWire = entries.filter(({ wire }) => wire === name);
    const most = new Set(sameWire.flatMap(({ roles }) => roles)).size;
    const sizes = new Set(combine.flatMap((one) => (one === 'all' ? [] : [SIZES[one]])));
    const meets = (group: readonly Entry[]): boolean => canMeet(group, sameVendor) && has(group, mustHave);
    const bySize = [...sizes].toSorted().flatMap((size) => groupsOf(sameWire, size, meets));
    if (!combine.includes('all')) return bySize;
    const whole = fullestGroups(sameWire, most, sameVendor).filter((group) => has(group, mustHave));
    return [...bySize, ...whole.filter((group) => !sizes.has(group.length))];
  });
}

const has = (group: readonly Entry[], mustHave: readonly Role[]): boolean =>
  mustHave.length === 0 || group.some(({ roles }) => roles.some((role) => mustHave.includes(role)));

/** No role is taken twice, no product meets itself, and no vendor itself unless it is wanted. */
function canMeet(group: readonly Entry[], sameVendor: boolean): boolean {
  const roles = group.flatMap((entry) => entry.roles);
  const who = group.map(({ product }) => (sameVendor ? product.name : product.vendor));
  return new Set(roles).size === roles.length && new Set(who).size === who.length;
}

function groupsOf(
  entries: readonly Entry[],
  size: number,
  meets: (group: readonly Entry[]) => boolean,
): readonly (readonly Entry[])[] {
  const grow = (group: readonly Entry[], from: number): readonly (readonly Entry[])[] =>
    group.length === size
      ? [group]
      : entries.slice(from).flatMap((entry, at) => grow([...group, entry], from + at + 1));
  return grow([], 0).filter(meets);
}

/** One product in each role that any of them takes; fewer roles where no such group can meet. */
function fullestGroups(entries: readonly Entry[], most: number, sameVendor: boolean): readonly (readonly Entry[])[] {
  const groups: (readonly Entry[])[] = [];
  const grow = (group: readonly Entry[], from: number): void => {
    if (group.length > 0) groups.push(group);
    for (const [at, entry] of entries.slice(from).entries()) {
      const larger = [...group, entry];
      if (canMeet(larger, sameVendor)) grow(larger, from + at + 1);
    }
  };
  grow([], 0);
  const rolesIn = (group: readonly Entry[]): number => group.flatMap(({ roles }) => roles).length;
  const fullest = Math.min(most, Math.max(0, ...groups.map(rolesIn)));
  return groups.filter((group) => rolesIn(group) === fullest);
}
