// Keeps the code that V8 made of modules between starts, below node_modules, by what the modules hold. Unaware of what they are.
'use strict';
const { Buffer } = require('node:buffer');
const { hash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { Script } = require('node:vm');

const FOLDER = path.join(__dirname, '../node_modules/.cache/mcx-conformance');
/** What nobody uses any more is in it too: past this, it is begun again. */
const MOST_BYTES = 64 * 1024 * 1024;
const [HEAD] = Module.wrap('\n').split('\n');
/** A script knows no importer; Node has to compile what imports. Comments do too, and are looked at in the few where it may be. */
const MAY_IMPORT = /\bimport\s*\(/;
const IMPORTS = /^(?!\s*(?:\/\/|\*)).*\bimport\s*\(/m;

/** @param flags of V8, which takes no code that was made with others */
exports.fileFor = (flags) =>
  path.join(FOLDER, `code-${process.version}-${process.arch}${flags.join('').replace(/[^\w-]/g, '')}.bin`);

/** From now on, and at the end of the process what is new. What coverage measures is compiled anew. */
exports.keep = (file) => {
  if (process.env.NODE_V8_COVERAGE) return;
  const known = openKept(file);
  const fresh = new Map();
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, fileName, format) {
    const run = compiled(content, fileName, format);
    if (!run) return compile.call(this, content, fileName, format);
    return run.call(this.exports, this.exports, requireOf(this), this, fileName, path.dirname(fileName));
  };
  process.once('exit', () => write(file, known, fresh));

  /** Undefined for what is left to Node. */
  function compiled(content, fileName, format) {
    const wrapped = Module.wrap(content.startsWith('#!') ? `//${content}` : content);
    // Not in one text: it would be as large once more.
    const key = hash('sha1', `${fileName}\n${hash('sha1', wrapped)}`);
    try {
      const cachedData = known.get(key);
      // What is kept is none of those.
      if (!cachedData && (format === 'module' || (MAY_IMPORT.test(content) && IMPORTS.test(content)))) return undefined;
      const script = new Script(wrapped, {
        filename: fileName,
        columnOffset: -HEAD.length,
        cachedData,
      });
      if (!cachedData || script.cachedDataRejected) fresh.set(key, script);
      return script.runInThisContext();
    } catch {
      // Node tells what is wrong with it, or that it is a module of the other kind.
      return undefined;
    }
  }
};

function requireOf(module) {
  const require = (id) => module.require(id);
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

/** Of what follows one another in the file, read at once: a module lies beside those that were loaded with it. */
const BLOCK_BYTES = 256 * 1024;
/** Of a record of the table: a key, and where its code begins and ends, counted from the end of the table. */
const KEY_BYTES = 20;
const RECORD_BYTES = KEY_BYTES + 8;

/**
 * The file is the length of the table, the table, and the code in its order.
 * @returns what is kept under a key, read when it is asked for, and all of it
 */
function openKept(file) {
  let descriptor;
  let table = Buffer.alloc(0);
  let block = { from: 0, bytes: table };
  const read = (from, length) => {
    const bytes = Buffer.allocUnsafeSlow(length);
    return bytes.subarray(0, fs.readSync(descriptor, bytes, 0, length, from));
  };
  try {
    descriptor = fs.openSync(file);
    const tableBytes = read(0, 4).readUInt32LE(0);
    const isWhole = tableBytes % RECORD_BYTES === 0 && tableBytes < fs.fstatSync(descriptor).size;
    if (isWhole) table = read(4, tableBytes);
  } catch {
    // As if nothing were kept.
  }
  /** By key, where its code lies in the file. */
  const places = new Map();
  for (let at = 0; at < table.length; at += RECORD_BYTES) {
    const [from, to] = [table.readUInt32LE(at + KEY_BYTES), table.readUInt32LE(at + KEY_BYTES + 4)];
    places.set(table.toString('hex', at, at + KEY_BYTES), { from: 4 + table.length + from, length: to - from });
  }
  return {
    get(key) {
      const place = places.get(key);
      if (!place) return undefined;
      const { from, length } = place;
      const end = block.from + block.bytes.length;
      if (from < block.from || from + length > end) {
        const follows = from >= block.from && from <= end;
        block = { from, bytes: read(from, follows ? Math.max(length, BLOCK_BYTES) : length) };
      }
      return block.bytes.subarray(from - block.from, from - block.from + length);
    },
    all: () => [...places].map(([key, { from, length }]) => [key, read(from, length)]),
  };
}

/** Two processes may write it at once; a rename is whole or not at all. No cache is no failure. */
function write(file, known, fresh) {
  if (fresh.size === 0) return;
  try {
    const made = [...fresh].map(([key, script]) => [key, script.createCachedData()]);
    let all = [...new Map([...known.all(), ...made])];
    if (all.reduce((sum, [, code]) => sum + code.length, 0) > MOST_BYTES) all = made;
    const table = Buffer.alloc(all.length * RECORD_BYTES);
    let end = 0;
    for (const [index, [key, code]] of all.entries()) {
      const at = index * RECORD_BYTES;
      table.write(key, at, 'hex');
      table.writeUInt32LE(end, at + KEY_BYTES);
      table.writeUInt32LE((end += code.length), at + KEY_BYTES + 4);
    }
    const length = Buffer.alloc(4);
    length.writeUInt32LE(table.length);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(`${file}.${process.pid}`, Buffer.concat([length, table, ...all.map(([, code]) => code)]));
    fs.renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A package that cannot be written to only starts more slowly.
  }
}
