// `npm run search`: every state that small deployments can come to, stories at random, and a sample of faults put into the built-in
// parties, all by one seed. docs/search.md says how to read it.
'use strict';
const { spawnSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const path = require('node:path');
const load = require('./load');
const { count, readOptions, seedOf, wrong } = require('./options');
const { carryOutAll, isPart, work } = require('./parts');

const OPTIONS = {
  states: { type: 'string', default: 'whole' },
  judged: { type: 'string', default: '100' },
  stories: { type: 'string', default: '20000' },
  mutants: { type: 'string', default: '50' },
  seed: { type: 'string' },
  keep: { type: 'boolean', default: false },
  candidates: { type: 'boolean', default: false },
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

/** A process keeps a million of states. */
const PROCESS = { most: Math.min(availableParallelism(), 4), execArgv: ['--max-old-space-size=6000'] };

if (isPart) {
  const { createAccusations } = load('support/search/stories/accusations');
  const accusations = createAccusations();
  work((task, tell) => searchOne(task, accusations, tell));
} else void main();

/** Asks one question, and judges a sample of the ends. */
function searchOne({ which, at, judged, seed }, accusations, tell) {
  const survey = load('support/search/states/survey');
  const { replay } = load('support/search/states/replay');
  const { accusationsIn, isHonest } = load('support/search/states/kept');
  const accused = [];
  let walks = 0;
  const show = (walk) => {
    if (!isHonest(walk)) return;
    walks += 1;
    for (const accusation of accusationsIn(replay(survey.walkOf(walk)), accusations))
      accused.push({ accusation, walk });
  };
  const asked = survey[which][at];
  const began = process.cpuUsage().user;
  const { kept, ...counts } = survey.ask(asked, { most: judged, seed: seed + at, show });
  const seconds = (process.cpuUsage().user - began) / 1e6;
  const { from, readings, budget } = asked;
  tell({ ...counts, from: from.id, readings, budget, classes: kept.length });
  return { ...counts, seconds, kept, accused, walks };
}

async function main() {
  const given = read();
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
  const { values } = readOptions({ options: OPTIONS }, USAGE);
  const { states, keep, candidates } = values;
  if (!['whole', 'slice', 'none'].includes(states))
    wrong(`expected whole, slice or none for --states, found ${states}`, USAGE);
  const [judged, stories, mutants] = ['judged', 'stories', 'mutants'].map((name) =>
    count(`--${name}`, values[name], USAGE, 0),
  );
  if (states === 'none' && stories + mutants === 0 && !keep && !candidates)
    wrong('--states none, --stories 0 and --mutants 0 leave nothing to search', USAGE);
  return { states, keep, candidates, judged, stories, mutants, seed: seedOf(values.seed, USAGE) };
}

async function searchStates({ states, judged, seed, keep }) {
  const survey = load('support/search/states/survey');
  const which = states.toUpperCase();
  const began = process.hrtime.bigint();
  const answers = await carryOutAll(
    require.resolve('./search'),
    survey[which].map((_, at) => ({ which, at, judged, seed })),
    { ...PROCESS, heard: report },
  );
  const wall = Number(process.hrtime.bigint() - began) / 1e9;
  const total = (name) => answers.reduce((sum, answer) => sum + answer[name], 0);
  const found = survey.bestOf(answers.flatMap(({ kept }) => kept));
  console.log(
    `${total('states')} states, ${total('steps')} steps, ${total('behaviours').toExponential(1)} behaviours, ${total('ends')} ends, ` +
      `${found.length} classes; ${Math.round(total('states') / total('seconds'))} states a second of one core, ${Math.round(wall)} s in all`,
  );
  const accused = answers.flatMap((answer) => answer.accused);
  return conclude(states, found, accused, total('walks'), keep);
}

function report({ from, readings, budget, states, steps, behaviours, ends, depth, classes }) {
  const what = `${from} ${readings.join('+') || 'faithful'}, ${budget.acts} acts, ${budget.faults} faults`;
  console.log(
    `  ${what.padEnd(48)} ${String(states).padStart(8)} states ${String(steps).padStart(9)} steps ` +
      `${behaviours.toExponential(1).padStart(8)} behaviours ${String(ends).padStart(6)} ends, ${classes} classes, depth ${depth}`,
  );
}

/** Whether there is anything that was not known, and is not written down. */
async function conclude(states, found, accused, walks, keep) {
  const survey = load('support/search/states/survey');
  const known = load('support/search/states/kept').keptWalks();
  const classes = new Set(known.map(({ id }) => id));
  const unknown = found.filter(({ id }) => !classes.has(id));
  const accusations = new Set(accused.map(({ accusation }) => accusation));
  for (const one of unknown.slice(0, SHOWN)) show(`new: ${one.id} ${one.class}`, one);
  for (const accusation of accusations) {
    const walks = accused.filter((one) => one.accusation === accusation).map(({ walk }) => walk);
    const [shortest] = walks.sort((one, other) => one.moves.length - other.moves.length);
    show(`accused (${walks.length} times) who kept to the clause: ${accusation}`, shortest);
  }
  console.log(
    `${walks} walks judged: ${accusations.size === 0 ? 'nobody is accused' : 'somebody is accused who kept to the clause'}; ` +
      `${unknown.length} of ${found.length} classes are new${unknown.length > 0 && !keep ? ': npm run search -- --keep writes them down' : ''}`,
  );
  // A slice does not come to all that the whole comes to.
  if (keep) await write(states === 'whole' ? found : survey.bestOf([...known, ...found]));
  return accusations.size > 0 || (!keep && unknown.length > 0);
}

function show(what, walk) {
  const { replay } = load('support/search/states/replay');
  const { walkOf } = load('support/search/states/survey');
  const { ladderText } = load('support/search/states/ladder');
  console.log(`\n${what}\n${ladderText(replay(walkOf(walk)))}\n  as a file: ${JSON.stringify(walk)}`);
}

function printCandidates() {
  const { candidateOf } = load('support/search/states/candidate');
  const { keptWalks } = load('support/search/states/kept');
  const candidates = keptWalks().filter(({ reached }) => reached === null);
  console.log(
    candidates.length === 0
      ? 'a scenario of the suite comes to each class of behaviour'
      : candidates.map(candidateOf).join('\n\n'),
  );
}

async function write(found) {
  const { KEPT_FILE, clauseFindings } = load('support/search/states/kept');
  const { withLadders } = load('support/search/states/ladders');
  const { playSuite } = load('support/search/states/reached');
  const suite = await playSuite();
  const lines = found
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((one) => ({ ...one, reached: suite.get(one.id) ?? null }));
  writeFileSync(KEPT_FILE, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  writeFileSync(PAGE, withLadders(readFileSync(PAGE, 'utf8'), clauseFindings()));
  const candidates = lines.filter(({ reached }) => reached === null).length;
  console.log(
    `wrote ${lines.length} classes to ${path.relative(process.cwd(), KEPT_FILE)}: scenarios come to ${lines.length - candidates}, ` +
      `${candidates} are candidates for one (--candidates)`,
  );
}

/** Whether the other search found anything. */
function passOn(tool, options) {
  console.log(`\n${tool} ${options.join(' ')}`);
  const { status } = spawnSync(process.execPath, [path.join(__dirname, tool), ...options.map(String)], {
    stdio: 'inherit',
  });
  return status !== 0;
}
