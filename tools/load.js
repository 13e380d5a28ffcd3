// Loads a module of the suite: from its TypeScript source in a checkout, from dist/ in the installed package.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const v8 = require('node:v8');

// V8 11 (Node 20) optimizes what has run for a moment, as a later V8 does not: a quarter of the processor time of a short run.
// With eight times its default, a long run takes no longer.
if (process.versions.v8.startsWith('11.')) v8.setFlagsFromString('--interrupt-budget=540672');

const root = path.join(__dirname, '..');
const fromSource = fs.existsSync(path.join(root, 'tsconfig.json'));

if (fromSource) {
  // ts-node looks for tsconfig.json from the current folder unless told; a user may stand anywhere.
  process.env.TS_NODE_PROJECT = path.join(root, 'tsconfig.json');
  require('./load-source.cjs');
}

/** @param {string} name path from the package root, without extension */
module.exports = (name) => require(path.join(root, fromSource ? name : path.join('dist', name)));
module.exports.fromSource = fromSource;
