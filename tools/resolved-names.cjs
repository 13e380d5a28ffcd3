// Keeps between starts which file a name of a module stands for, below node_modules: Node tries several files for each. What is
// kept holds while nothing was added to or taken from the folder of the file and, for the name of a package, while npm has
// installed nothing. Unaware of what the modules are.
'use strict';
const { hash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const FOLDER = path.join(__dirname, '../node_modules/.cache/mcx-conformance');
/** Where npm installs what this package needs: around it, where it is installed itself. */
const AROUND = path.join(__dirname, '../..');
const PACKAGES = path.basename(AROUND) === 'node_modules' ? AROUND : path.join(__dirname, '../node_modules');
/** A folder that was changed later than so long ago may be changed once more and show the same time, in milliseconds. */
const SETTLED_MS = 2000;

/** From now on, and at the end of the process what is new. */
exports.keep = (folder = FOLDER, packages = PACKAGES) => {
  const installedAt = changeOf(path.join(packages, '.package-lock.json'));
  const { NODE_OPTIONS, NODE_PATH, NODE_PRESERVE_SYMLINKS } = process.env;
  const conditions = [process.version, process.execArgv, NODE_OPTIONS, NODE_PATH, NODE_PRESERVE_SYMLINKS, installedAt];
  const file = path.join(folder, `names-${hash('sha1', JSON.stringify(conditions))}.txt`);
  const known = readKept(file);
  /** By folder of the importer, by name. */
  const fresh = {};
  /** By folder, as this process saw it first. */
  const changes = {};
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (name, importer, isMain, options) {
    const isPath = /^\.\.?\//.test(name);
    const isKept = isPath || (installedAt !== undefined && isPackage(name));
    if (!isKept || isMain || options || !importer?.filename) return resolve.call(this, name, importer, isMain, options);
    const from = path.dirname(importer.filename);
    const found = known.namesOf(from)[name];
    if (found !== undefined && isUnchanged(found)) return found;
    const made = resolve.call(this, name, importer);
    const holds = isPath ? path.dirname(path.join(from, name)) === path.dirname(made) : made.startsWith(packages);
    if (holds && changeAround(made) !== undefined) (fresh[from] ??= {})[name] = made;
    return made;
  };
  process.once('exit', () => {
    if (Object.keys(fresh).length > 0) write(file, joined());
  });

  function changeAround(found) {
    const around = path.dirname(found);
    return around in changes ? changes[around] : (changes[around] = changeOf(around));
  }

  function isUnchanged(found) {
    const change = changeAround(found);
    return change !== undefined && change === known.folders[path.dirname(found)];
  }

  function joined() {
    const names = {};
    for (const from of known.importers())
      names[from] = Object.fromEntries(Object.entries(known.namesOf(from)).filter(([, found]) => isUnchanged(found)));
    for (const from in fresh) names[from] = { ...names[from], ...fresh[from] };
    return [changes, ...Object.entries(names)].map((entry) => JSON.stringify(entry)).join('\n');
  }
};

/** Otherwise it is no package, or one of this importer alone. */
const isPackage = (name) => /^[@\w]/.test(name) && !Module.isBuiltin(name);

/** When something was added or taken last, in milliseconds; undefined where it may be the same again after the next time. */
function changeOf(place) {
  const { mtimeMs } = fs.statSync(place, { throwIfNoEntry: false }) ?? {};
  return mtimeMs < Date.now() - SETTLED_MS ? mtimeMs : undefined;
}

/**
 * A line with the changes of all folders, then one for each folder of importers with the names that they have for files. A start asks
 * for few of them, so each is read when it is asked for.
 */
function readKept(file) {
  try {
    const [folders, ...lines] = fs.readFileSync(file, 'utf8').split('\n');
    const texts = new Map(lines.map((line) => [JSON.parse(line.slice(1, line.indexOf(',{'))), line]));
    const read = {};
    // What is torn is torn at its end.
    if (lines.length > 0) JSON.parse(lines.at(-1));
    return {
      folders: JSON.parse(folders),
      importers: () => texts.keys(),
      namesOf: (from) => (read[from] ??= texts.has(from) ? JSON.parse(texts.get(from))[1] : {}),
    };
  } catch {
    return { folders: {}, importers: () => [], namesOf: () => ({}) };
  }
}

/** Two processes may write it at once; a rename is whole or not at all. No cache is no failure. */
function write(file, kept) {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(`${file}.${process.pid}`, kept);
    fs.renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A package that cannot be written to only starts more slowly.
  }
}
