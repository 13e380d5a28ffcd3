// Writes the validator of a schema as a module of JavaScript that stands alone, which is slow. The only home of ajv's compiler.
// Unaware of who keeps it.

import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import { schemaFiles } from './schema-files';

let ajv: Ajv2020 | undefined;

/** @param schemaFile relative to schemas/ */
export function validatorSource(schemaFile: string): string {
  ajv ??= withAllSchemas();
  const schema = schemaFiles().get(schemaFile);
  const check = schema && ajv.getSchema(schema.$id);
  if (!check) throw new Error(`there is no schema schemas/${schemaFile}`);
  return standaloneCode(ajv, check);
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
    code: { optimize: false, source: true },
  });
  addFormats(fresh);
  for (const schema of schemaFiles().values()) fresh.addSchema(schema);
  return fresh;
}
