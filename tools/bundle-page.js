// Bundles the scripts of the pages into dist/, for the installed package, which has no sources.
'use strict';
const fs = require('node:fs');
const load = require('./load');

const { bundledScript, bundleOf, PAGE_ENTRIES } = load('support/report/page/client-script');
for (const entry of PAGE_ENTRIES) fs.writeFileSync(bundleOf(entry), bundledScript(entry));
