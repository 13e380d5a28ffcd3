// Lets ts-node strip types with esbuild: type-checking at every start would cost seconds, and `npm run types` does it
// once. What it made of a file is kept below node_modules, by the file's content.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const cache = path.join(__dirname, '../node_modules/.cache/mcx-conformance');

function transpiled(code, fileName) {
  const { code: outputText, map: sourceMapText } = esbuild.transformSync(code, {
    loader: 'ts',
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    sourcemap: true,
    sourcefile: fileName,
  });
  return { outputText, sourceMapText };
}

function kept(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Two processes may write the same file at once; a rename is whole or not at all. No cache is no failure. */
function keep(file, output) {
  try {
    fs.mkdirSync(cache, { recursive: true });
    fs.writeFileSync(`${file}.${process.pid}`, JSON.stringify(output));
    fs.renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A checkout that cannot be written to only starts more slowly.
  }
}

exports.create = () => ({
  transpile(code, { fileName }) {
    const key = createHash('sha1').update(esbuild.version).update(fileName).update(code).digest('hex');
    const file = path.join(cache, `${key}.json`);
    const known = kept(file);
    if (known) return known;
    const output = transpiled(code, fileName);
    keep(file, output);
    return output;
  },
});
