// Finds wires: by name, by how a run comes to them, and opens one. Which there are, all.ts lists.

import type { OpenWire, Wire, WireName, WireSurroundings } from '../ports/wire';
import { UserError } from '../verdict/errors';
import { instead } from '../verdict/nearest';
import * as all from './all';
import { HTTP_JSON } from './http-json/wire';

const keyOf = ({ takenBy, name }: Wire): string => `${takenBy} ${name}`;

/** Those that a target can name first, then plug-ins, then what trials alone take. */
export const WIRES: readonly Wire[] = Object.values(all).toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));

/** Where neither a target file nor the command line names one. */
export const DEFAULT_WIRE = HTTP_JSON;

const named = (which: readonly Wire[]): readonly WireName[] => which.map(({ name }) => name);

/** Those that a target file and the command line can name. */
export const WIRES_BY_NAME: readonly WireName[] = named(WIRES.filter(({ takenBy }) => takenBy === 'name'));

/** Those that a product is judged on. */
export const PRODUCT_WIRES: readonly Wire[] = WIRES.filter(({ takenBy }) => takenBy !== 'trial');

/** Those that built-in parties are tried on. */
export const TRIAL_WIRES: readonly WireName[] = named([
  ...WIRES.filter(({ takenBy }) => takenBy === 'trial'),
  ...WIRES.filter(({ takenBy }) => takenBy === 'name'),
]);

export function wireNamed(name: WireName): Wire {
  const wire = WIRES.find((known) => known.name === name);
  if (wire) return wire;
  throw new UserError('MCX-ADAPTER', `there is no wire ${name}${instead(name, named(PRODUCT_WIRES))}`);
}

/** The wire that the bytes of another are those of; itself where it has its own. */
export const spokenOn = (wire: Wire): Wire =>
  wire.carriesBytesOf === undefined ? wire : wireNamed(wire.carriesBytesOf);

/** Opens what played parties listen on. */
export function openWire(wire: Wire, surroundings: WireSurroundings): OpenWire {
  const open = wire.open ?? spokenOn(wire).open;
  if (open === undefined) throw new Error(`nobody can listen on ${wire.name}`);
  return open(surroundings);
}
