// The one command before a commit. Runs every check, two at a time, and prints the output of those that fail.
'use strict';
const { spawn } = require('node:child_process');
const { cpus } = require('node:os');

const checks = ['format:check', 'lint', 'types', 'layers', 'layers:planted', 'generated', 'unit', 'suite', 'mutants'];

function run(name) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ name, ok: false, output: String(error) }));
    child.on('close', (status) => {
      const ok = status === 0;
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      if (!ok || process.env.CI) process.stdout.write(output);
      resolve({ name, ok });
    });
  });
}

async function main() {
  const waiting = [...checks];
  const failed = [];
  const lane = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const result = await run(name);
      if (!result.ok) failed.push(result.name);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, lane));
  console.log(`${checks.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

void main();
