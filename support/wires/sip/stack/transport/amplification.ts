// How much is sent by UDP to an address that has proved nothing: a source is easily forged, and whoever stands there would get
// what somebody else asked for. One that answers what it was sent, with a branch that only its receiver knows, is there.

import { takingOldest } from '../oldest-first';
import { placeText, type Place } from '../place';

export interface Amplification {
  /** Bytes came whose answer goes there. */
  credit(place: Place, bytes: number): void;
  /** It answered a request of ours. */
  prove(place: Place): void;
  /** Whether so many bytes more are within what it sent. */
  allows(place: Place, bytes: number): boolean;
  spend(place: Place, bytes: number): void;
}

const MOST = 1.5;
const MOST_PLACES = 10_000;

export function createAmplification(): Amplification {
  const unproved = new Map<string, { came: number; left: number }>();
  const proved = new Set<string>();
  const [takeOldestUnproved, takeOldestProved] = [takingOldest(unproved), takingOldest(proved)];

  return {
    credit(place, bytes) {
      const key = placeText(place);
      if (proved.has(key)) return;
      const account = unproved.get(key) ?? { came: 0, left: 0 };
      account.came += bytes;
      // Whoever came last is last to be forgotten.
      unproved.delete(key);
      unproved.set(key, account);
      if (unproved.size > MOST_PLACES) takeOldestUnproved();
    },
    prove(place) {
      const key = placeText(place);
      unproved.delete(key);
      proved.add(key);
      if (proved.size > MOST_PLACES) takeOldestProved();
    },
    allows(place, bytes) {
      const key = placeText(place);
      if (proved.has(key)) return true;
      const { came, left } = unproved.get(key) ?? { came: 0, left: 0 };
      return left + bytes <= MOST * came;
    },
    spend(place, bytes) {
      const account = unproved.get(placeText(place));
      if (account) account.left += bytes;
    },
  };
}
