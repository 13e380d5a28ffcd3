import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { abilitiesOf, ABILITIES, whyLacking } from '../ports/wire';
import { packageRoot } from '../schema/package-root';
import { schemaFiles } from '../schema/schema-files';
import { UserError } from '../verdict/errors';
import { DEFAULT_WIRE, PRODUCT_WIRES, spokenOn, TRIAL_WIRES, WIRES, WIRES_BY_NAME, wireNamed } from './registry';

describe('the wires', () => {
  it('are a folder each, by the name that they have', () => {
    const folders = fs.readdirSync(path.join(packageRoot, 'support', 'wires'), { withFileTypes: true });
    assert.deepEqual(
      folders.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort(),
      WIRES.map(({ name }) => name).sort(),
    );
  });

  it('say why they lack what they lack, in words that end a sentence', () => {
    for (const wire of WIRES) {
      const abilities = abilitiesOf(wire);
      for (const ability of ABILITIES) {
        const why = whyLacking(wire, ability);
        assert.equal(why === undefined, abilities[ability], `${wire.name} ${ability}`);
        assert.match(why ?? 'a reason of some length', /^[a-z].{15,}[^.]$/, `${wire.name} ${ability}`);
      }
    }
  });

  it('stand in the examples of the schema of the target file, where one can name them', () => {
    const { properties } = schemaFiles().get('target/target.schema.json') as unknown as {
      readonly properties: { readonly adapter: { readonly examples: readonly string[] } };
    };
    assert.deepEqual(properties.adapter.examples, WIRES_BY_NAME);
  });

  it('are taken by name, by a plug-in or by a trial', () => {
    assert.deepEqual(WIRES_BY_NAME, ['http-json', 'sip']);
    assert.deepEqual(
      PRODUCT_WIRES.map(({ name }) => name),
      ['http-json', 'sip', 'plugin'],
    );
    assert.deepEqual(TRIAL_WIRES, ['memory', 'http-json', 'sip']);
    assert.equal(spokenOn(wireNamed('memory')), DEFAULT_WIRE);
    assert.equal(spokenOn(wireNamed('sip')).name, 'sip');
  });

  it('are named by the nearest where there is none of the name', () => {
    assert.throws(
      () => wireNamed('sipp'),
      (error: unknown) => error instanceof UserError && error.message.includes('did you mean sip?'),
    );
  });
});
