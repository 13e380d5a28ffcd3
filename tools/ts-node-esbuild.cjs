// Lets ts-node strip types with esbuild: type-checking at every start would cost seconds, and `npm run types` does it
// once. What it made of a file is kept.
const esbuild = require('esbuild');
const { keep, kept } = require('./kept-sources.cjs');

function transpiled(code, fileName) {
  try {
    const { code: outputText, map: sourceMapText } = esbuild.transformSync(code, {
      loader: 'ts',
      format: 'cjs',
      platform: 'node',
      target: 'es2022',
      sourcemap: true,
      sourcefile: fileName,
    });
    return { outputText, sourceMapText };
  } catch (error) {
    throw inOneLine(error);
  }
}

/** Where a source cannot be read, no stack says more than its line. */
function inOneLine(error) {
  const [first] = error.errors ?? [];
  if (!first?.location) return error;
  const { file, line, column } = first.location;
  const told = new SyntaxError(`${file}:${line}:${column + 1}: ${first.text}`);
  told.stack = String(told);
  return told;
}

exports.create = () => ({
  transpile(code, { fileName }) {
    const known = kept(code, fileName);
    if (known) return known;
    const output = transpiled(code, fileName);
    keep(code, fileName, output);
    return output;
  },
});
