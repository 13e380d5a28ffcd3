// The parts of features/README.md that the features and the steps say themselves: its index and its phrasebook. What
// stands outside their markers is written by hand.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { loadConfiguration, loadSupport } = require('@cucumber/cucumber/api');
const load = require('./load');

const cwd = path.join(__dirname, '..');

function index() {
  const { loadScenarios } = load('support/traceability/features');
  const { loadEveryClause } = load('support/traceability/catalogue/catalogue');
  const files = new Map();
  const catalogue = loadEveryClause();
  for (const scenario of loadScenarios(catalogue)) {
    files.set(scenario.uri, scenario);
  }
  const parts = catalogue.clauses.map((clause) => {
    const rows = [...files].flatMap(([uri, scenario]) => {
      const name = path.posix.relative('features', uri);
      if (scenario.clause !== clause.id) return [];
      return [`| [${path.posix.basename(name, '.feature')}](${name}) | ${scenario.feature} |`];
    });
    const heading = `### ${clause.specification} clause ${clause.number}: ${clause.title}`;
    return [heading, '', '| file | feature |', '| --- | --- |', ...rows].join('\n');
  });
  return parts.join('\n\n');
}

async function phrasebook() {
  const { runConfiguration } = await loadConfiguration({}, { cwd });
  const { stepDefinitions } = await loadSupport(runConfiguration, { cwd });
  const phrases = (keyword) =>
    stepDefinitions.filter((step) => step.keyword === keyword).map(({ pattern }) => `- \`${pattern}\``);
  return ['Given', 'When', 'Then'].map((keyword) => `### ${keyword}\n\n${phrases(keyword).join('\n')}`).join('\n\n');
}

async function featuresReadme() {
  const parts = { index: index(), phrasebook: await phrasebook() };
  const text = fs.readFileSync(path.join(cwd, 'features/README.md'), 'utf8');
  return Object.entries(parts).reduce((before, [name, part]) => {
    const [start, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
    const [head, rest, ...more] = before.split(start);
    const tail = rest?.split(end)[1];
    if (tail === undefined || more.length > 0)
      throw new Error(`features/README.md: expected ${start} and ${end} once each`);
    return `${head}${start}\n\n${part}\n\n${end}${tail}`;
  }, text);
}

module.exports = { featuresReadme };
