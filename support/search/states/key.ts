// A deployment in one short string, so that a search can keep a million of them and tell in no time whether it has been here. Pure.

/** States of parties by the number of the party, messages by the number of the link; the rest of the string. */
export interface World {
  readonly parties: number[];
  acts: number;
  faults: number;
  /** Results of cancellations that users were told, a number for each combination. */
  told: number;
  readonly links: Map<number, number[]>;
}

export function write({ parties, acts: actsLeft, faults, told, links: queues }: World): string {
  const codes = [...parties, actsLeft, faults, told];
  for (const link of [...queues.keys()].sort((one, other) => one - other)) {
    const queue = queues.get(link) ?? [];
    codes.push(link, queue.length, ...queue);
  }
  return String.fromCharCode(...codes);
}

/** @param size how many parties there are */
export function read(key: string, size: number): World {
  const parties = Array.from({ length: size }, (_, at) => key.charCodeAt(at));
  const queues = new Map<number, number[]>();
  for (let next = size + 3; next < key.length;) {
    const length = key.charCodeAt(next + 1);
    queues.set(
      key.charCodeAt(next),
      Array.from({ length }, (_, nth) => key.charCodeAt(next + 2 + nth)),
    );
    next += 2 + length;
  }
  return {
    parties,
    acts: key.charCodeAt(size),
    faults: key.charCodeAt(size + 1),
    told: key.charCodeAt(size + 2),
    links: queues,
  };
}
