// Writes the stubs of a part that the suite does not have yet: `npm run new -- <kind> <name>`. What is left to write stands in
// what it prints; the compiler or a test names each piece until it is there. CONTRIBUTING.md has the recipes.
'use strict';
const path = require('node:path');
const { Refusal } = require('./new/refusal');

const KINDS = {
  statement: { takes: '<id> [clause]', example: 'STEP-12-c' },
  element: { takes: '<name> <flow>', example: 'priority preconfigured-regroup-request.client-server' },
  option: { takes: '<name>', example: 'keep-going' },
  format: { takes: '<name>', example: 'tap' },
  wire: { takes: '<name>', example: 'toy' },
  clause: { takes: '<specification>-<number>', example: '23.280-10.15.3.3.3' },
};

async function main([kind, name, where, ...more], root) {
  const known = Object.keys(KINDS);
  if (!known.includes(kind))
    throw new Refusal(`expected one of ${known.join(', ')}, found ${kind ?? 'nothing'}: npm run new -- <kind> <name>`);
  const { takes, example } = KINDS[kind];
  const usage = `npm run new -- ${kind} ${takes}, such as ${example}`;
  if (name === undefined || more.length > 0) throw new Refusal(`expected ${usage}`);
  const { Change } = require('./new/change');
  const change = new Change(root);
  const next = require(`./new/${kind}`)(change, name, where, usage);
  await change.write();
  for (const [file, left] of change.notes) console.log(`${file}\n    ${left}`);
  console.log(`\nnext\n${next.map((line) => `    ${line}`).join('\n')}`);
}

main(process.argv.slice(2), path.join(__dirname, '..')).catch((error) => {
  if (!(error instanceof Refusal)) throw error;
  console.error(`MCX-USAGE: ${error.message}`);
  process.exitCode = 2;
});
