// What a Then asks of the story so far: whether it is met, and whether it can only be met once everything is quiet. It
// decides nothing about conformance; the checks do.

import type { Story } from './story';
import type { Message } from './story/message';

export interface Expectation {
  /** The expectation in the feature's words. */
  readonly text: string;
  /** Decided only when everything is quiet and the questions of control are answered. */
  readonly silent: boolean;
  met(story: Story): boolean;
  /** Why it need not be met: a party took a freedom of the clause, after which it cannot be shown. */
  excuse?(story: Story): string | undefined;
  /** What is asked in its place where the wire is SIP, or why nothing can be. */
  readonly onSip?: Expectation | NotShown;
}

/** The wire cannot show what is expected. */
export interface NotShown {
  readonly notShown: string;
}

export const onWire = (expectation: Expectation, wire: string): Expectation | NotShown =>
  wire === 'sip' ? (expectation.onSip ?? expectation) : expectation;

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
