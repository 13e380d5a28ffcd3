// How the adapter speaks to a plug-in, be it a program or a module. Types only.

import type { Unreachable } from '../../ports/unreachable';
import type { Answer, Hello, Request, SentFlow } from './messages';

export interface Channel {
  readonly hello: Hello;
  prepare(request: Request): Question;
  /** Prepared and asked. @throws Unreachable where no valid answer comes in time */
  ask(request: Request, withinMs: number, signal: AbortSignal): Promise<Answer>;
  /** Why the plug-in cannot be asked any more. */
  fault(): Unreachable | undefined;
  /** Idempotent and bounded. Resolves when nothing of the plug-in is left. */
  close(): Promise<Closing>;
}

export interface Question {
  /** The line that the plug-in is written, without its end. */
  readonly line: string;
  /** Called once. @throws Unreachable where no valid answer comes in time */
  ask(withinMs: number, signal: AbortSignal): Promise<Answer>;
}

export interface Closing {
  /** True where the plug-in ended by itself when it was told to stop. */
  readonly byItself: boolean;
}

/** Told of each flow in the order in which it was written; the next is taken when the promise resolves. */
export type OnFlow = (flow: SentFlow) => unknown;
