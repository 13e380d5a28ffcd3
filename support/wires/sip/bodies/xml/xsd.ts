// The compiled XSDs of schemas/sip, each compiled when it is first asked for. Unaware of which body is held against which.

import fs from 'node:fs';
import path from 'node:path';
import { SCHEMA_ADDRESS, SCHEMA_FOLDER, type XmlLibrary } from './xml-library';

type Validator = InstanceType<XmlLibrary['XsdValidator']>;

const compiled = new Map<string, Validator>();

export function validatorOf(library: XmlLibrary, schema: string): Validator {
  const known = compiled.get(schema);
  if (known) return known;
  const text = fs.readFileSync(path.join(SCHEMA_FOLDER, schema));
  const document = library.XmlDocument.fromBuffer(text, { url: SCHEMA_ADDRESS + schema });
  const validator = library.XsdValidator.fromDoc(document);
  document.dispose();
  compiled.set(schema, validator);
  return validator;
}
