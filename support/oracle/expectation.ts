// What a Then asks of the story so far: whether it is met, and whether it can only be met once everything is quiet. It
// decides nothing about conformance; the checks do.

import { whyLacking, type Ability } from '../ports/abilities';
import type { Wire } from '../ports/wire';
import type { Story } from './story';
import type { Message } from './story/message';

export interface Expectation {
  /** The expectation in the feature's words. */
  readonly text: string;
  /** Decided only when everything is quiet and the questions of control are answered. */
  readonly silent: boolean;
  met(story: Story): boolean;
  /** What is so instead, where that is not told by what was expected. */
  observed?(story: Story): string | undefined;
  /** Why it need not be met: a party took a freedom of the clause, after which it cannot be shown. */
  excuse?(story: Story): string | undefined;
  /** What is asked in its place on a wire that lacks an ability. */
  readonly unless?: readonly Instead[];
}

export interface Instead {
  readonly lacks: Ability;
  /** Absent where nothing can be asked; the wire says why. */
  readonly instead?: Expectation;
}

/** The wire cannot show what is expected. */
export interface NotShown {
  readonly notShown: string;
}

/** What can be asked on the wire, which may lack several abilities at once. */
export function onWire(expectation: Expectation, wire: Pick<Wire, 'abilities'>): Expectation | NotShown {
  for (const { lacks, instead } of expectation.unless ?? []) {
    const why = whyLacking(wire, lacks);
    if (why !== undefined) return instead ? onWire(instead, wire) : { notShown: why };
  }
  return expectation;
}

/** Messages that followed the last stimulus. */
export const sinceStimulus = ({ messages, stimulus }: Story): readonly Message[] =>
  messages.slice(messages.findLastIndex(({ seq }) => seq <= stimulus) + 1);

/** Whether a message carries the flow that the features name at one end: `preconfigured regroup request` and the like. */
export const carries = (message: Message, flow: string, ends: readonly string[]): boolean =>
  ends.some((end) => message.flow === `${flow.replaceAll(' ', '-')}.${end}`);

/** Ana, of sip:ana.k3f91@primary.example. */
export function shown(id: string): string {
  const name = /^(?:sip:)?([^.@]+)/.exec(id)?.[1] ?? id;
  return `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
}

export const shownAll = (ids: readonly string[]): string => ids.map(shown).join(', ');
