// Proves that the layer check can fail: plants an import from the oracle to the reference in a copy of the two folders'
// places, and expects to be refused by name.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'planted-import-'));

try {
  fs.mkdirSync(path.join(copy, 'support/oracle'), { recursive: true });
  fs.mkdirSync(path.join(copy, 'support/reference'));
  fs.writeFileSync(path.join(copy, 'tsconfig.json'), '{}');
  fs.writeFileSync(path.join(copy, 'support/oracle/planted.ts'), "import '../reference/server';\n");
  fs.writeFileSync(path.join(copy, 'support/reference/server.ts'), 'export {};\n');
  const depcruise = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = path.join(root, '.dependency-cruiser.cjs');
  const cruise = spawnSync(process.execPath, [depcruise, '--config', config, 'support'], {
    cwd: copy,
    encoding: 'utf8',
  });
  const refused = cruise.status !== 0 && cruise.stdout.includes('layer-oracle: support/oracle/planted.ts');
  console.log(
    refused
      ? 'a planted import from the oracle to the reference is refused'
      : `NOT refused:\n${cruise.stdout}${cruise.stderr}`,
  );
  process.exitCode = refused ? 0 : 1;
} finally {
  fs.rmSync(copy, { recursive: true, force: true });
}
