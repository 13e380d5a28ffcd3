// `npm run fuzz:reading`: changes runs and records by chance and has every command that reads read them. A command that breaks, or
// that has not ended within a minute, is printed.
'use strict';
const { fork } = require('node:child_process');
const { availableParallelism } = require('node:os');
const { clearTimeout, setTimeout } = require('node:timers');
const { parseArgs } = require('node:util');

const OPTIONS = {
  mutations: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
};

const USAGE = `Usage: npm run fuzz:reading -- [options]

  --mutations <number>  how many times something is changed and read (default: 10000)
  --seed <number>       which; the same numbers do the same (default: 1)`;

/** Of one command, on a machine that has much else to do. */
const LONGEST_MS = 60_000;

if (process.send !== undefined) {
  const { fuzzReading } = require('./load')('support/cli/testing/fuzz');
  process.once('message', ({ mutations, seed }) => {
    fuzzReading(mutations, seed, (at) => process.send({ at })).then((result) =>
      process.send({ result }, () => process.exit()),
    );
  });
} else void main();

async function main() {
  let values;
  try {
    ({ values } = parseArgs({ options: OPTIONS }));
  } catch (error) {
    return wrong(error.message);
  }
  if (values.help) return console.log(USAGE);
  const [mutations, seed] = [values.mutations, values.seed].map(Number);
  if (![mutations, seed].every((number) => Number.isInteger(number) && number > 0))
    return wrong('expected whole numbers');
  const parts = availableParallelism();
  const share = Math.ceil(mutations / parts);
  const results = await Promise.all(
    Array.from({ length: parts }, (_, part) => inProcess({ mutations: share, seed: seed * 1000 + part })),
  );
  const of = (what) => results.flatMap((result) => result[what]);
  for (const name of Object.keys(results[0].by).sort())
    console.log(`${String(results.reduce((sum, { by }) => sum + (by[name] ?? 0), 0)).padStart(8)}  ${name}`);
  for (const one of [...of('broken'), ...of('hung')].slice(0, 20)) console.log(one);
  const made = results.reduce((sum, result) => sum + result.mutations, 0);
  console.log(`${made} mutations read: ${of('broken').length} broke a command, ${of('hung').length} hung`);
  process.exitCode = of('broken').length + of('hung').length === 0 ? 0 : 1;
}

function wrong(what) {
  console.error(`${what}\n\n${USAGE}`);
  process.exitCode = 2;
}

function inProcess(part) {
  return new Promise((resolve) => {
    const child = fork(require.resolve('./fuzz-reading'), [], { serialization: 'json' });
    let at = 'the beginning';
    let made = 0;
    let result;
    const hung = [];
    const wait = () => setTimeout(() => hung.push(at) && child.kill('SIGKILL'), LONGEST_MS);
    let timer = wait();
    child.on('message', (message) => {
      clearTimeout(timer);
      if (message.result) result = message.result;
      else [at, made, timer] = [message.at, made + 1, wait()];
    });
    child.once('exit', () => {
      clearTimeout(timer);
      const broken = hung.length > 0 ? [] : [`the process ended at ${at}`];
      resolve({ ...(result ?? { mutations: made, by: {}, broken }), hung });
    });
    child.send(part);
  });
}
