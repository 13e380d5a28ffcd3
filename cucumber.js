// Bare `npx cucumber-js` reaches the same verdicts as `mcx-conformance run`, which adds selection, exit codes and options.
'use strict';

module.exports = {
  default: {
    paths: ['features/**/*.feature'],
    requireModule: ['./tools/load.js'],
    require: ['support/world/world.ts', 'support/world/hooks.ts', 'steps/*.ts'],
    format: ['./support/report/collector.cjs'],
    strict: true,
    worldParameters: {},
  },
};
