import assert from 'node:assert/strict';
import { FLOWS } from '../../procedure/flows';
import { schemaFiles } from '../../schema/schema-files';
import { openApiDocument } from './openapi';

function* refsIn(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === '$ref') yield String(value);
    else yield* refsIn(value);
  }
}

describe('the OpenAPI document', () => {
  const document = openApiDocument(schemaFiles(), '1.2.3');

  it('has a path and a schema for every information flow', () => {
    for (const id of FLOWS.keys()) assert.ok(document.paths[`/flows/${id}`], id);
    assert.equal(Object.keys(document.paths).length, FLOWS.size + 2);
  });

  it('names the step of the clause', () => {
    const request = JSON.stringify(document.paths['/flows/preconfigured-regroup-request.server-server']);
    assert.match(request, /Step 5:/);
  });

  it('refers to nothing that is not in it', () => {
    const known = new Set(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`));
    const refs = [...refsIn(document)];
    assert.ok(refs.length > FLOWS.size);
    assert.deepEqual(
      refs.filter((ref) => !known.has(ref)),
      [],
    );
  });

  it('carries no identity of a single schema file', () => {
    assert.doesNotMatch(JSON.stringify(document), /"\$(id|schema)":/);
  });
});
