// `npm run prove:seal`: alters sealed records by chance, without the key, and looks for names in redacted ones.
'use strict';
const load = require('./load');
const { count, readOptions, wrong } = require('./options');
const { carryOutAll, isPart, shares, work } = require('./parts');

const OPTIONS = {
  alterations: { type: 'string', default: '100000' },
  records: { type: 'string', default: '1000' },
  seed: { type: 'string', default: '1' },
};

const USAGE = `Usage: npm run prove:seal -- [options]

  --alterations <number>  how many times a record is altered (default: 100000)
  --records <number>      how many records are redacted (default: 1000)
  --seed <number>         which; the same numbers do the same (default: 1)`;

const PARTS = 8;

if (isPart) {
  const { proveSeal, proveRedaction } = load('support/certification/testing/proof');
  work(({ alterations, records, seed }) =>
    alterations === undefined ? proveRedaction(records, seed) : proveSeal(alterations, seed),
  );
} else void main();

async function main() {
  const { values } = readOptions({ options: OPTIONS }, USAGE);
  const [alterations, records, seed] = ['alterations', 'records', 'seed'].map((name) =>
    count(`--${name}`, values[name], USAGE, 0),
  );
  if (alterations + records === 0) wrong('--alterations 0 and --records 0 leave nothing to prove', USAGE);
  const seeded = (share, part) => ({ ...share, seed: seed * 1000 + part });
  const [altered, redacted] = [
    await carryOutAll(
      require.resolve('./prove-seal'),
      shares(alterations, PARTS).map((share, part) => seeded({ alterations: share }, part)),
    ),
    await carryOutAll(
      require.resolve('./prove-seal'),
      shares(records, PARTS).map((share, part) => seeded({ records: share }, part)),
    ),
  ];
  const sum = (results, of) => results.reduce((all, result) => all + of(result), 0);
  const verified = altered.flatMap((result) => result.verified);
  const found = redacted.flatMap((result) => result.found);
  const kinds = [...new Set(altered.flatMap(({ of }) => Object.keys(of)))].sort();
  for (const kind of kinds) console.log(`${String(sum(altered, ({ of }) => of[kind] ?? 0)).padStart(8)}  ${kind}`);
  for (const one of [...verified, ...found].slice(0, 20)) console.log(`  ${one}`);
  console.log(`${sum(altered, (one) => one.alterations)} alterations without the key: ${verified.length} verified`);
  console.log(
    `${sum(redacted, (one) => one.records)} redacted records, ${sum(redacted, (one) => one.names)} names looked for: ${found.length} found`,
  );
  process.exitCode = verified.length + found.length === 0 ? 0 : 1;
}
