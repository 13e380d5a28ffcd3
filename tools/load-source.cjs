// Teaches require() TypeScript. A source whose transpiled form is kept is read from there; ts-node, which loads the whole compiler
// (0.3 s), is asked for the others only, and registers nothing: its hooks slow down every module that is loaded after.
// Stack traces name the lines of the sources; their maps are read when one is made, since reading all of them takes longer
// than loading the code.
'use strict';
const fs = require('node:fs');
const { SourceMap } = require('node:module');
const { kept } = require('./kept-sources.cjs');

/** By file: its map, once somebody asks. */
const maps = new Map();
let tsNode;

function load(module, fileName) {
  const code = fs.readFileSync(fileName, 'utf8');
  const known = kept(code, fileName);
  maps.set(
    fileName,
    once(() => mapOf(known ?? kept(code, fileName))),
  );
  module._compile(known?.outputText ?? transpiled(code, fileName), fileName);
}

function transpiled(code, fileName) {
  tsNode ??= require('ts-node').create();
  return tsNode.compile(code, fileName);
}

const once = (make) => {
  let made;
  return () => (made ??= [make()])[0];
};

const mapOf = (known) => known && new SourceMap(JSON.parse(known.sourceMapText));

function stackOf(error, frames) {
  return [headOf(error), ...frames.map((frame) => `    at ${lineOf(frame)}`)].join('\n');
}

function headOf(error) {
  try {
    return String(error);
  } catch {
    return 'Error';
  }
}

function lineOf(frame) {
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const entry = entryAt(frame.getFileName(), line, column);
  if (entry?.originalLine === undefined) return String(frame);
  return String(frame).replace(`:${line}:${column}`, `:${entry.originalLine + 1}:${entry.originalColumn + 1}`);
}

/** Where no file can be opened any more, the line of what was transpiled has to do. */
function entryAt(file, line, column) {
  try {
    return maps
      .get(file)?.()
      ?.findEntry(line - 1, column - 1);
  } catch {
    return undefined;
  }
}

if (!require.extensions['.ts']) {
  require.extensions['.ts'] = load;
  Error.prepareStackTrace = stackOf;
}
