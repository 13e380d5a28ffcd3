// `npm run fuzz:reading`: changes runs and records by chance and has every command that reads read them. A command that breaks, or
// that has not ended within a minute, is printed.
'use strict';
const load = require('./load');
const { count, readOptions } = require('./options');
const { carryOutAll, isPart, shares, work } = require('./parts');

const OPTIONS = {
  mutations: { type: 'string', default: '10000' },
  seed: { type: 'string', default: '1' },
};

const USAGE = `Usage: npm run fuzz:reading -- [options]

  --mutations <number>  how many times something is changed and read (default: 10000)
  --seed <number>       which; the same numbers do the same (default: 1)`;

/** Each makes a run first, of which all that it changes is made. */
const PARTS = 4;

/** Of one command, and of the run that all is made of, on a machine that has much else to do. */
const LONGEST_MS = 60_000;
const LONGEST_START_MS = 10 * LONGEST_MS;

if (isPart) {
  const { fuzzReading } = load('support/cli/testing/fuzz');
  work(({ mutations, seed }, tell) => {
    let made = 0;
    return fuzzReading(mutations, seed, (at) => tell({ at, made: made++ }));
  });
} else void main();

async function main() {
  const { values } = readOptions({ options: OPTIONS }, USAGE);
  const mutations = count('--mutations', values.mutations, USAGE);
  const seed = count('--seed', values.seed, USAGE, 0);
  const results = await carryOutAll(
    require.resolve('./fuzz-reading'),
    shares(mutations, PARTS).map((share, part) => ({ mutations: share, seed: seed * 1000 + part })),
    { patience: (told) => (told === undefined ? LONGEST_START_MS : LONGEST_MS), onEnded },
  );
  const of = (what) => results.flatMap((result) => result[what] ?? []);
  for (const name of [...new Set(results.flatMap(({ by }) => Object.keys(by)))].sort())
    console.log(`${String(results.reduce((sum, { by }) => sum + (by[name] ?? 0), 0)).padStart(8)}  ${name}`);
  for (const one of [...of('broken'), ...of('hung')].slice(0, 20)) console.log(one);
  const made = results.reduce((sum, result) => sum + result.mutations, 0);
  console.log(`${made} mutations read: ${of('broken').length} broke a command, ${of('hung').length} hung`);
  process.exitCode = of('broken').length + of('hung').length === 0 ? 0 : 1;
}

/** What is left of a part whose process is gone: where it was. */
function onEnded({ isHung, told: { at, made } = { at: 'the beginning', made: 0 } }) {
  return { mutations: made, by: {}, ...(isHung ? { hung: [at] } : { broken: [`the process ended at ${at}`] }) };
}
