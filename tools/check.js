// The one command before a commit: what can be told without running, two at a time, then the tests, one after another.
// Prints the output of what fails. `--static` leaves the tests out.
'use strict';
const { spawn } = require('node:child_process');
const { cpus } = require('node:os');

const STATIC = ['format:check', 'lint', 'types', 'layers', 'layers:planted', 'generated'];
const TESTS = process.argv.includes('--static') ? [] : ['unit', 'suite', 'mutants', 'acceptance', 'acceptance:long'];

function run(name) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve(console.log(`FAIL ${name}: ${error.message}`) ?? false));
    child.on('close', (status) => {
      const ok = status === 0;
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      if (!ok || process.env.CI) process.stdout.write(output);
      resolve(ok);
    });
  });
}

async function lanes(names, width) {
  const waiting = [...names];
  const failed = [];
  const lane = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) if (!(await run(name))) failed.push(name);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return failed;
}

async function main() {
  const failed = [...(await lanes(STATIC, Math.min(2, cpus().length))), ...(await lanes(TESTS, 1))];
  console.log(`${STATIC.length + TESTS.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

void main();
