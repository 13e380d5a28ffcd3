// Writes the TypeScript types of the JSON Schemas. `--check` writes nothing and fails where a committed file differs.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { compile } = require('json-schema-to-typescript');
const prettier = require('prettier');

const root = path.join(__dirname, '..');
const targets = [
  { schemas: 'schemas/flows', out: 'support/procedure/generated/flow-bodies.ts', title: 'FlowBodies' },
  { schemas: 'schemas/control', out: 'support/ports/generated/control-messages.ts', title: 'ControlMessages' },
];

const read = (file) => JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'));

// A oneOf that only tells which properties exclude each other says nothing that a type can.
const saysType = (key, value) =>
  !(key === 'oneOf' && value.every((branch) => Object.keys(branch).join() === 'required'));

// A description beside a $ref would make json-schema-to-typescript invent a numbered alias for each use.
function bundled(node) {
  if (Array.isArray(node)) return node.map(bundled);
  if (node === null || typeof node !== 'object') return node;
  if (typeof node.$ref === 'string') return { $ref: `#/$defs/${node.$ref.split('/').pop()}` };
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !['$id', '$schema', '$defs', 'if', 'then'].includes(key) && saysType(key, value))
      .map(([key, value]) => [key, bundled(value)]),
  );
}

async function typesOf({ schemas, title }) {
  const files = fs
    .readdirSync(path.join(root, schemas))
    .filter((file) => file.endsWith('.schema.json') && file !== 'common.schema.json')
    .sort();
  const entries = files.map((file) => [file.replace('.schema.json', ''), bundled(read(path.join(schemas, file)))]);
  const bundle = {
    title,
    type: 'object',
    additionalProperties: false,
    required: entries.map(([name]) => name),
    properties: Object.fromEntries(entries),
    $defs: bundled(read('schemas/flows/common.schema.json').$defs),
  };
  return compile(bundle, title, {
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    format: false,
    bannerComment: `// Generated from ${schemas} by \`npm run generate\`. Do not edit.`,
  });
}

// Messages are facts: nobody changes one that was sent or received.
const readonly = (text) =>
  text
    .replace(/^(\s+)((?:'[^']+'|\w+)\??:)/gm, '$1readonly $2')
    .replace(/([:=]) ((?:\w+|\([^)]+\))\[\])/g, '$1 readonly $2');

async function main() {
  const check = process.argv.includes('--check');
  let stale = false;
  for (const target of targets) {
    const out = path.join(root, target.out);
    const options = { ...(await prettier.resolveConfig(out)), parser: 'typescript' };
    const text = await prettier.format(readonly(await prettier.format(await typesOf(target), options)), options);
    const current = fs.existsSync(out) ? fs.readFileSync(out, 'utf8') : '';
    if (text === current) continue;
    if (check) {
      stale = true;
      console.error(`${target.out} does not match ${target.schemas}: run \`npm run generate\` and commit the result`);
    } else {
      fs.mkdirSync(path.dirname(out), { recursive: true });
      fs.writeFileSync(out, text);
      console.log(`wrote ${target.out}`);
    }
  }
  process.exitCode = stale ? 1 : 0;
}

void main();
