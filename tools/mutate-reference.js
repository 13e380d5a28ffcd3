// `npm run mutate:reference`: puts faults into the sources of the built-in parties, one at a time, and has the suite judge each.
// Whatever no statement fails has to be explained.
'use strict';
const { readFileSync } = require('node:fs');
const path = require('node:path');
const load = require('./load');
const { count, readOptions, wrong } = require('./options');
const { carryOutAll, isPart, work } = require('./parts');

const OPTIONS = {
  file: { type: 'string', multiple: true, default: [] },
  within: { type: 'string', multiple: true, default: [] },
  again: { type: 'string' },
  sample: { type: 'string' },
  seed: { type: 'string', default: '1' },
  tp: { type: 'string', multiple: true, default: [] },
  wire: { type: 'string', default: 'memory' },
  'beside-variants': { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  reports: { type: 'string', default: 'reports' },
};

const USAGE = `Usage: npm run mutate:reference -- [options]

  --file <part of a path>  only mutants of these sources (repeatable)
  --within <name>          only mutants of the function or constant with this name (repeatable)
  --again <report>         try only what an earlier report leaves open, also one of a run that was stopped; the rest is taken from it
  --sample <number>        only so many of them, chosen by the seed
  --seed <number>          which (default: 1)
  --tp <id>                only in these scenarios (repeatable)
  --wire <memory or sip>   what the parties speak (default: memory)
  --beside-variants        also beside neighbours that use freedoms, each in its turn, chosen by the seed
  --list                   say what there is to try, and try nothing
  --reports <folder>       where the report is kept (default: reports)`;

const WIRES = ['memory', 'sip'];
/** A mutant that takes longer hangs a scenario; on a busy machine, others take minutes. */
const LONGEST_MS = 300_000;
/** How many are tried before the report says so. */
const KEPT_AFTER = 50;
/** Before the first of a process the faithful parties are taped. */
const LONGEST_START_MS = 3 * LONGEST_MS;

if (isPart) {
  const { openSourceTrials } = load('support/search/source-mutants/trials');
  let trials;
  work(async ({ mutant, kinds, surroundings }, tell) => {
    trials ??= await openSourceTrials(kinds, surroundings);
    tell('taped');
    return trials.try(mutant);
  });
} else void main();

async function main() {
  const given = read();
  const { allSourceMutants, kindsOf } = load('support/search/source-mutants/sources');
  const { keyOf } = load('support/search/source-mutants/operators');
  const all = allSourceMutants();
  const earlier = given.again === undefined ? new Map() : trialsIn(given.again);
  const selected = choose(all, given, keyOf);
  const chosen = selected.filter((one) => !isSettled(earlier.get(keyOf(one))));
  if (selected.length === 0) wrong('expected at least one source mutant, found none of that name', USAGE);
  if (given.list) return console.log(chosen.map((one) => `${one.operator.padEnd(18)}${keyOf(one)}`).join('\n'));
  const folder = folderIn(given.reports);
  const startedAt = new Date();
  const kinds = [...new Set(chosen.flatMap(({ file }) => kindsOf(file)))];
  const { asText, reportOf, together, unexplained } = load('support/search/source-mutants/report');
  const { wire, tp } = given;
  const surroundings = { wire, testPurposes: tp, ...(given['beside-variants'] && { seed: given.seed }) };
  const isElsewhere = wire !== WIRES[0] || tp.length > 0 || given['beside-variants'];
  // What it came to on memory, in every scenario, beside faithful neighbours, is as true as what it comes to elsewhere.
  const bothOf = (trial) => {
    const before = isElsewhere ? earlier.get(trial.mutant) : undefined;
    return before === undefined ? trial : together(before, trial);
  };
  const reportOn = (tried) => {
    const byKey = new Map([...earlier, ...tried.map((trial) => [trial.mutant, bothOf(trial)])]);
    const trials = selected.flatMap((one) => byKey.get(keyOf(one)) ?? []);
    const seconds = (Date.now() - startedAt) / 1000;
    return reportOf({ startedAt: startedAt.toISOString(), seconds, mutants: all.length }, trials);
  };
  // What is stopped can be taken up again with --again.
  const tried = await tryAll(chosen, { kinds, surroundings }, (soFar) => keep(reportOn(soFar), folder, startedAt));
  const report = reportOn(tried);
  console.log(asText(report));
  const taken = selected.length - chosen.length;
  if (taken > 0) console.log(`  ${taken} of them as in ${given.again}`);
  console.log(`  ${keep(report, folder, startedAt)}`);
  process.exitCode = unexplained(report).length > 0 ? 1 : 0;
}

function read() {
  const { values } = readOptions({ options: OPTIONS }, USAGE);
  if (!WIRES.includes(values.wire)) wrong(`expected ${WIRES.join(' or ')} for --wire, found ${values.wire}`, USAGE);
  const sample = values.sample === undefined ? undefined : count('--sample', values.sample, USAGE);
  return { ...values, sample, seed: count('--seed', values.seed, USAGE, 0) };
}

/** A sample holds the same mutants for the same seed, whatever others come and go. */
function choose(all, { file, within, sample, seed }, keyOf) {
  const named = all.filter(
    (one) =>
      (file.length === 0 || file.some((part) => one.file.includes(part))) &&
      (within.length === 0 || within.includes(one.within)),
  );
  if (sample === undefined) return named;
  const { shuffled } = load('support/trials/chance');
  const taken = new Set(shuffled(named, seed, keyOf).slice(0, sample));
  return named.filter((one) => taken.has(one));
}

/** Killed by a statement then, or explained now by what it showed then. */
function isSettled(trial) {
  const { explanationOf } = load('support/search/source-mutants/explained/explained');
  return trial !== undefined && (trial.fate === 'killed' || explanationOf(trial) !== undefined);
}

function trialsIn(report) {
  try {
    const trials = JSON.parse(readFileSync(report, 'utf8')).trials.map(({ trial }) => trial);
    if (trials.some(({ mutant, fate }) => typeof mutant !== 'string' || typeof fate !== 'string')) throw new Error();
    return new Map(trials.map((trial) => [trial.mutant, trial]));
  } catch (error) {
    const why = error.code === undefined ? 'something else' : error.message;
    return wrong(`--again expects a report of mutate:reference, found ${why} in ${report}`, USAGE);
  }
}

async function tryAll(chosen, start, keepSoFar) {
  const { ENDLESS, trialOf } = load('support/search/source-mutants/trials');
  const soFar = [];
  const trials = await carryOutAll(
    require.resolve('./mutate-reference'),
    chosen.map((mutant) => ({ mutant, ...start })),
    {
      patience: (told) => (told === undefined ? LONGEST_START_MS : LONGEST_MS),
      onEnded(ended, { mutant }) {
        if (ended.isHung) return trialOf(mutant, ENDLESS, LONGEST_MS);
        throw new Error(`${mutant.file} ${mutant.change}: ${ended.message}`);
      },
      onDone(trial) {
        const done = soFar.push(trial);
        if (done % KEPT_AFTER === 0) keepSoFar(soFar);
        if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${chosen.length}`);
        else if (done % 100 === 0) console.error(`${done} of ${chosen.length}`);
      },
    },
  );
  if (process.stderr.isTTY) process.stderr.write('\r');
  return trials;
}

/** Made before anything is tried: what cannot be kept need not be. */
function folderIn(reports) {
  const { makeFolder } = load('support/record/make-folder');
  const folder = path.resolve(reports, 'source-mutants');
  try {
    makeFolder(folder);
    return folder;
  } catch (error) {
    return wrong(`--reports expects a folder that can be written, found ${reports}: ${error.message}`, USAGE);
  }
}

function keep(report, folder, startedAt) {
  const { runIdAt } = load('support/record/run-folder');
  const { writeAtomically } = load('support/record/write-atomically');
  const file = path.join(folder, `${runIdAt(startedAt)}.json`);
  writeAtomically(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
