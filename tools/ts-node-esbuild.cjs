// Lets ts-node strip types with esbuild: type-checking at every start would cost seconds, and `npm run types` does it once.
const { transformSync } = require('esbuild');

exports.create = () => ({
  transpile(code, { fileName }) {
    const result = transformSync(code, {
      loader: 'ts',
      format: 'cjs',
      platform: 'node',
      target: 'es2022',
      sourcemap: true,
      sourcefile: fileName,
    });
    return { outputText: result.code, sourceMapText: result.map };
  },
});
