// Loads a module of the suite: from its TypeScript source in a checkout, from dist/ in the installed package.
'use strict';
require('./quick-start.cjs');
const fs = require('node:fs');
const path = require('node:path');

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
