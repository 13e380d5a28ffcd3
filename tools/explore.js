// `npm run explore`: plays stories at random and prints the first in which somebody is accused who kept to the clause; or sets
// stories on mutants, and prints those that no story finds.
'use strict';
const { availableParallelism } = require('node:os');
const load = require('./load');
const { count, readOptions, seedOf, wrong } = require('./options');
const { carryOutAll, isPart, shares, work } = require('./parts');

const OPTIONS = {
  stories: { type: 'string' },
  seed: { type: 'string' },
  variants: { type: 'string', default: '2' },
  losses: { type: 'boolean', default: false },
  'beside-mutants': { type: 'boolean', default: false },
  'against-mutants': { type: 'boolean', default: false },
  source: { type: 'string', default: '0' },
};

const USAGE = `Usage: npm run explore -- [options]

  --stories <number>   how many to play (default: 20000)
  --seed <number>      which; printed by every run, so that it can be played again
  --variants <number>  how many parties use a freedom of the clause, at most (default: 2)
  --losses             messages between MC service servers get lost, and their senders are told
  --beside-mutants     one party breaks the clause: nobody else may be accused
  --against-mutants    each mutant in up to --stories stories (default then: 1500), until the statement that it breaks fails it
  --source <number>    with it: besides, so many source mutants, chosen by the seed`;

const PARTS = 8;

if (isPart) {
  work((part) => (part.againstMutants ? hunt(part) : search(part)));

  function search(part) {
    const { explore } = load('support/search/stories/explore');
    const { asGherkin } = load('support/search/stories/gherkin');
    const { counterexample, stories } = explore(part);
    const found = counterexample && { ...counterexample, gherkin: asGherkin(counterexample.story) };
    return { stories, found, seed: part.seed };
  }

  function hunt(part) {
    const { openHunt } = load('support/search/stories/hunt');
    const { preyOf } = load('support/search/stories/prey');
    const { asGherkin } = load('support/search/stories/gherkin');
    const all = preyOf(part).filter((_, index) => index % part.parts === part.part);
    const { on } = openHunt(part);
    return all.map((prey) => {
      const { falsely, by, isNamed, differing, id } = on(prey);
      const { role, requirement, says, isSource, explained, unseen } = prey;
      const [first] = falsely;
      return {
        id,
        by,
        isNamed,
        differing,
        role,
        requirement,
        says,
        isSource,
        explained,
        unseen,
        ...(first && { first: { ...first, gherkin: asGherkin(first.story) } }),
      };
    });
  }
} else void main();

async function main() {
  const given = read();
  if (given.againstMutants) return huntAll(given);
  const began = process.hrtime.bigint();
  const results = await carryOutAll(
    require.resolve('./explore'),
    shares(given.stories, PARTS).map((stories, part) => ({ ...given, stories, seed: given.seed + part })),
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
  const { values } = readOptions({ options: OPTIONS }, USAGE);
  const againstMutants = values['against-mutants'];
  const source = count('--source', values.source, USAGE, 0);
  if (againstMutants && (values.losses || values['beside-mutants']))
    wrong('--against-mutants plays without losses, and beside no other mutant', USAGE);
  if (!againstMutants && source > 0) wrong('--source goes with --against-mutants', USAGE);
  return {
    stories: count('--stories', values.stories ?? (againstMutants ? '1500' : '20000'), USAGE),
    seed: seedOf(values.seed, USAGE),
    variants: count('--variants', values.variants, USAGE, 0),
    withLosses: values.losses,
    besideMutant: values['beside-mutants'],
    againstMutants,
    source,
  };
}

/** Each part plays its stories for itself, so there are no more than run at once. */
async function huntAll(given) {
  const parts = availableParallelism();
  const results = await carryOutAll(
    require.resolve('./explore'),
    Array.from({ length: parts }, (_, part) => ({ ...given, part, parts })),
  );
  const hunted = inAnyRole(results.flat());
  for (const { id, role, requirement, by, says, isNamed, differing, explained, unseen } of hunted) {
    if (isNamed || explained) continue;
    const differ = differing > 0 ? `${differing} stories differ` : 'no story differs';
    const fate = by.length > 0 ? `only by ${by.join(', ')}` : unseen ? `${differ}; ${unseen}` : differ;
    console.log(`not killed  ${role}  ${id}${requirement === undefined ? '' : `  ${requirement}`}  (${fate})  ${says}`);
  }
  const listed = hunted.filter(({ isSource }) => !isSource);
  const kinds = [
    ['mutants', listed],
    ['mutants of a statement that stories can show', listed.filter(({ unseen }) => !unseen)],
    [
      'source mutants that count',
      hunted.filter(({ isSource, isNamed, explained }) => isSource && (isNamed || !explained)),
    ],
  ];
  for (const [what, those] of kinds) {
    if (those.length === 0) continue;
    const killed = those.filter(({ by }) => by.length > 0).length;
    const named = those.filter(({ isNamed }) => isNamed).length;
    console.log(
      `${those.length} ${what}, ${given.stories} stories each at most, seed ${given.seed}: ${killed} killed by a statement (${percent(killed, those.length)})` +
        (what.startsWith('mutants') ? `, ${named} by the one that they break (${percent(named, those.length)})` : ''),
    );
  }
  const wronged = hunted.filter(({ first }) => first !== undefined);
  for (const { id, first } of wronged) {
    const { finding, story, gherkin } = first;
    show({ story, findings: [finding], gherkin }, given.seed);
    console.log(`  beside ${id}\n`);
  }
  if (wronged.length > 0) process.exitCode = 1;
}

/** A source mutant is hunted in each role that runs its source, and killed in one. */
function inAnyRole(results) {
  const byId = new Map();
  for (const one of results) {
    const known = byId.get(one.id);
    if (known === undefined || (one.isNamed && !known.isNamed))
      byId.set(one.id, { ...one, first: known?.first ?? one.first });
  }
  return [...byId.values()];
}

const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

function show({ story, findings, gherkin }, seed) {
  console.log(`accused (part of seed ${seed}):`);
  for (const { requirement, party, expected, observed } of findings)
    console.log(`  ${requirement}  ${party}  expected ${expected}; observed ${observed}`);
  console.log(`\n${gherkin.replaceAll(/^/gm, '    ')}\n\n  as a file: ${JSON.stringify(story)}\n`);
}
