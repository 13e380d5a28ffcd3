// Holds data against the committed JSON Schemas: information flows, control, target files, catalogue, reports.
// The only home of ajv. Unaware of who wrote the data and of what a violation leads to.

import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import type { FlowId } from '../procedure/flows';
import type { SchemaError } from '../procedure/schema-error';
import { explain } from './explain';
import { schemaFiles } from './schema-files';

const compiled = new Map<string, ValidateFunction>();
let ajv: Ajv2020 | undefined;

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
  ajv ??= withAllSchemas();
  const schema = schemaFiles().get(schemaFile);
  const check = schema && ajv.getSchema(schema.$id);
  if (!check) throw new Error(`there is no schema schemas/${schemaFile}`);
  compiled.set(schemaFile, check);
  return check;
}

/** Schemas are added whole, because they refer to one another by $id; each is compiled when it is first asked for. */
function withAllSchemas(): Ajv2020 {
  const fresh = new Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    allErrors: true,
    verbose: true,
    // A unit test holds every committed schema against the meta-schema; doing it at each start costs 30 ms.
    validateSchema: false,
    // V8 does without what optimizing the code of the validators saves; it takes a third of the time to compile them.
    code: { optimize: false },
  });
  addFormats(fresh);
  for (const schema of schemaFiles().values()) fresh.addSchema(schema);
  return fresh;
}
