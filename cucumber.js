// Bare `npx cucumber-js` reaches the same verdicts as `mcx-conformance run`, which adds selection, exit codes and options.
'use strict';

// Cucumber would upload the whole run where one of these is set; it reads them after this file.
for (const name of Object.keys(process.env)) if (name.startsWith('CUCUMBER_PUBLISH_')) delete process.env[name];

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
