// The only home of libxml2. It is an ES module that compiles WebAssembly while it loads, so it is awaited once; whoever
// reads a body is handed it.

import fs from 'node:fs';
import path from 'node:path';
import type * as libxml2 from 'libxml2-wasm' with { 'resolution-mode': 'import' };
import { packageRoot } from '../../../../schema/package-root';

export type XmlLibrary = typeof libxml2;

export const SCHEMA_FOLDER = path.join(packageRoot, 'schemas/sip');
/** The schemas refer to one another below this address; libxml2 can open nothing else. */
export const SCHEMA_ADDRESS = 'mcx:/sip/';

let library: Promise<XmlLibrary> | undefined;

export function loadXmlLibrary(): Promise<XmlLibrary> {
  library ??= load();
  return library;
}

async function load(): Promise<XmlLibrary> {
  const loaded = await import('libxml2-wasm');
  const schemas = fs.readdirSync(SCHEMA_FOLDER).filter((name) => name.endsWith('.xsd'));
  const files = schemas.map(
    (name) => [SCHEMA_ADDRESS + name, fs.readFileSync(path.join(SCHEMA_FOLDER, name))] as const,
  );
  loaded.xmlRegisterInputProvider(new loaded.XmlBufferInputProvider(Object.fromEntries(files)));
  return loaded;
}
