// Holds data against the committed JSON Schemas: information flows, control, target files, catalogue, reports. What the
// compiler of validators writes is kept, because writing it is most of a short run.
// Unaware of who wrote the data and of what a violation leads to.

/* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports --
   import() of TypeScript sources needs a loader that Node 20 has not */

import type { ValidateFunction } from 'ajv/dist/2020';
import fs from 'node:fs';
import { Module } from 'node:module';
import path from 'node:path';
import type { FlowId } from '../procedure/flows';
import type { SchemaError } from '../procedure/schema-error';
import { explain } from './explain';
import { digestOf, kept } from './kept';
import { schemaFiles } from './schema-files';

const compiled = new Map<string, ValidateFunction>();

/**
 * @param schemaFile relative to schemas/, e.g. `report/results.schema.json`
 * @returns what is wrong, in plain words; empty for valid data
 */
export function validate(schemaFile: string, data: unknown): readonly SchemaError[] {
  const check = compiled.get(schemaFile) ?? compile(schemaFile);
  return check(data) ? [] : explain(check.errors ?? []);
}

export const validateFlow = (flow: FlowId, body: unknown): readonly SchemaError[] =>
  validate(`flows/${flow}.schema.json`, body);

/** Names of the control messages that a party can be sent. */
export const CONTROL_COMMANDS = ['hello', 'provision', 'activate', 'act', 'ask', 'advance', 'release'] as const;
export type ControlSchema = (typeof CONTROL_COMMANDS)[number] | 'answer';

export const validateControl = (name: ControlSchema, data: unknown): readonly SchemaError[] =>
  validate(`control/${name}.schema.json`, data);

function compile(schemaFile: string): ValidateFunction {
  dependencies ??= dependenciesOfAll();
  const source = kept([dependencies, schemaFile], () => {
    // Loaded by the first that has to be made only.
    const { validatorSource } = require('./validator-source') as typeof import('./validator-source');
    return validatorSource(schemaFile);
  });
  const check = exportsOf(String(source), `${schemaFile}.js`);
  compiled.set(schemaFile, check);
  return check;
}

/** As a module of its own beside this one, so that what V8 made of it is kept as that of any other. */
function exportsOf(source: string, name: string): ValidateFunction {
  const made = new Module(path.join(__dirname, name));
  made.filename = made.id;
  made.paths = module.paths;
  // What loads a module, which the types of Node leave out.
  (made as Module & { _compile: (source: string, fileName: string) => void })._compile(source, made.filename);
  return made.exports as ValidateFunction;
}

let dependencies: string | undefined;

/** Schemas refer to one another; a compiler of another version, or with other options, writes another validator. */
function dependenciesOfAll(): string {
  const files = ['ajv/package.json', 'ajv-formats/package.json', './validator-source'].map((name) =>
    fs.readFileSync(require.resolve(name), 'utf8'),
  );
  return digestOf([...files, JSON.stringify([...schemaFiles()])]);
}
