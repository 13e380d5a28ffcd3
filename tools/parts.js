// Has a tool work in several processes: both ends of each. What is done hangs on the tasks alone, not on how many processors there
// are. Unaware of what a task is.
'use strict';
const { fork } = require('node:child_process');
const { availableParallelism } = require('node:os');
const { clearTimeout, setTimeout } = require('node:timers');

/** Whether this process is one of them. */
const isPart = process.send !== undefined;

/** The end that works: carries out what it is sent, one after another, until nobody is there any more. */
function work(carryOut) {
  const tell = (told) => process.send({ told });
  process.on('message', async (task) => process.send({ result: await carryOut(task, tell) }));
  process.once('disconnect', () => process.exit());
}

/** A process ended, or was ended, before it was done. */
class Ended extends Error {
  /** @param told what it told last */
  constructor(how, isHung, told) {
    super(`a part of the work ended with ${how}`);
    Object.assign(this, { isHung, told });
  }
}

/** @param options `heard` what it tells; `patience`, the milliseconds after which it hangs, by what it told last */
function openPart(tool, { heard = () => {}, patience, execArgv = process.execArgv }) {
  const child = fork(tool, [], { execArgv });
  const carryOut = (task) =>
    new Promise((resolve, reject) => {
      let last;
      let timer;
      const wait = () => {
        clearTimeout(timer);
        if (patience) timer = setTimeout(() => child.kill('SIGKILL'), patience(last));
      };
      const ended = (code, signal) => {
        clearTimeout(timer);
        reject(new Ended(signal ?? `exit code ${code}`, child.killed, last));
      };
      const answered = (message) => {
        if ('told' in message) {
          last = message.told;
          heard(last);
          return wait();
        }
        clearTimeout(timer);
        child.off('exit', ended).off('message', answered);
        resolve(message.result);
      };
      child.once('exit', ended).on('message', answered);
      child.send(task);
      wait();
    });
  return { carryOut, close: () => child.connected && child.disconnect() };
}

/**
 * Each process takes the next task as soon as it is done with one.
 *
 * @param tool the file that calls `work`
 * @param options those of `openPart`; `most` processes; `onDone` with what came of each; `onEnded` says what comes of a task whose process ended
 * @returns what came of each task, in their order
 */
async function carryOutAll(
  tool,
  tasks,
  { most = availableParallelism(), onDone = () => {}, onEnded, ...options } = {},
) {
  const results = [];
  const queue = tasks.entries();
  const worker = async () => {
    let part;
    for (const [index, task] of queue) {
      part ??= openPart(tool, options);
      try {
        results[index] = await part.carryOut(task);
      } catch (ended) {
        if (onEnded === undefined) throw ended;
        results[index] = onEnded(ended, task);
        part = undefined;
      }
      onDone(results[index]);
    }
    part?.close();
  };
  await Promise.all(Array.from({ length: Math.min(most, tasks.length) }, worker));
  return results;
}

/** How many of `all` each of some parts has to do; there is no part for nothing. */
function shares(all, parts) {
  const some = Math.min(parts, all);
  return Array.from({ length: some }, (_, part) => Math.floor(all / some) + (part < all % some ? 1 : 0));
}

module.exports = { isPart, work, carryOutAll, shares };
