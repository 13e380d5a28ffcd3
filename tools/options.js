// What the tools share of a command line: a wrong one is told in a line, with the usage, and ends with exit code 2.
'use strict';
const { parseArgs } = require('node:util');

/** Parses as `parseArgs` does. */
function readOptions(config, usage) {
  try {
    return parseArgs(config);
  } catch (error) {
    return wrong(error.message, usage);
  }
}

/** @returns the number of at least one that `text` gives */
function count(name, text, usage) {
  return /^[1-9]\d{0,8}$/.test(text)
    ? Number(text)
    : wrong(`${name} expects a number of at least 1, found ${text}`, usage);
}

function wrong(what, usage) {
  console.error(`${what}\n\n${usage}`);
  process.exit(2);
}

module.exports = { readOptions, count, wrong };
