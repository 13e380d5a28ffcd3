// Writes what the oracle says of every trace of its tests to support/checks/approved/, to be read in the diff and
// committed. Its tests compare and never write.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
require('ts-node/register');
const { accountBy, approvedFile } = require('../support/checks/testing/approval');
const { CORPUS } = require('../support/checks/testing/corpus');
const { expectedText } = require('../support/checks/testing/expected');
const { judged } = require('../support/checks/testing/judged');

const folder = path.join(__dirname, '..', 'support', 'checks', 'approved');
fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder);
const account = accountBy(judged);
for (const topic of CORPUS.keys()) fs.writeFileSync(path.join(folder, `${topic}.txt`), approvedFile(topic, account));
fs.writeFileSync(path.join(folder, 'then-phrases.txt'), expectedText([...CORPUS.values()].flat()));
console.log('wrote support/checks/approved: read the diff before you commit it');
