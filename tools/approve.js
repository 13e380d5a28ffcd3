// Writes what the oracle says of every trace of its tests, a file for each requirement, to the folder approved/ of the clause, to be
// read in the diff and committed. Its tests compare and never write.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const load = require('./load');

const clause = 'support/clauses/23.280-10.15.3.3.1';
const { FORMATION } = load(`${clause}/all`);
const { accountBy, approvedFiles } = load(`${clause}/testing/approval/approval`);
const { expectedText, phrasesBeside } = load(`${clause}/testing/expected`);
const { judged } = load(`${clause}/testing/judged`);

const folder = path.join(__dirname, '..', clause, 'approved');
const requirements = FORMATION.checks.map(({ requirement }) => requirement);
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder);
const files = approvedFiles(accountBy(judged, phrasesBeside, requirements), requirements);
for (const [requirement, text] of files) fs.writeFileSync(path.join(folder, `${requirement}.txt`), text);
fs.writeFileSync(path.join(folder, 'then-phrases.txt'), expectedText());
console.log(`wrote ${clause}/approved: read the diff before you commit it`);
