// Writes what the oracle says of every trace of its tests to support/clauses/23.280-10.15.3.3.1/approved/, to be read in the diff and
// committed. Its tests compare and never write.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
require('ts-node/register');
const { accountBy, approvedFile } = require('../support/clauses/23.280-10.15.3.3.1/testing/approval');
const { CORPUS } = require('../support/clauses/23.280-10.15.3.3.1/testing/corpus');
const { expectedText } = require('../support/clauses/23.280-10.15.3.3.1/testing/expected');
const { judged } = require('../support/clauses/23.280-10.15.3.3.1/testing/judged');

const folder = path.join(__dirname, '..', 'support', 'checks', 'approved');
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder);
const account = accountBy(judged);
for (const topic of CORPUS.keys()) fs.writeFileSync(path.join(folder, `${topic}.txt`), approvedFile(topic, account));
fs.writeFileSync(path.join(folder, 'then-phrases.txt'), expectedText([...CORPUS.values()].flat()));
console.log('wrote support/clauses/23.280-10.15.3.3.1/approved: read the diff before you commit it');
