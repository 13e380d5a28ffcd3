// Runs the suite against the example of a server, which conforms, while other processes keep the machine busy, and fails unless
// every run ends with exit code 0. It needs the machine for itself, and as many processors as it is given to be fair to it.
// Usage: node tools/load-test.js [times, default 20] [--load <processes>, default 20] [--role <role>, default both by turns]
//        [--tp <ids>, default all]
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');

const root = path.join(__dirname, '..');
const ROLES = ['primary-server', 'partner-server'];
/** Hogs end by themselves, should this process be killed. */
const LONGEST_S = '36000';

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { load: { type: 'string', default: '20' }, role: { type: 'string' }, tp: { type: 'string' } },
  });
  const times = Number(positionals[0] ?? 20);
  const roles = ROLES.filter((role) => values.role === undefined || role === values.role);
  if (!Number.isInteger(times) || times < 1 || roles.length === 0)
    throw new Error(
      `expected how many runs, and --role ${ROLES.join(' or ')}, found ${process.argv.slice(2).join(' ')}`,
    );

  const server = spawn(process.execPath, ['examples/mc-service-server/server.js', '--port', '0'], { cwd: root });
  const [printed] = await once(server.stdout, 'data');
  const [address] = /http:\S+/.exec(String(printed)) ?? [];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'load-'));
  const hogs = spawn(process.execPath, ['test/fixtures/cpu-hog.js', values.load, LONGEST_S], {
    cwd: root,
    stdio: 'ignore',
  });
  let failed = 0;
  try {
    for (let time = 1; time <= times; time += 1) {
      const role = roles[time % roles.length];
      const target = path.join(folder, `${role}.yaml`);
      const bound = `{ underTest: true, address: "${address}", control: "${address}" }`;
      fs.writeFileSync(target, `name: the example\nversion: "1"\nroles: { ${role}: ${bound} }\n`);
      const only = values.tp === undefined ? [] : ['--tp', values.tp];
      const args = ['bin/mcx-conformance.js', 'run', '--quiet', '--target', target, '--reports', folder, ...only];
      const begun = Date.now();
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
      const seconds = Math.round((Date.now() - begun) / 1000);
      console.log(
        `${time}/${times} ${role}, load ${os.loadavg()[0].toFixed(0)}: exit ${status} after ${seconds} s; ${(stdout + stderr).trim()}`,
      );
      if (status !== 0) failed += 1;
    }
  } finally {
    hogs.kill();
    server.kill();
    // What failed is there to be looked at.
    if (failed === 0) fs.rmSync(folder, { recursive: true });
    else console.log(`the runs are in ${folder}`);
  }
  console.log(`${times} runs with ${values.load} processes beside them, ${failed} did not end with exit code 0`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
