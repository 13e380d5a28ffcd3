// `npm run mutate:reference`: puts faults into the sources of the built-in parties, one at a time, and has the suite judge each.
// Whatever no statement fails has to be explained.
'use strict';
const { fork } = require('node:child_process');
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const path = require('node:path');
const { clearTimeout, setTimeout } = require('node:timers');
const { parseArgs } = require('node:util');
const load = require('./load');

const OPTIONS = {
  file: { type: 'string', multiple: true, default: [] },
  within: { type: 'string' },
  again: { type: 'string' },
  sample: { type: 'string' },
  seed: { type: 'string', default: '1' },
  list: { type: 'boolean', default: false },
  reports: { type: 'string', default: 'reports' },
  help: { type: 'boolean', short: 'h', default: false },
};

const USAGE = `Usage: npm run mutate:reference -- [options]

  --file <part of a path>  only mutants of these sources (repeatable)
  --within <name>          only mutants of the function or constant with this name
  --again <report>         try only what an earlier report leaves open; the rest is taken from it
  --sample <number>        only so many of them, chosen by the seed
  --seed <number>          which (default: 1)
  --list                   say what there is to try, and try nothing
  --reports <folder>       where the report is kept (default: reports)`;

/** A mutant that takes longer hangs a scenario. */
const LONGEST_MS = 120_000;

if (process.send !== undefined) work();
else void main();

function work() {
  const { openSourceTrials } = load('support/search/source-mutants/trials');
  let trials;
  process.on('message', async ({ mutant, kinds }) => {
    trials ??= openSourceTrials(kinds);
    process.send(await (await trials).try(mutant));
  });
  process.once('disconnect', () => process.exit());
}

async function main() {
  const given = read();
  if (given === undefined) return;
  const { allSourceMutants, kindsOf } = load('support/search/source-mutants/sources');
  const { keyOf } = load('support/search/source-mutants/operators');
  const all = allSourceMutants();
  const earlier = given.again === undefined ? new Map() : settledIn(given.again);
  const selected = choose(all, given, keyOf);
  const taken = selected.flatMap((one) => earlier.get(keyOf(one)) ?? []);
  const chosen = selected.filter((one) => !earlier.has(keyOf(one)));
  if (selected.length === 0) return wrong('expected at least one source mutant, found none of that name');
  if (given.list) return console.log(chosen.map((one) => `${one.operator.padEnd(18)}${keyOf(one)}`).join('\n'));
  const startedAt = new Date();
  const kinds = [...new Set(chosen.flatMap(({ file }) => kindsOf(file)))];
  const tried = await tryAll(chosen, kinds);
  const byKey = new Map([...taken, ...tried].map((trial) => [trial.mutant, trial]));
  const trials = selected.map((one) => byKey.get(keyOf(one)));
  const { asText, reportOf, unexplained } = load('support/search/source-mutants/report');
  const seconds = (Date.now() - startedAt) / 1000;
  const report = reportOf({ startedAt: startedAt.toISOString(), seconds, mutants: all.length }, trials);
  console.log(asText(report));
  if (taken.length > 0) console.log(`  ${taken.length} of them as in ${given.again}`);
  console.log(`  ${keep(report, given.reports, startedAt)}`);
  process.exitCode = unexplained(report).length > 0 ? 1 : 0;
}

function read() {
  let values;
  try {
    ({ values } = parseArgs({ options: OPTIONS }));
  } catch (error) {
    return wrong(error.message);
  }
  if (values.help) return console.log(USAGE);
  for (const name of ['sample', 'seed'])
    if (values[name] !== undefined && !/^\d{1,9}$/.test(values[name]))
      return wrong(`expected a number for --${name}, found ${values[name]}`);
  return values;
}

function wrong(what) {
  console.error(`${what}\n\n${USAGE}`);
  process.exitCode = 2;
  return undefined;
}

/** A sample holds the same mutants for the same seed, whatever others come and go. */
function choose(all, { file, within, sample, seed }, keyOf) {
  const named = all.filter(
    (one) =>
      (file.length === 0 || file.some((part) => one.file.includes(part))) &&
      (within === undefined || one.within === within),
  );
  if (sample === undefined) return named;
  const rank = (one) =>
    createHash('sha1')
      .update(`${seed} ${keyOf(one)}`)
      .digest('hex');
  const ranked = named.map((one) => [rank(one), one]).sort(([one], [other]) => (one < other ? -1 : 1));
  const taken = new Set(ranked.slice(0, Number(sample)).map(([, one]) => one));
  return named.filter((one) => taken.has(one));
}

/** What a statement killed then, or what is explained now by what it showed then. */
function settledIn(report) {
  const { explanationOf } = load('support/search/source-mutants/explained');
  const { trials } = JSON.parse(readFileSync(report, 'utf8'));
  const settled = trials.filter(({ trial }) => trial.fate === 'killed' || explanationOf(trial) !== undefined);
  return new Map(settled.map(({ trial }) => [trial.mutant, trial]));
}

/** One process a core; each takes the next mutant as soon as it is done with one. */
async function tryAll(chosen, kinds) {
  const trials = [];
  const queue = chosen.entries();
  let done = 0;
  const worker = async () => {
    let child;
    for (const [index, mutant] of queue) {
      child ??= fork(require.resolve('./mutate-reference'), [], { serialization: 'advanced' });
      trials[index] = await tried(child, mutant, kinds);
      if (child.killed) child = undefined;
      done += 1;
      if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${chosen.length}`);
      else if (done % 100 === 0) console.error(`${done} of ${chosen.length}`);
    }
    child?.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), chosen.length) }, worker));
  if (process.stderr.isTTY) process.stderr.write('\r');
  return trials;
}

function tried(child, mutant, kinds) {
  const { ENDLESS, trialOf } = load('support/search/source-mutants/trials');
  return new Promise((resolve, reject) => {
    const ended = (code, signal) => {
      clearTimeout(timer);
      if (child.killed) resolve(trialOf(mutant, ENDLESS, LONGEST_MS));
      else reject(new Error(`the process that tried ${mutant.file} ${mutant.change} ended with ${signal ?? code}`));
    };
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
    child.once('exit', ended);
    child.once('message', (trial) => {
      clearTimeout(timer);
      child.off('exit', ended);
      resolve(trial);
    });
    child.send({ mutant, kinds });
  });
}

function keep(report, reports, startedAt) {
  const { runIdAt } = load('support/record/run-folder');
  const { writeAtomically } = load('support/record/write-atomically');
  const folder = path.resolve(reports, 'source-mutants');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${runIdAt(startedAt)}.json`);
  writeAtomically(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
