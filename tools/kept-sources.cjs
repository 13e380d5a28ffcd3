// What a TypeScript source became, kept below node_modules by the source's content, so that only a source that is new has
// to be transpiled. Unaware of who transpiles.
'use strict';
const { hash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const cache = path.join(__dirname, '../node_modules/.cache/mcx-conformance');
const { version } = require('esbuild/package.json');

function placeOf(code, fileName) {
  return path.join(cache, hash('sha1', `${version}\n${fileName}\n${code}`));
}

/**
 * The map is read when it is asked for.
 * @returns {{ outputText: string, readonly sourceMapText: string } | undefined}
 */
exports.kept = (code, fileName) => {
  const place = placeOf(code, fileName);
  try {
    const outputText = fs.readFileSync(`${place}.js`, 'utf8');
    return {
      outputText,
      get sourceMapText() {
        return fs.readFileSync(`${place}.map`, 'utf8');
      },
    };
  } catch {
    return undefined;
  }
};

/** Two processes may write the same file at once; a rename is whole or not at all. No cache is no failure. */
exports.keep = (code, fileName, { outputText, sourceMapText }) => {
  const place = placeOf(code, fileName);
  const write = (end, text) => {
    fs.writeFileSync(`${place}.${process.pid}${end}`, text);
    fs.renameSync(`${place}.${process.pid}${end}`, `${place}${end}`);
  };
  try {
    fs.mkdirSync(cache, { recursive: true });
    // Whoever finds the code finds the map.
    write('.map', sourceMapText);
    write('.js', outputText);
  } catch {
    // A checkout that cannot be written to only starts more slowly.
  }
};
