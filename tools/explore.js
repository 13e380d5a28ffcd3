// `npm run explore`: plays stories at random and prints the first in which somebody is accused who kept to the clause.
'use strict';
const { fork } = require('node:child_process');
const { availableParallelism } = require('node:os');
const { parseArgs } = require('node:util');

const OPTIONS = {
  stories: { type: 'string', default: '20000' },
  seed: { type: 'string' },
  variants: { type: 'string', default: '2' },
  losses: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
};

const USAGE = `Usage: npm run explore -- [options]

  --stories <number>   how many to play (default: 20000)
  --seed <number>      which; printed by every run, so that it can be played again
  --variants <number>  how many parties use a freedom of the clause, at most (default: 2)
  --losses             messages between MC service servers get lost, and their senders are told`;

if (process.send !== undefined) {
  const load = require('./load');
  const { explore } = load('support/search/stories/explore');
  const { asGherkin } = load('support/search/stories/gherkin');
  process.once('message', (part) => {
    const { counterexample, stories } = explore(part);
    const found = counterexample && { ...counterexample, gherkin: asGherkin(counterexample.story) };
    process.send({ stories, found, seed: part.seed }, () => process.disconnect());
  });
} else void main();

async function main() {
  const given = read();
  if (given === undefined) return;
  const parts = Math.min(availableParallelism(), given.stories);
  const began = process.hrtime.bigint();
  const results = await Promise.all(
    Array.from({ length: parts }, (_, part) =>
      inProcess({ ...given, stories: Math.ceil(given.stories / parts), seed: given.seed + part }),
    ),
  );
  const played = results.reduce((sum, { stories }) => sum + stories, 0);
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  for (const { found, seed } of results) if (found) show(found, seed);
  const accused = results.filter(({ found }) => found).length;
  console.log(
    `${played} stories, ${Math.round(played / seconds)} a second, seed ${given.seed}: ${accused === 0 ? 'nobody is accused' : 'somebody is accused who kept to the clause'}`,
  );
  process.exitCode = accused === 0 ? 0 : 1;
}

function read() {
  let values;
  try {
    ({ values } = parseArgs({ options: OPTIONS }));
  } catch (error) {
    return wrong(error.message);
  }
  if (values.help) return console.log(USAGE);
  const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 30));
  for (const [name, text] of Object.entries({ stories: values.stories, seed, variants: values.variants }))
    if (!/^\d{1,9}$/.test(text)) return wrong(`expected a number for --${name}, found ${text}`);
  if (Number(values.stories) === 0) return wrong('expected at least one story, found 0');
  return {
    stories: Number(values.stories),
    seed: Number(seed),
    variants: Number(values.variants),
    withLosses: values.losses,
  };
}

function wrong(what) {
  console.error(`${what}\n\n${USAGE}`);
  process.exitCode = 2;
  return undefined;
}

function inProcess(part) {
  return new Promise((resolve, reject) => {
    const child = fork(require.resolve('./explore'), [], { serialization: 'json' });
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`a part of the search ended with ${code}`)));
    child.send(part);
  });
}

function show({ story, findings, gherkin }, seed) {
  console.log(`accused (part of seed ${seed}):`);
  for (const { requirement, party, expected, observed } of findings)
    console.log(`  ${requirement}  ${party}  expected ${expected}; observed ${observed}`);
  console.log(`\n${gherkin.replaceAll(/^/gm, '    ')}\n\n  as a file: ${JSON.stringify(story)}\n`);
}
