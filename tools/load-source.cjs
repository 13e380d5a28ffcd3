// Teaches require() TypeScript. A source whose transpiled form is kept is read from there; ts-node is started by the first
// one that is not, because it loads the whole compiler (0.3 s) and node:domain, which slows every event emitter down.
'use strict';
const { Buffer } = require('node:buffer');
const fs = require('node:fs');
const { kept } = require('./kept-sources.cjs');

/** In two pieces: readers of source maps would take the whole for the map of this file. */
const MAP = '//# source' + 'MappingURL=data:application/json;base64,';

let withTsNode;

function load(module, fileName) {
  const known = withTsNode ? undefined : kept(fs.readFileSync(fileName, 'utf8'), fileName);
  if (known) module._compile(withMap(known), fileName);
  else (withTsNode ??= startTsNode())(module, fileName);
}

/** The map is for stack traces: they name the lines of the source. */
function withMap({ outputText, sourceMapText }) {
  const map = Buffer.from(sourceMapText).toString('base64');
  return `${outputText.replace(/\/\/# source\S*\s*$/, '')}${MAP}${map}`;
}

function startTsNode() {
  delete require.extensions['.ts'];
  require('ts-node/register');
  const loader = require.extensions['.ts'];
  require.extensions['.ts'] = load;
  return loader;
}

require.extensions['.ts'] ??= load;
process.setSourceMapsEnabled(true);
