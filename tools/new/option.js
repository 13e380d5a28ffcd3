// An option of `run`: a row of its table. Without `decides` the row does not compile, so that nobody forgets what follows from it.
'use strict';
const { camel, objectNamed } = require('./change');
const { Refusal } = require('./refusal');

const TABLE = 'support/options/run-options.ts';

module.exports = function option(change, name, where, usage) {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name) || where !== undefined) throw new Refusal(`expected ${usage}, in kebab-case`);
  if (new RegExp(`'--${name}[ ']`).test(change.read(TABLE)))
    throw new Refusal(`--${name} is there already, in ${TABLE}`);
  const row = `${camel(name)}: { flags: '--${name} <value>', help: 'unwritten' },`;
  const left = `--${name}: flags, help, \`decides\`, and rerun and toWorkers where a scenario comes to something else by it`;
  change.addTo(TABLE, objectNamed(change.tree(TABLE), 'RUN_OPTIONS'), row, left);
  return [
    'npx tsc --noEmit        until the row says what it decides',
    `use \`${camel(name)}\` where it matters: a command has it among its options, a worker among its parameters`,
    'npx mocha support/options/run-options.test.ts',
    'npm run check',
  ];
};
