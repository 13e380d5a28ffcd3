// `npm run search`: every state that small deployments can come to, stories at random, and a sample of faults put into the built-in
// parties, all by one seed. docs/search.md says how to read it.
'use strict';
const { fork, spawnSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const load = require('./load');

const OPTIONS = {
  states: { type: 'string', default: 'whole' },
  judged: { type: 'string', default: '100' },
  stories: { type: 'string', default: '20000' },
  mutants: { type: 'string', default: '50' },
  seed: { type: 'string' },
  keep: { type: 'boolean', default: false },
  candidates: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
};

const USAGE = `Usage: npm run search -- [options]

  --states <which>    whole, slice (what the tests search) or none (default: whole)
  --judged <number>   ends of each search that the oracle judges, at most (default: 100)
  --stories <number>  stories at random, as npm run explore plays them (default: 20000)
  --mutants <number>  source mutants, as npm run mutate:reference tries them (default: 50)
  --seed <number>     which ends, stories and mutants; printed by every run, so that it can be run again
  --candidates        prints, in place of a search, what no scenario of the suite shows, as scenarios to be finished
  --keep              writes down what was found, and the ladders of docs/clause-findings.md; with --states none anew
                      what the oracle and the suite make of what was found before`;

const PAGE = path.join(__dirname, '..', 'docs', 'clause-findings.md');
/** New classes that are printed with their ladders; the rest is counted. */
const SHOWN = 5;

if (process.send !== undefined) process.once('message', searchPart);
else void main();

/** Searches its share of the questions, and judges a sample of the ends. */
function searchPart({ which, part, parts, judged, seed }) {
  const survey = load('support/search/states/survey');
  const { replay } = load('support/search/states/replay');
  const { accusationsIn, isHonest } = load('support/search/states/kept');
  const { createAccusations } = load('support/search/stories/accusations');
  const accusations = createAccusations();
  const kept = new Map();
  const accused = new Map();
  let walks = 0;
  const show = (walk) => {
    if (!isHonest(walk)) return;
    walks += 1;
    for (const accusation of accusationsIn(replay(survey.walkOf(walk)), accusations)) {
      const known = accused.get(accusation);
      if (known === undefined || walk.moves.length < known.walk.moves.length)
        accused.set(accusation, { walk, times: (known?.times ?? 0) + 1 });
      else known.times += 1;
    }
  };
  const questions = survey[which === 'whole' ? 'WHOLE' : 'SLICE'].filter((_, at) => at % parts === part);
  for (const [at, asked] of questions.entries()) {
    const began = process.cpuUsage().user;
    const { classes, ...counts } = survey.ask(asked, kept, { most: judged, seed: seed + at, show });
    const { from, readings, budget } = asked;
    process.send({
      line: { ...counts, from: from.id, readings, budget, classes: classes.size },
      seconds: (process.cpuUsage().user - began) / 1e6,
    });
  }
  process.send({ kept: [...kept.values()], accused: [...accused], walks }, () => process.disconnect());
}

async function main() {
  const given = read();
  if (given === undefined) return;
  if (given.candidates) return printCandidates();
  console.log(`seed ${given.seed}`);
  let failed = false;
  if (given.states !== 'none') failed = await searchStates(given);
  else if (given.keep) await write(load('support/search/states/kept').keptWalks());
  if (given.stories > 0) failed = passOn('explore.js', ['--stories', given.stories, '--seed', given.seed]) || failed;
  if (given.mutants > 0)
    failed = passOn('mutate-reference.js', ['--sample', given.mutants, '--seed', given.seed]) || failed;
  process.exitCode = failed ? 1 : 0;
}

function read() {
  let values;
  try {
    ({ values } = parseArgs({ options: OPTIONS }));
  } catch (error) {
    return wrong(error.message);
  }
  if (values.help) return console.log(USAGE);
  if (!['whole', 'slice', 'none'].includes(values.states))
    return wrong(`expected whole, slice or none for --states, found ${values.states}`);
  const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 30));
  const numbers = { judged: values.judged, stories: values.stories, mutants: values.mutants, seed };
  for (const [name, text] of Object.entries(numbers))
    if (!/^\d{1,9}$/.test(text)) return wrong(`expected a number for --${name}, found ${text}`);
  return {
    states: values.states,
    keep: values.keep,
    candidates: values.candidates,
    ...Object.fromEntries(Object.entries(numbers).map(([name, text]) => [name, Number(text)])),
  };
}

function wrong(what) {
  console.error(`${what}\n\n${USAGE}`);
  process.exitCode = 2;
  return undefined;
}

async function searchStates({ states, judged, seed, keep }) {
  const { isBetter } = load('support/search/states/survey');
  const parts = Math.min(availableParallelism(), 4);
  const totals = { states: 0, steps: 0, behaviours: 0, ends: 0, seconds: 0, walks: 0 };
  const found = new Map();
  const accused = new Map();
  const began = process.hrtime.bigint();
  await Promise.all(
    Array.from({ length: parts }, (_, part) =>
      inProcess({ which: states, part, parts, judged, seed }, (message) => {
        if (message.line !== undefined) return report(message, totals);
        totals.walks += message.walks;
        for (const one of message.kept)
          if (!found.has(one.id) || isBetter(one, found.get(one.id))) found.set(one.id, one);
        for (const [accusation, one] of message.accused)
          if (!accused.has(accusation) || one.walk.moves.length < accused.get(accusation).walk.moves.length)
            accused.set(accusation, one);
      }),
    ),
  );
  const wall = Number(process.hrtime.bigint() - began) / 1e9;
  console.log(
    `${totals.states} states, ${totals.steps} steps, ${totals.behaviours.toExponential(1)} behaviours, ${totals.ends} ends, ` +
      `${found.size} classes; ${Math.round(totals.states / totals.seconds)} states a second of one core, ${Math.round(wall)} s in all`,
  );
  return conclude([...found.values()], accused, totals.walks, keep);
}

function report({ line, seconds }, totals) {
  for (const name of ['states', 'steps', 'behaviours', 'ends']) totals[name] += line[name];
  totals.seconds += seconds;
  const { from, readings, budget, states, steps, behaviours, ends, depth, classes } = line;
  const what = `${from} ${readings.join('+') || 'faithful'}, ${budget.acts} acts, ${budget.faults} faults`;
  console.log(
    `  ${what.padEnd(48)} ${String(states).padStart(8)} states ${String(steps).padStart(9)} steps ` +
      `${behaviours.toExponential(1).padStart(8)} behaviours ${String(ends).padStart(6)} ends, ${classes} classes, depth ${depth}`,
  );
}

/** Whether there is anything that was not known. */
function conclude(found, accused, walks, keep) {
  const { replay } = load('support/search/states/replay');
  const { walkOf } = load('support/search/states/survey');
  const { ladderText } = load('support/search/states/ladder');
  const files = load('support/search/states/kept');
  const known = files.keptWalks();
  if (keep) return write(found);
  const classes = new Set(known.map(({ id }) => id));
  const tolerated = new Set(known.flatMap(({ accuses }) => accuses));
  const unknown = found.filter(({ id }) => !classes.has(id));
  const worse = [...accused].filter(([accusation]) => !tolerated.has(accusation));
  for (const one of unknown.slice(0, SHOWN))
    console.log(
      `\nnew: ${one.id} ${one.class}\n${ladderText(replay(walkOf(one)))}\n  as a file: ${JSON.stringify(one)}`,
    );
  for (const [accusation, { walk, times }] of worse)
    console.log(
      `\naccused (${times} times) who kept to the clause: ${accusation}\n${ladderText(replay(walkOf(walk)))}\n  as a file: ${JSON.stringify(walk)}`,
    );
  console.log(
    `${walks} walks judged: ${worse.length === 0 ? 'nobody is accused' : 'somebody is accused'} beyond what is known; ` +
      `${unknown.length} of ${found.length} classes are new${unknown.length > 0 ? ': npm run search -- --keep writes them down' : ''}`,
  );
  return unknown.length + worse.length > 0;
}

function printCandidates() {
  const { candidateOf } = load('support/search/states/candidate');
  const { keptWalks } = load('support/search/states/kept');
  const candidates = keptWalks().filter(({ scenario }) => scenario === null);
  console.log(candidates.map(candidateOf).join('\n\n'));
}

async function write(found) {
  const { KEPT_FILE, accusationsIn, clauseFindings, isHonest } = load('support/search/states/kept');
  const { replay } = load('support/search/states/replay');
  const { walkOf } = load('support/search/states/survey');
  const { withLadders } = load('support/search/states/ladders');
  const { playSuite } = load('support/search/states/reached');
  const { createAccusations } = load('support/search/stories/accusations');
  const accusations = createAccusations();
  const suite = await playSuite();
  const lines = found
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((one) => ({
      ...one,
      accuses: isHonest(one) ? accusationsIn(replay(walkOf(one)), accusations) : [],
      scenario: suite.shows(one) ?? null,
    }));
  writeFileSync(KEPT_FILE, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  writeFileSync(PAGE, withLadders(readFileSync(PAGE, 'utf8'), clauseFindings()));
  const candidates = lines.filter(({ scenario }) => scenario === null).length;
  console.log(
    `wrote ${lines.length} classes to ${path.relative(process.cwd(), KEPT_FILE)}: scenarios show ${lines.length - candidates}, ` +
      `${candidates} are candidates for one (--candidates)`,
  );
  return false;
}

function inProcess(part, heard) {
  return new Promise((resolve, reject) => {
    const child = fork(require.resolve('./search'), [], {
      serialization: 'json',
      execArgv: ['--max-old-space-size=6000'],
    });
    child.on('message', heard);
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a part of the search ended with ${code}`)),
    );
    child.send(part);
  });
}

/** Whether the other search found anything. */
function passOn(tool, options) {
  console.log(`\n${tool} ${options.join(' ')}`);
  const { status } = spawnSync(process.execPath, [path.join(__dirname, tool), ...options.map(String)], {
    stdio: 'inherit',
  });
  return status !== 0;
}
