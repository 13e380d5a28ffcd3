// The OpenAPI 3.1 document of the adapter, made of the same schemas that messages are held against.
// Pure: the schemas are handed in.

import { FLOWS } from '../../procedure/flows';

type Schemas = ReadonlyMap<string, Readonly<Record<string, unknown>>>;
type Json = Readonly<Record<string, unknown>>;

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: Json;
  readonly paths: Readonly<Record<string, Json>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

const TERMS = 'flows/common.schema.json';
const PROBLEM = {
  description: 'Refused. No information flow: the bytes are no message, or do not fit the schema.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** @param schemas by path under schemas/ */
export function openApiDocument(schemas: Schemas, version: string): OpenApiDocument {
  const flows = [...FLOWS.values()].map(
    ({ id, name }) => [`/flows/${id}`, post(name, schemas, `flows/${id}.schema.json`)] as const,
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'mcx-conformance http-json',
      version,
      description: 'Information flows and control of TS 23.280 clause 10.15.3.3.1 as JSON over HTTP.',
    },
    paths: { ...Object.fromEntries(flows), '/control': controlPath(schemas), '/control/health': HEALTH },
    components: { schemas: { ...components(schemas), Problem: PROBLEM_SCHEMA } },
  };
}

const isWire = (file: string): boolean => /^(flows|control)\//.test(file) && file !== TERMS;

const post = (summary: string, schemas: Schemas, file: string): Json => ({
  post: {
    summary,
    description: schemas.get(file)?.['description'],
    parameters: [{ name: 'mcx-message-id', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }],
    requestBody: { required: true, content: { 'application/json': { schema: { $ref: componentRef(schemas, file) } } } },
    responses: { '204': { description: 'Taken.' }, '400': PROBLEM, '404': PROBLEM, '413': PROBLEM, '415': PROBLEM },
  },
});

function controlPath(schemas: Schemas): Json {
  const commands = [...schemas.keys()].filter((file) => file.startsWith('control/') && !file.includes('/answer.'));
  const oneOf = commands.map((file) => ({ $ref: componentRef(schemas, file) }));
  const answer = { $ref: componentRef(schemas, 'control/answer.schema.json') };
  return {
    post: {
      summary: 'Control (upper tester): one command, one answer',
      tags: ['control'],
      requestBody: { required: true, content: { 'application/json': { schema: { oneOf } } } },
      responses: {
        '200': { description: 'The answer.', content: { 'application/json': { schema: answer } } },
        '400': PROBLEM,
      },
    },
  };
}

const HEALTH: Json = {
  get: { summary: 'Whether the party is ready', tags: ['control'], responses: { '200': { description: 'Ready.' } } },
};

const PROBLEM_SCHEMA: Json = {
  type: 'object',
  required: ['title', 'status', 'detail'],
  properties: {
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'expected', 'found'],
        properties: { path: { type: 'string' }, expected: { type: 'string' }, found: { type: 'string' } },
      },
    },
  },
};

function components(schemas: Schemas): Readonly<Record<string, unknown>> {
  const terms = Object.entries((schemas.get(TERMS)?.['$defs'] ?? {}) as Json);
  const wire = [...schemas].filter(([file]) => isWire(file));
  return Object.fromEntries([
    ...terms.map(([name, schema]) => [name, bundled(schema)] as const),
    ...wire.map(([file, schema]) => [titleOf(schemas, file), bundled(schema)] as const),
  ]);
}

const titleOf = (schemas: Schemas, file: string): string => String(schemas.get(file)?.['title']);

const componentRef = (schemas: Schemas, file: string): string => `#/components/schemas/${titleOf(schemas, file)}`;

/** One document holds all: references between files become references within it. */
function bundled(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bundled);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).filter(([key]) => key !== '$id' && key !== '$schema');
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === '$ref' ? refWithin(String(value)) : bundled(value)]),
  );
}

const refWithin = (ref: string): string => `#/components/schemas/${ref.split('/').at(-1) ?? ''}`;
