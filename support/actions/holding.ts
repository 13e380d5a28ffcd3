// Played parties that keep their answers back until users have acted and all is quiet.

import type { Testbed } from '../ports/testbed';
import type { FlowId } from '../procedure/flows';
import { entityOf, type McSystemName, type PartyName } from '../procedure/roles';
import type { Awaiting } from './awaiting';
import type { Patience } from './patience';

export interface Holding {
  readonly party: PartyName;
  /** What it keeps back. */
  readonly keeps: readonly FlowId[];
  /** The flow by which it is asked. */
  readonly by: FlowId;
  /** The identity under which it is. */
  readonly asked: () => string;
  /** Whether it lets go of the answer to the last request first. */
  readonly lastFirst: boolean;
}

/** An MC service server, of its answers to another. */
export const answersOf = (system: McSystemName, asked: Holding['asked'], lastFirst: boolean): Holding => ({
  party: entityOf(system, 'server'),
  keeps: ['preconfigured-regroup-response.server-server', 'preconfigured-regroup-reject.server-server'],
  by: 'preconfigured-regroup-request.server-server',
  asked,
  lastFirst,
});

/** An MC service client, of its acknowledgement. */
export const acknowledgementOf = (party: PartyName, user: Holding['asked']): Holding => ({
  party,
  keeps: ['preconfigured-regroup-response.client-server'],
  by: 'preconfigured-regroup-request.server-client',
  asked: user,
  lastFirst: false,
});

export interface HeldAnswers {
  add(holding: Holding): void;
  /** Somebody was declared to answer late, be it a product that does as it likes. */
  readonly areLate: boolean;
  /** Until those who hold their answers back were asked, and nothing more comes. */
  untilHeld(): Promise<void>;
  /** What was held back leaves when whatever comes too early would have come. */
  letGo(): Promise<void>;
}

export function createHeldAnswers(
  scope: string,
  testbed: Testbed,
  { awaiting, patience }: { readonly awaiting: Awaiting; readonly patience: Pick<Patience, 'hush' | 'restart'> },
): HeldAnswers {
  const held: Holding[] = [];
  let areLate = false;

  async function untilHeld(): Promise<void> {
    for (const { by, asked } of held) await awaiting.untilMessage(by, [asked()]);
    await patience.hush();
  }

  return {
    add(holding) {
      areLate = true;
      if (testbed.party(holding.party).release) held.push(holding);
    },
    get areLate() {
      return areLate;
    },
    untilHeld,
    async letGo() {
      if (held.length === 0) return;
      await untilHeld();
      for (const { party, lastFirst } of held.splice(0)) {
        const { release } = testbed.party(party);
        if (lastFirst) {
          release?.(scope, 'the-last');
          // Whatever the last answer brings about is there before the others come.
          await patience.hush();
        }
        release?.(scope, 'all');
      }
      patience.restart();
    },
  };
}
