// What a TypeScript source became, kept below node_modules by the source's content, so that only a source that is new has
// to be transpiled. Unaware of who transpiles.
'use strict';
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const cache = path.join(__dirname, '../node_modules/.cache/mcx-conformance');
const { version } = require('esbuild/package.json');

function placeOf(code, fileName) {
  const key = createHash('sha1').update(version).update(fileName).update(code).digest('hex');
  return path.join(cache, `${key}.json`);
}

/** @returns {{ outputText: string, sourceMapText: string } | undefined} */
exports.kept = (code, fileName) => {
  try {
    return JSON.parse(fs.readFileSync(placeOf(code, fileName), 'utf8'));
  } catch {
    return undefined;
  }
};

/** Two processes may write the same file at once; a rename is whole or not at all. No cache is no failure. */
exports.keep = (code, fileName, output) => {
  const file = placeOf(code, fileName);
  try {
    fs.mkdirSync(cache, { recursive: true });
    fs.writeFileSync(`${file}.${process.pid}`, JSON.stringify(output));
    fs.renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A checkout that cannot be written to only starts more slowly.
  }
};
