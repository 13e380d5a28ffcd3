// Loaded first, so that a start costs what it must. Node 22 and later keep V8's compiled code between starts, and optimize late, by
// themselves; for Node 20 it is done here.
'use strict';
const { enableCompileCache } = require('node:module');
const v8 = require('node:v8');

require('./resolved-names.cjs').keep();
if (enableCompileCache) enableCompileCache();
else {
  // V8 11 optimizes what has run for a moment: a quarter of the processor time of a short run. With eight times its default, a long run
  // takes no longer.
  v8.setFlagsFromString('--interrupt-budget=540672');
  require('./compiled-code.cjs').keep();
}

// Cucumber finds where a step is defined by the frames of a stack; an option of Node may have left it too few.
const FRAMES = 10;
if (!(Error.stackTraceLimit >= FRAMES)) Error.stackTraceLimit = FRAMES;
