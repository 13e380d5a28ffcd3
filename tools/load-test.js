// Runs the suite against the example of a server, which conforms, while other processes keep the machine busy, and fails unless
// every run ends with exit code 0. It needs the machine for itself, and as many processors as it is given to be fair to it.
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { count, readOptions, wrong } = require('./options');

const root = path.join(__dirname, '..');
const ROLES = ['primary-server', 'partner-server'];
/** Hogs end by themselves, should this process be killed. */
const LONGEST_S = '36000';

const USAGE = `Usage: npm run bench:load -- [times] [options]

  times               how many runs (default: 20)
  --load <processes>  how many keep the machine busy (default: 20)
  --role <role>       ${ROLES.join(' or ')} (default: both by turns)
  --tp <ids>          which test purposes (default: all)`;

async function main() {
  const options = {
    load: { type: 'string', default: '20' },
    role: { type: 'string' },
    tp: { type: 'string' },
  };
  const { values, positionals } = readOptions({ allowPositionals: true, options }, USAGE);
  const times = count('times', positionals[0] ?? '20', USAGE);
  const load = count('--load', values.load, USAGE);
  const roles = ROLES.filter((role) => values.role === undefined || role === values.role);
  if (roles.length === 0) wrong(`--role expects ${ROLES.join(' or ')}, found ${values.role}`, USAGE);

  const server = spawn(process.execPath, ['examples/mc-service-server/server.js', '--port', '0'], { cwd: root });
  const [printed] = await once(server.stdout, 'data');
  const [address] = /http:\S+/.exec(String(printed)) ?? [];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'load-'));
  const hogs = spawn(process.execPath, ['test/fixtures/cpu-hog.js', String(load), LONGEST_S], {
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
