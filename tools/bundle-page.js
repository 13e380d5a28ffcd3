// Bundles the script of the page of a run into dist/, for the installed package, which has no sources.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const load = require('./load');

const { bundledScript } = load('support/report/page/client-script');
fs.writeFileSync(path.join(__dirname, '..', 'dist', 'report-page.js'), bundledScript());
