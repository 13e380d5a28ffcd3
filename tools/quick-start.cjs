// Loaded first, so that a start costs what it must. Node 22 and later keep V8's compiled code between starts, and optimize late, by
// themselves; for Node 20 it is done here.
'use strict';
const { enableCompileCache } = require('node:module');

/** Who only asks what there is waits for nothing that a run needs. */
const ONLY_TOLD = new Set(['-h', '--help', '-v', '--version']);

require('./resolved-names.cjs').keep();
if (enableCompileCache) enableCompileCache();
else {
  // V8 11 optimizes what has run for a moment: a quarter of the processor time of a short run. With eight times its default, a long run
  // takes no longer. And it forgets what has not run for a while, which then would not be kept for the next start.
  const flags = process.argv.some((word) => ONLY_TOLD.has(word))
    ? []
    : ['--interrupt-budget=540672', '--no-flush-bytecode'];
  for (const flag of flags) require('node:v8').setFlagsFromString(flag);
  const { fileFor, keep } = require('./compiled-code.cjs');
  keep(fileFor(flags));
}

// Cucumber finds where a step is defined by the frames of a stack; an option of Node may have left it too few.
const FRAMES = 10;
if (!(Error.stackTraceLimit >= FRAMES)) Error.stackTraceLimit = FRAMES;
