// An information element of a flow: a property of its schema. The compiler and the tests name every table that has to know it.
'use strict';
const { objectNamed } = require('./change');
const { Refusal } = require('./refusal');

module.exports = function element(change, name, flow, usage) {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name) || flow === undefined)
    throw new Refusal(`expected ${usage}; an element is named in camelCase, as in the clause's information flows`);
  const file = `schemas/flows/${flow}.schema.json`;
  if (!change.exists(file)) throw new Refusal(`there is no flow ${flow}; schemas/flows has a file for each`);
  const properties = objectNamed(withParents(change.tree(file)), 'properties');
  if (properties.properties.some((one) => one.name.text === name))
    throw new Refusal(`${name} is there already, in ${file}`);
  const row = `"${name}": { "type": "string", "minLength": 1, "description": "Unwritten: what ${name} says." }`;
  change.addTo(file, properties, row, 'its type, what it says in own words, and `required` where it must be there');
  return [
    'npm run generate',
    'npx tsc --noEmit        names each table without it: oracle, reference, SIP, actions',
    'npx mocha support/clauses/*/elements.test.ts support/reference/elements.test.ts',
    'npx mocha support/testbed/control/manual-questions.test.ts',
    'npm run check',
  ];
};

/** A tree of JSON comes without them. */
function withParents(tree) {
  const ts = require('typescript');
  const visit = (node) =>
    ts.forEachChild(node, (child) => {
      child.parent = node;
      visit(child);
    });
  visit(tree);
  return tree;
}
