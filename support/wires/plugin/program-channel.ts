// Questions to a program and its answers over stdin and stdout, a JSON object a line. A program that breaks the protocol,
// hangs or goes is ended, and whoever asks is told why; nothing that it writes costs more than bounded memory and time.

import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unreachable } from '../../ports/unreachable';
import type { Channel, Closing, OnFlow, Question } from './channel';
import { createLines, NoLine } from './lines';
import { NotInProtocol, parseHello, parseLine, type Answer, type Hello, type Request } from './messages';
import { startProgram, type ProgramOptions } from './program';
import { createThrottle, type Throttle } from './throttle';
import { within } from './within';

export interface ChannelOptions {
  /** Names the plug-in in errors. */
  readonly address: string;
  readonly startMs: number;
  readonly stopMs: number;
}

interface Waiting {
  readonly answered: (answer: Answer) => void;
  readonly failed: (why: Unreachable) => void;
}

const LONGEST_LINE = 1_048_576;
const MOST_UNREAD = 33_554_432;
/** After so many questions in a row without any answer nobody waits for a further one. */
const MOST_MISSED = 3;
/** The largest scenario has a hundred messages. What is more waits in the pipe, and what goes on and on ends the program. */
const FLOWS = { burst: 2000, perSecond: 200 };
const BYTES = { burst: 8_388_608, perSecond: 1_048_576 };
const FLOOD_MS = 2000;

export async function openProgramChannel(
  options: ProgramOptions,
  { address, startMs, stopMs }: ChannelOptions,
  onFlow: OnFlow,
): Promise<Channel> {
  const program = startProgram(options);
  const [flows, bytes] = [createThrottle(FLOWS), createThrottle(BYTES)];
  const lines = createLines(LONGEST_LINE);
  const waiting = new Map<number, Waiting>();
  /** Asked in vain: an answer may still come. */
  const late = new Set<number>();
  let lastId = 0;
  let missed = 0;
  let leaving = false;
  let fault: Unreachable | undefined;
  let greet: (hello: Hello) => void = () => undefined;
  let refuse: (why: Unreachable) => void = () => undefined;
  let greeted = false;
  const hello = new Promise<Hello>((resolve, reject) => {
    greet = resolve;
    refuse = reject;
  });

  function fail(why: string): Unreachable {
    if (fault) return fault;
    const stderrText = program.stderrTail();
    fault = new Unreachable(address, stderrText === '' ? why : `${why}; the last of its stderr: ${stderrText}`);
    refuse(fault);
    for (const { failed } of waiting.values()) failed(fault);
    waiting.clear();
    program.kill();
    return fault;
  }

  async function take(text: string): Promise<void> {
    if (!greeted) {
      greet(parseHello(text));
      greeted = true;
      return;
    }
    const line = parseLine(text);
    if (line.kind === 'answer') {
      answer(line.id, line.answer);
      return;
    }
    await itsTurn(flows, 1, `more than ${FLOWS.burst} flows, and then more than ${FLOWS.perSecond} a second`);
    await itsTurn(
      bytes,
      text.length,
      `flows of more than ${BYTES.burst} bytes, and then more than ${BYTES.perSecond} a second`,
    );
    if (!fault) await onFlow(line.flow);
  }

  async function itsTurn(throttle: Throttle, amount: number, flood: string): Promise<void> {
    for (let ms = throttle.take(performance.now(), amount); ms > 0 && !fault;) {
      if (throttle.shortFor(performance.now()) > FLOOD_MS)
        throw new NotInProtocol(`${flood}, for ${FLOOD_MS} ms: it floods`);
      await sleep(ms);
      ms = throttle.take(performance.now(), amount);
    }
  }

  function answer(id: number, given: Answer): void {
    missed = 0;
    const question = waiting.get(id);
    if (waiting.delete(id)) question?.answered(given);
    else if (!late.delete(id))
      throw new NotInProtocol(
        id <= lastId ? `a second answer to id ${id}` : `an answer to id ${id}, which nobody has asked`,
      );
  }

  async function read(): Promise<void> {
    try {
      // The next chunk is read when this one is dealt with: until then the program waits.
      for await (const chunk of program.stdout)
        for (const line of lines.take(chunk as Buffer)) if (!fault) await take(line);
    } catch (error) {
      if (error instanceof NotInProtocol || error instanceof NoLine) fail(`it wrote ${error.message}`);
      // A stream that is torn down has nothing more to say; the end of the program tells why.
      else if (!isStreamEnd(error)) fail(`the harness could not take what it wrote: ${String(error)}`);
    }
  }

  const reading = read();
  const over = program.ended.then(async (how) => {
    await within(reading, stopMs);
    if (!leaving || lines.isOpen()) fail(`it ${how}${lines.isOpen() ? ' in the middle of a line' : ''}`);
    for (const { failed } of waiting.values()) failed(new Unreachable(address, `it ${how}`));
    waiting.clear();
  });

  function prepare(request: Request): Question {
    const id = ++lastId;
    const line = JSON.stringify({ id, ...request });
    return { line, ask: (withinMs, signal) => put(id, line, request.do, withinMs, signal) };
  }

  const ask: Channel['ask'] = (request, withinMs, signal) => prepare(request).ask(withinMs, signal);

  function put(id: number, line: string, what: Request['do'], withinMs: number, signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (fault) {
        reject(fault);
        return;
      }
      if (program.stdin.writableLength > MOST_UNREAD) {
        reject(fail('it does not read its stdin'));
        return;
      }
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', givenUp);
          then(value);
        };
      const giveUp = (why: string): void => {
        waiting.delete(id);
        late.add(id);
        settle(reject)(new Unreachable(address, why));
      };
      const givenUp = (): void => giveUp('given up: the run no longer waits for it');
      const timer = setTimeout(() => {
        giveUp(`no answer to ${what} within ${withinMs} ms`);
        if (++missed >= MOST_MISSED) fail(`it hangs: ${missed} questions in a row had no answer within ${withinMs} ms`);
      }, withinMs);
      signal.addEventListener('abort', givenUp, { once: true });
      waiting.set(id, { answered: settle(resolve), failed: settle(reject) });
      program.stdin.write(`${line}\n`);
      if (signal.aborted) givenUp();
    });
  }

  async function close(): Promise<Closing> {
    leaving = true;
    const until = performance.now() + stopMs;
    // Whatever it answers, it has to go.
    if (!fault) await ask({ do: 'stop' }, stopMs, new AbortController().signal).catch(() => undefined);
    const byItself = await program.leave(Math.max(1, until - performance.now()));
    await over;
    return { byItself: byItself && fault === undefined };
  }

  let closing: Promise<Closing> | undefined;
  const channel = { prepare, ask, fault: () => fault, close: () => (closing ??= close()) };
  try {
    const helloMessage = await within(hello, startMs);
    if (helloMessage) return { ...channel, hello: helloMessage };
    throw fail(`it said no hello within ${startMs} ms`);
  } catch (error) {
    await channel.close();
    throw error;
  }
}

const isStreamEnd = (error: unknown): boolean =>
  ['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED', 'EPIPE', 'ECONNRESET'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );
