// Puts questions to a human, one at a time, each numbered and limited in time. Nothing is taken for an answer that was not
// given to the question: an empty line is none, and what is typed while nothing is asked is dropped.

import readline from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface Question<T> {
  /** What to do or to look up, in one or more lines. */
  readonly text: string;
  /** How an answer is typed. */
  readonly form: string;
  /** Undefined for what is no answer. */
  readonly read: (line: string) => T | undefined;
}

export type Answered<T> = { readonly value: T } | { readonly refused: string };

export interface Operator {
  readonly name: string;
  ask<T>(question: Question<T>): Promise<Answered<T>>;
  close(): void;
}

export interface OperatorOptions {
  readonly name: string;
  readonly input: Readable;
  readonly output: Writable;
  /** Longest wait for the answer to one question, in milliseconds. */
  readonly limitMs: number;
}

const TRIES = 3;

export function createOperator({ name, input, output, limitMs }: OperatorOptions): Operator {
  let lines: readline.Interface | undefined;
  let ended = false;
  let lastNumber = 0;
  /** After a wait that was in vain, an answer without its number could be meant for the question before. */
  let numbered = false;
  let turn: Promise<unknown> = Promise.resolve();
  let listener: { readonly line: (line: string) => void; readonly end: () => void } | undefined;

  function open(): void {
    if (lines) return;
    lines = readline.createInterface({ input });
    lines.on('line', (line) => listener?.line(line.trim()));
    lines.on('close', () => {
      ended = true;
      listener?.end();
    });
  }

  function put<T>({ text, form, read }: Question<T>): Promise<Answered<T>> {
    open();
    const number = ++lastNumber;
    if (ended) return Promise.resolve({ refused: 'the input of the operator has ended' });
    const say = (line: string): void => void output.write(`${line}\n`);
    const start = numbered ? `${number} and ` : '';
    say(`\nQuestion ${number}. ${text}\n  Answer within ${limitMs / 1000} s: ${start}${form}`);
    return new Promise((resolve) => {
      let left = TRIES;
      const finish = (answer: Answered<T>): void => {
        clearTimeout(timer);
        listener = undefined;
        resolve(answer);
      };
      const timer = setTimeout(() => {
        numbered = true;
        say(`  Question ${number} is over: no answer came in time.`);
        finish({ refused: `the operator did not answer within ${limitMs / 1000} s` });
      }, limitMs);
      const line = (typed: string): void => {
        const value = meant(typed, number, read);
        if (value !== undefined) finish({ value });
        else if (--left === 0)
          finish({ refused: `the operator gave no answer that could be read, the last was "${typed.slice(0, 80)}"` });
        else say(`  That is no answer. Question ${number} expects: ${start}${form}`);
      };
      listener = { line, end: () => finish({ refused: 'the input of the operator has ended' }) };
    });
  }

  function meant<T>(typed: string, number: number, read: Question<T>['read']): T | undefined {
    const [, given, rest = ''] = /^(\d+)\s+(.*)$/.exec(typed) ?? [];
    if (given !== undefined) return Number(given) === number ? read(rest) : undefined;
    return numbered ? undefined : read(typed);
  }

  return {
    name,
    ask(question) {
      const answer = turn.then(() => put(question));
      turn = answer;
      return answer;
    },
    close: () => lines?.close(),
  };
}
