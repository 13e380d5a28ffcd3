// What the tools share of a command line: a wrong one is told in a line, with the usage, and ends with exit code 2.
'use strict';
const { parseArgs } = require('node:util');

/** Parses as `parseArgs` does. `--help` prints the usage, and that is all. */
function readOptions(config, usage) {
  const help = { type: 'boolean', short: 'h', default: false };
  let given;
  try {
    given = parseArgs({ ...config, options: { ...config.options, help } });
  } catch (error) {
    return wrong(error.message, usage);
  }
  if (!given.values.help) return given;
  console.log(usage);
  process.exit(0);
}

/** @returns the number, of at least `least`, that `text` gives */
function count(name, text, usage, least = 1) {
  return /^\d{1,9}$/.test(text) && Number(text) >= least
    ? Number(text)
    : wrong(`${name} expects a number of at least ${least}, found ${text}`, usage);
}

/** A seed, by which a search at random can be run again. */
const seedOf = (text, usage) => count('--seed', text ?? String(Math.floor(Math.random() * 2 ** 29)), usage, 0);

function wrong(what, usage) {
  console.error(`${what}\n\n${usage}`);
  process.exit(2);
}

module.exports = { readOptions, count, seedOf, wrong };
