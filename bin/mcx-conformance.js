#!/usr/bin/env node
// Plain old JavaScript up to the version check, so that any Node can say that it is too old.
'use strict';
var version = process.versions.node.split('.').map(Number);
var supported = (version[0] === 20 && version[1] >= 19) || (version[0] === 22 && version[1] >= 13) || version[0] >= 24;
if (!supported) {
  console.error(
    'MCX-NODE: mcx-conformance needs Node 20.19 or later, 22.13 or later, or 24 and later; this is ' + process.version,
  );
  process.exit(2);
}
var links = require('../tools/through-a-link.cjs');
var program = module.filename;
var folder = links.unloadable(program, require('fs').existsSync(__dirname + '/../tsconfig.json'));
if (folder === undefined) {
  require('../tools/load')('support/cli/main').main(process.argv);
} else links.startThroughALink(program, folder);
