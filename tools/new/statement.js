// A statement: a row of the catalogue, a check, a trace that breaks it, a mutant that breaks it and a scenario that shows it, each
// beside those of the statement before it.
'use strict';
const { parse } = require('yaml');
const { callWith, camel, listOf, nextTestPurpose, statementOf } = require('./change');
const { Refusal } = require('./refusal');

module.exports = function statement(change, id, where, usage) {
  if (!/^[A-Z]+(-[0-9A-Za-z.]+)+$/.test(id)) throw new Refusal(`${id} is no id of a statement; expected ${usage}`);
  const clause = clauseOf(change, id, where);
  const catalogue = `features/${clause}/requirements.yaml`;
  const rows = rowsOf(change, clause);
  if (rows.some((row) => row.id === id)) throw new Refusal(`${id} is there already, in ${catalogue}`);
  const named = nameIn(change, clause);
  const family = id.replace(/([a-z]+|\d+)$/, '');
  const before = rows.filter((row) => row.id.startsWith(family) && row.observable !== 'no').reverse();
  const beside = before.find((row) => placesOf(change, clause, row.id, named) !== undefined);
  if (!beside)
    throw new Refusal(
      `no statement ${family}... of ${clause} has a check, a defect, a mutant and a scenario that ${id} could stand beside: ` +
        'write the first one by hand (CONTRIBUTING.md)',
    );
  const { check, defect, mutant, feature } = placesOf(change, clause, beside.id, named);

  addRow(change, catalogue, id, beside);
  addCheck(change, check, id, clause);
  addDefect(change, defect, id);
  change.addTo(
    mutant.file,
    mutant.list,
    `${mutant.call.expression.getText()}('breaks-${id.toLowerCase()}', '${named(id)}', 'unwritten: breaks ${id}', {}),`,
    `the mutant of ${id}: its name, what it does wrong in a sentence, and the alteration; it survives until then`,
  );
  addScenario(change, feature, id, beside.id);
  const folder = `support/clauses/${clause}`;
  return [
    `npx mocha ${folder}/defects.test.ts           until its trace fails ${id}, and no other statement`,
    `node bin/mcx-conformance.js mutants --id breaks-${id.toLowerCase()}   until it is killed`,
    `node bin/mcx-conformance.js run --requirement ${id}   until it conforms`,
    `npm run approve                                writes approved/${id}.txt: read the diff`,
    'npm run check',
  ];
};

/** The clause that is named, or else the only one that has statements of that kind, or the only one there is. */
function clauseOf(change, id, where) {
  const clauses = change.files('features', '/requirements.yaml').map((file) => file.split('/')[1]);
  if (where !== undefined && !clauses.includes(where))
    throw new Refusal(`there is no clause ${where}; expected ${clauses.join(' or ')}`);
  const [kind] = /^[A-Z]+-/.exec(id);
  const those = clauses.filter((clause) => rowsOf(change, clause).some((row) => row.id.startsWith(kind)));
  const [clause, ...others] = where !== undefined ? [where] : those.length > 0 ? those : clauses;
  if (others.length === 0) return clause;
  throw new Refusal(`${kind}... may be of several clauses: name one after the id, ${clauses.join(' or ')}`);
}

function rowsOf(change, clause) {
  const { requirements, wire } = parse(change.read(`features/${clause}/requirements.yaml`));
  return [...requirements, ...wire];
}

/** How what stands outside the clause calls its statements: where another has the id too, the clause stands before it. */
function nameIn(change, clause) {
  const others = change
    .files('features', '/requirements.yaml')
    .filter((file) => !file.startsWith(`features/${clause}/`))
    .flatMap((file) => parse(change.read(file)).requirements.map(({ id }) => id));
  return (id) => (others.includes(id) ? `${clause}/${id}` : id);
}

/** Where each part of a statement stands; undefined where one of them is nowhere. */
function placesOf(change, clause, id, named) {
  const among = (folder, name = id) => {
    for (const file of change.files(folder, '.ts')) {
      const tree = change.tree(file);
      const call = callWith(tree, name);
      const list = call && listOf(tree, call);
      if (list) return { file, call, list };
    }
    return undefined;
  };
  const check = among(`support/clauses/${clause}/checks`);
  const defect = check && among(`support/clauses/${clause}/testing/defects`);
  const mutant = defect && among('support/reference/mutants', named(id));
  const features = change.files(`features/${clause}`, '.feature');
  const tags = (file) => change.read(file).split(`@req:${id}`).length - 1;
  const feature = features.toSorted((one, other) => tags(other) - tags(one)).find((file) => tags(file) > 0);
  return mutant && feature ? { check, defect, mutant, feature } : undefined;
}

function addRow(change, file, id, beside) {
  const text = change.read(file);
  const start = text.indexOf(`  - id: ${beside.id}\n`);
  const end = start + 1 + text.slice(start + 1).search(/\n(?! {4})/) + 1;
  const row = [
    `  - id: ${id}`,
    `    step: '${beside.step}'`,
    `    owner: ${[beside.owner].flat().length > 1 ? JSON.stringify(beside.owner) : beside.owner}`,
    `    strength: ${beside.strength}`,
    `    says: Unwritten, what ${id} states.`,
    '    source:',
    `      locator: ${JSON.stringify(beside.source.locator)}`,
    '      sentences: []',
  ];
  const left = `what ${id} says in own words, whom it binds, how strongly, and the digest of its sentence (trace --spec)`;
  change.insert(file, end, `${row.join('\n')}\n`, left);
}

function addCheck(change, { file, list }, id, clause) {
  const left = `the check of ${id}: what must hold, in the words of expected and observed`;
  const name = camel(id);
  const at = statementOf(list).getStart();
  change.addTo(file, list, `${name},`, left);
  change.insert(file, at, `const ${name} = check('${id}', () => []);\n\n`, left);
  const up = '../'.repeat(file.split('/').length - `support/clauses/${clause}/`.split('/').length);
  change.import(file, 'check', `${up}saying`);
}

function addDefect(change, { file, list }, id) {
  const left = `the trace that breaks ${id} and nothing else`;
  change.addTo(file, list, `defect('${id}', 'unwritten: what breaks ${id}', conforming().events),`, left);
  change.import(file, 'conforming', '../conforming');
}

function addScenario(change, file, id, beside) {
  const tagged = change.read(file).slice(0, change.read(file).indexOf(`@req:${beside}`));
  const prefix = /@tp:(\w+?_)\d+[^@]*(?:@req:\S+\s+)*$/.exec(tagged)[1];
  const tp = nextTestPurpose(change, prefix);
  const lines = [
    '',
    `  Rule: Unwritten, what ${id} states`,
    '',
    `    @tp:${tp} @req:${id}`,
    `    Scenario: Unwritten, an example of ${id}`,
    `      When the scenario of ${id} is written`,
    `      Then ${id} is shown`,
  ];
  change.append(file, `${lines.join('\n')}\n`, `the scenario ${tp}, which brings the condition of ${id} about`);
}
