// Loaded into each process of a program that is measured: leaves the processor time that it took, in milliseconds, in a line of
// the file that the environment names.
'use strict';
const { appendFileSync } = require('node:fs');

process.once('exit', () => {
  const { user, system } = process.cpuUsage();
  appendFileSync(process.env.PROCESSOR_TIME_TO, `${(user + system) / 1000}\n`);
});
