// How a part of a run tells the process that joins the parts how it goes on. Unaware of what carries the messages.

import type { EndedScenario, Progress } from './progress';

export type ProgressMessage =
  | { readonly kind: 'due'; readonly count: number }
  | { readonly kind: 'started'; readonly name: string }
  | { readonly kind: 'ended'; readonly scenario: EndedScenario };

export interface Audience {
  /** That many scenarios are due in a part. */
  readonly due: (count: number) => void;
  readonly progress: Progress;
}

/**
 * The sending end: nothing is shown here.
 * @param due how many scenarios the part takes
 */
export function progressOver(due: number, send: (message: ProgressMessage) => void): Progress {
  send({ kind: 'due', count: due });
  return {
    started: (name) => send({ kind: 'started', name }),
    ended: ({ tp, name, verdict, reason }) => send({ kind: 'ended', scenario: { tp, name, verdict, reason } }),
    finish: () => undefined,
  };
}

/** The receiving end. */
export function passOn(message: ProgressMessage, { due, progress }: Audience): void {
  if (message.kind === 'due') due(message.count);
  else if (message.kind === 'started') progress.started(message.name);
  else progress.ended(message.scenario);
}
