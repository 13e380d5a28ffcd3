// `npm run prove:seal`: alters sealed records by chance, without the key, and looks for names in redacted ones.
'use strict';
const { fork } = require('node:child_process');
const { availableParallelism } = require('node:os');
const { parseArgs } = require('node:util');

const OPTIONS = {
  alterations: { type: 'string', default: '100000' },
  records: { type: 'string', default: '1000' },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
};

const USAGE = `Usage: npm run prove:seal -- [options]

  --alterations <number>  how many times a record is altered (default: 100000)
  --records <number>      how many records are redacted (default: 1000)
  --seed <number>         which; the same numbers do the same (default: 1)`;

if (process.send !== undefined) {
  const { proveSeal, proveRedaction } = require('./load')('support/certification/testing/proof');
  process.once('message', ({ alterations, records, seed }) => {
    const part = { ...proveSeal(alterations, seed), ...proveRedaction(records, seed) };
    process.send(part, () => process.disconnect());
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
  const [alterations, records, seed] = [values.alterations, values.records, values.seed].map(Number);
  if (![alterations, records, seed].every((number) => Number.isInteger(number) && number >= 0))
    return wrong('expected whole numbers');
  const parts = availableParallelism();
  const share = (all, part) => Math.floor(all / parts) + (part < all % parts ? 1 : 0);
  const results = await Promise.all(
    Array.from({ length: parts }, (_, part) =>
      inProcess({ alterations: share(alterations, part), records: share(records, part), seed: seed * 1000 + part }),
    ),
  );
  const sum = (of) => results.reduce((all, result) => all + of(result), 0);
  const verified = results.flatMap((result) => result.verified);
  const found = results.flatMap((result) => result.found);
  const kinds = [...new Set(results.flatMap(({ of }) => Object.keys(of)))].sort();
  for (const kind of kinds) console.log(`${String(sum(({ of }) => of[kind] ?? 0)).padStart(8)}  ${kind}`);
  for (const one of [...verified, ...found].slice(0, 20)) console.log(`  ${one}`);
  console.log(`${sum((result) => result.alterations)} alterations without the key: ${verified.length} verified`);
  console.log(
    `${sum((result) => result.records)} redacted records, ${sum((result) => result.names)} names looked for: ${found.length} found`,
  );
  process.exitCode = verified.length + found.length === 0 ? 0 : 1;
}

function wrong(what) {
  console.error(`${what}\n\n${USAGE}`);
  process.exitCode = 2;
}

function inProcess(part) {
  return new Promise((resolve, reject) => {
    const child = fork(require.resolve('./prove-seal'), [], { serialization: 'json' });
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`a part of the proof ended with ${code}`)));
    child.send(part);
  });
}
