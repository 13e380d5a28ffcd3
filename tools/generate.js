// Writes the TypeScript types of the JSON Schemas, the OpenAPI document of the http-json wire, what features/README.md
// says of features and steps, docs/sip-legs.md and docs/sip-examples.md. `--check` writes nothing and fails where a committed file differs.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { compile, compileFromFile } = require('json-schema-to-typescript');
const prettier = require('prettier');
const { featuresReadme } = require('./features-readme');
const { sipExamples } = require('./sip-examples');
const { sipLegs } = require('./sip-legs');
const load = require('./load');

const root = path.join(__dirname, '..');
const targets = [
  typesFrom('schemas/flows', 'FlowBodies', 'support/procedure/generated/flow-bodies.ts'),
  typesFrom('schemas/control', 'ControlMessages', 'support/ports/generated/control-messages.ts'),
  { from: 'schemas/report', out: 'schemas/report/results.d.ts', write: typesOfResults },
  { from: 'schemas/', out: 'schemas/http-json.openapi.json', write: openApi },
  { from: 'features/ and steps/', out: 'features/README.md', write: featuresReadme },
  { from: 'features/24.379-16/', out: 'docs/sip-legs.md', write: sipLegs },
  { from: 'support/wires/sip/flows/', out: 'docs/sip-examples.md', write: sipExamples },
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

async function typesOf(schemas, title) {
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

function typesFrom(schemas, title, out) {
  const write = async (options) => readonly(await prettier.format(await typesOf(schemas, title), options));
  return { from: schemas, out, write };
}

/** Of results.json, for programs of others that read it. */
async function typesOfResults(options) {
  const text = await compileFromFile(path.join(root, 'schemas/report/results.schema.json'), {
    cwd: path.join(root, 'schemas/report'),
    ignoreMinAndMaxItems: true,
    format: false,
    bannerComment: '// Generated from schemas/report by `npm run generate`. Do not edit.',
  });
  return readonly(await prettier.format(text, options));
}

/** What `serve` answers at /openapi.json, for whoever writes a product. */
function openApi() {
  const { openApiDocument } = load('support/wires/http-json/openapi');
  const { schemaFiles } = load('support/schema/schema-files');
  return JSON.stringify(openApiDocument(schemaFiles(), require('../package.json').version));
}

async function main() {
  const check = process.argv.includes('--check');
  let stale = false;
  for (const { from, out, write } of targets) {
    const file = path.join(root, out);
    const options = { ...(await prettier.resolveConfig(file)), filepath: file };
    const text = await prettier.format(await write(options), options);
    const current = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
    if (text === current) continue;
    if (check) {
      stale = true;
      console.error(`${out} does not match ${from}: run \`npm run generate\` and commit the result`);
    } else {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
      console.log(`wrote ${out}`);
    }
  }
  process.exitCode = stale ? 1 : 0;
}

void main();
