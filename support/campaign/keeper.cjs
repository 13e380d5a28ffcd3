// Starts a program in a process group of its own and ends that group when whoever asked for it is gone: its standard input is a pipe
// that closes then, also where it was killed with all of its process group. So no product is left on its port, and no run goes on for nobody.
'use strict';
const { spawn } = require('node:child_process');
const { setTimeout } = require('node:timers');

const GRACE_MS = 5000;
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

function signal(name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // It has ended already.
  }
}

let isEnding = false;
function end() {
  if (isEnding || child.pid === undefined) return;
  isEnding = true;
  signal('SIGTERM');
  setTimeout(() => signal('SIGKILL'), GRACE_MS).unref();
}

child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => {
  signal('SIGKILL'); // what it has left behind
  process.exit(code ?? 128);
});
// Whoever asked tells the whole group of an interrupt, and then ends what it has started itself.
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => undefined);
process.stdin.on('error', end).on('close', end).on('end', end).resume();
