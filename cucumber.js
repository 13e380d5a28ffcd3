// Bare `npx cucumber-js` reaches the same verdicts as `mcx-conformance run`, which adds selection, exit codes and options.
'use strict';

module.exports = {
  default: {
    // No paths: those of the command line would be added to them, and cucumber looks in features/ by itself.
    requireModule: [require.resolve('./tools/load.js')],
    require: ['support/world/world.ts', 'support/world/hooks.ts', 'steps/*.ts'],
    format: ['./support/collect/collector.cjs'],
    strict: true,
    worldParameters: {},
  },
};
