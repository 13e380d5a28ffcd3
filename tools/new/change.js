// What is written to the checkout, all at once or not at all: files that are new and lines that are added to others. Adds where
// the syntax tree says, so that it does not depend on how a file is laid out; the formatter has the last word.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');
const { Refusal } = require('./refusal');

/** A test purpose that is not taken yet. @param prefix such as PGR_PSRV_BV_ */
exports.nextTestPurpose = (change, prefix) => {
  const all = change.files('features', '.feature').map((file) => change.read(file));
  const taken = [...all.join('\n').matchAll(new RegExp(`@tp:${prefix}(\\d+)`, 'g'))].map(([, number]) =>
    Number(number),
  );
  return `${prefix}${String(Math.max(0, ...taken) + 1).padStart(2, '0')}`;
};

exports.Change = class Change {
  /** By file: what is left to write in it. */
  notes = new Map();
  #texts = new Map();

  constructor(root) {
    this.root = root;
  }

  exists(file) {
    return this.#texts.has(file) || fs.existsSync(path.join(this.root, file));
  }

  read(file) {
    return this.#texts.get(file) ?? fs.readFileSync(path.join(this.root, file), 'utf8');
  }

  /** Files below a folder, from the root, in their order. */
  files(folder, ending) {
    if (!this.exists(folder)) return [];
    return fs
      .readdirSync(path.join(this.root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending) && !name.endsWith('.test.ts'))
      .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
      .sort();
  }

  create(file, left, text) {
    if (this.exists(file)) throw new Refusal(`${file} is there already; choose another name, or write in it`);
    this.#set(file, left, text);
  }

  #set(file, left, text) {
    this.#texts.set(file, text);
    if (left) this.notes.set(file, left);
  }

  /** @param at position in the text */
  insert(file, at, added, left) {
    const text = this.read(file);
    this.#set(file, left, `${text.slice(0, at)}${added}${text.slice(at)}`);
  }

  append(file, added, left) {
    this.insert(file, this.read(file).length, added, left);
  }

  /** Adds at the end of an array or an object, as the last of its elements. */
  addTo(file, node, added, left) {
    const items = node.elements ?? node.properties;
    const last = items.at(-1);
    const comma = last === undefined || items.hasTrailingComma ? '' : ',';
    this.insert(file, last === undefined ? node.getEnd() - 1 : items.end, `${comma}\n${added}`, left);
  }

  tree(file) {
    return file.endsWith('.json')
      ? ts.parseJsonText(file, this.read(file))
      : ts.createSourceFile(file, this.read(file), ts.ScriptTarget.Latest, true);
  }

  /** Imports a name unless the file has it. */
  import(file, name, from) {
    const imports = this.tree(file).statements.filter(ts.isImportDeclaration);
    const named = imports.some(({ importClause }) =>
      importClause?.namedBindings?.elements?.some((one) => one.name.text === name),
    );
    if (named) return;
    const at = imports.at(-1)?.getEnd() ?? 0;
    this.insert(file, at, `\nimport { ${name} } from '${from}';`, this.notes.get(file));
  }

  async write() {
    // heavy, and of no use where something is refused
    const prettier = require('prettier');
    const formatted = [];
    for (const [file, text] of this.#texts) {
      const filepath = path.join(this.root, file);
      // prettier speaks no Gherkin
      const info = await prettier.getFileInfo(filepath);
      const options = { ...(await prettier.resolveConfig(filepath)), filepath };
      formatted.push([filepath, info.inferredParser === null ? text : await prettier.format(text, options)]);
    }
    for (const [file, text] of formatted) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
  }
};

/** Every node below one, itself first. */
function* nodes(node) {
  yield node;
  const children = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodes(child);
}

/** The last call that has the text as one of its first arguments. */
exports.callWith = (tree, text) =>
  [...nodes(tree)]
    .filter((node) => ts.isCallExpression(node))
    .filter((call) => call.arguments.slice(0, 2).some((one) => ts.isStringLiteral(one) && one.text === text))
    .at(-1);

/** The list that a module exports which holds the node, or the name that it is declared by; undefined where none does. */
exports.listOf = (tree, node) => {
  const lists = [...nodes(tree)].filter((one) => ts.isArrayLiteralExpression(one) && isExported(one));
  const holding = lists.find((list) => list.pos <= node.pos && node.end <= list.end);
  const name = declaredBy(node);
  return holding ?? lists.find((list) => list.elements.some((one) => ts.isIdentifier(one) && one.text === name));
};

exports.objectNamed = (tree, name) =>
  [...nodes(tree)].find((node) => ts.isObjectLiteralExpression(node) && nameOfProperty(node) === name);

exports.arrayNamed = (tree, name) =>
  [...nodes(tree)].find((node) => ts.isArrayLiteralExpression(node) && nameOfProperty(node) === name);

/** Of what the node is the value, through `as const` and `satisfies`. */
function nameOfProperty(node) {
  let { parent } = node;
  while (parent && (ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent))) ({ parent } = parent);
  return parent && (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) ? parent.name.text : undefined;
}

const statementOf = (node) => (ts.isSourceFile(node.parent) ? node : statementOf(node.parent));
exports.statementOf = statementOf;

const isExported = (list) => statementOf(list).modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function declaredBy(node) {
  const statement = statementOf(node);
  return ts.isVariableStatement(statement) ? statement.declarationList.declarations[0].name.text : undefined;
}

exports.camel = (name) => name.toLowerCase().replace(/[-.]+(\w)/g, (_, letter) => letter.toUpperCase());
exports.constant = (name) => name.toUpperCase().replaceAll('-', '_');
