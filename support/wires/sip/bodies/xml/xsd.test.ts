import assert from 'node:assert/strict';
import fs from 'node:fs';
import type { BodyKind } from '../body';
import { DIALECTS } from '../dialects';
import { groupDocument } from '../group-document';
import { info } from '../info';
import { pocSettings } from '../poc-settings';
import { presence } from '../presence';
import { regroup } from '../regroup';
import { resourceLists } from '../resource-lists';
import { xcapDiff } from '../xcap-diff';
import { loadXmlLibrary, SCHEMA_FOLDER, type XmlLibrary } from './xml-library';
import { validatorOf } from './xsd';

const KINDS: readonly Pick<BodyKind<unknown>, 'schema'>[] = [
  groupDocument,
  info,
  pocSettings,
  presence,
  regroup,
  resourceLists,
  xcapDiff,
];

describe('XSDs', () => {
  const files = fs.readdirSync(SCHEMA_FOLDER);
  let library: XmlLibrary;
  before(async () => (library = await loadXmlLibrary()));

  it('compile, each with what it includes', () => {
    const included = new Set(
      files.flatMap((file) => {
        const text = fs.readFileSync(`${SCHEMA_FOLDER}/${file}`, 'utf8');
        return [...text.matchAll(/<xs:include schemaLocation="(.*?)"/g)].map(([, part]) => part);
      }),
    );
    for (const file of files) if (!included.has(file)) assert.ok(validatorOf(library, file), file);
  });

  it('are all in use, by a body or by another XSD', () => {
    const wires = Object.values(DIALECTS).flatMap(({ name, services }) =>
      services.map((service) => ({ service, dialect: name })),
    );
    const texts = files.map((file) => fs.readFileSync(`${SCHEMA_FOLDER}/${file}`, 'utf8'));
    const imported = texts.flatMap((text) => [...text.matchAll(/schemaLocation="(.*?)"/g)].map(([, file]) => file));
    const removals = Object.values(DIALECTS).flatMap(({ removalSchema = [] }) => removalSchema);
    const used = new Set([
      ...imported,
      ...removals,
      ...wires.flatMap((wire) => KINDS.map((kind) => kind.schema(wire))),
    ]);
    assert.deepEqual(
      files.filter((file) => !used.has(file)),
      [],
    );
    assert.deepEqual(
      [...used].filter((file) => !files.includes(String(file))),
      [],
    );
  });
});
