// A report format: a function that makes a text of the results, and a row that says its name and its file.
'use strict';
const { arrayNamed, camel } = require('./change');
const { Refusal } = require('./refusal');

const LIST = 'support/report/formats/all.ts';

module.exports = function format(change, name, where, usage) {
  if (!/^[a-z]+(-[a-z0-9]+)*$/.test(name) || where !== undefined) throw new Refusal(`expected ${usage}, in kebab-case`);
  if (change.read(LIST).includes(`format: '${name}'`)) throw new Refusal(`${name} is there already, in ${LIST}`);
  const text = [
    `// Unwritten: who reads ${name}, and what it says to them.`,
    '',
    "import type { ReportSource } from './derived-report';",
    '',
    `export function ${camel(name)}({ run }: ReportSource): string {}`,
  ];
  change.create(
    `support/report/formats/${name}.ts`,
    'the text; it does not compile before it is there',
    text.join('\n'),
  );
  const row = `{ format: '${name}', file: '${name}.txt', about: 'unwritten', always: false, open: ofResults(${camel(name)}) },`;
  const left = 'the file that it is written to, what it is, and whether each run writes it';
  change.addTo(LIST, arrayNamed(change.tree(LIST), 'DERIVED'), row, left);
  change.import(LIST, camel(name), `./${name}`);
  return [
    'npx tsc --noEmit',
    'npx mocha support/report/formats/derived.test.ts   with a test of yours: hold it against the schema that readers publish',
    `node bin/mcx-conformance.js report --format ${name}`,
    'npm run check',
  ];
};
