// Proves that the layer check can fail: plants an import from the oracle to the reference, and a circle of two folders, in
// copies of their places, and expects both to be refused by name.
'use strict';
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');
const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'planted-import-'));

/** @type {readonly (readonly [file: string, text: string])[]} */
const PLANTED = [
  ['tsconfig.json', '{}'],
  ['support/oracle/planted.ts', "import '../reference/server';\n"],
  ['support/reference/server.ts', 'export {};\n'],
  ['support/verdict/planted.ts', "import '../schema/planted';\n"],
  ['support/schema/planted.ts', "import '../verdict/other';\n"],
  ['support/verdict/other.ts', 'export {};\n'],
];
const REFUSED = [
  ['an import from the oracle to the reference', 'layer-oracle: support/oracle/planted.ts'],
  ['a circle of two folders', 'layer-verdict: support/verdict/planted.ts'],
];

try {
  for (const [file, text] of PLANTED) {
    fs.mkdirSync(path.join(copy, path.dirname(file)), { recursive: true });
    fs.writeFileSync(path.join(copy, file), text);
  }
  const depcruise = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = path.join(root, '.dependency-cruiser.cjs');
  const cruise = spawnSync(process.execPath, [depcruise, '--config', config, 'support'], {
    cwd: copy,
    encoding: 'utf8',
  });
  const missed = REFUSED.filter(([, rule]) => cruise.status === 0 || !cruise.stdout.includes(rule));
  for (const [what] of REFUSED)
    console.log(`planted: ${what} is ${missed.some(([one]) => one === what) ? 'NOT refused' : 'refused'}`);
  if (missed.length > 0) console.log(`${cruise.stdout}${cruise.stderr}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  fs.rmSync(copy, { recursive: true, force: true });
}
