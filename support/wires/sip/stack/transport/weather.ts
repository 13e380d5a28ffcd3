// Decides what becomes of a datagram after it has left: lost, doubled, or held back until others have overtaken it, by a seed.
// Unaware of what is in it.

import { seeded } from '../seeded';

export interface WeatherSettings {
  readonly seed: number;
  /** Each a share of all datagrams, from 0 to 1. */
  readonly loss: number;
  readonly doubling: number;
  readonly holding: number;
  /** The longest that one is held back, in milliseconds. */
  readonly holdMs: number;
}

export type Fate = 'lost' | 'doubled' | 'held';

export interface Passage {
  /** Undefined where it goes as it should. */
  readonly fate?: Fate;
  /** After how many milliseconds each copy goes on. */
  readonly copies: readonly number[];
}

export type Weather = () => Passage;

export const FAIR: Weather = () => ({ copies: [0] });

export function createWeather({ seed, loss, doubling, holding, holdMs }: WeatherSettings): Weather {
  const random = seeded(seed);
  const held = (): number => 1 + random() * Math.max(0, holdMs - 1);
  return () => {
    const drawn = random();
    if (drawn < loss) return { fate: 'lost', copies: [] };
    if (drawn < loss + doubling) return { fate: 'doubled', copies: [0, held()] };
    if (drawn < loss + doubling + holding) return { fate: 'held', copies: [held()] };
    return { copies: [0] };
  };
}
