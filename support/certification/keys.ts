// The lab's Ed25519 key: made on request alone, written once, read with words for what is wrong with it. A private key never
// leaves the file that it is in.

import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { isThere, NotReadable, readPem } from '../files/plain-file';
import { UserError } from '../verdict/errors';

export interface LabKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Writes `file` and `file.pub`; never over another file. Returns the fingerprint. */
export function generateKey(file: string): string {
  for (const one of [file, publicFile(file)])
    if (isThere(one))
      throw new UserError(
        'MCX-KEY-EXISTS',
        `${one} is there already, and a key is never written over. Name another file.`,
      );
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  try {
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    writeFileSync(publicFile(file), pemOf(publicKey), { flag: 'wx' });
  } catch (error) {
    throw new UserError(
      'MCX-KEY-UNWRITABLE',
      `${file} cannot be written: ${(error as Error).message}. Name a file in a folder that is there.`,
    );
  }
  return fingerprint(publicKey);
}

export const publicFile = (file: string): string => `${file}.pub`;

export function readPrivateKey(file: string): LabKey {
  const privateKey = readKey(file, createPrivateKey, 'a private key');
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

export const readPublicKey = (file: string): KeyObject => readKey(file, createPublicKey, 'a public key');

/** A key is a hundredth of it. */
const LARGEST = 10_000;

function readKey(file: string, read: (pem: Buffer) => KeyObject, what: string): KeyObject {
  const expected = `expected ${what} of type Ed25519 in PEM at ${file}`;
  const next = 'mcx-conformance keygen <file> makes a pair.';
  if (!isThere(file)) throw new UserError('MCX-KEY', `${expected}, but there is no such file. ${next}`);
  let key: KeyObject;
  try {
    key = read(readPem(file, { most: LARGEST, links: 'followed' }));
  } catch (error) {
    // What OpenSSL says would repeat the file to no one's use.
    const found = error instanceof NotReadable ? error.why : 'something else';
    throw new UserError('MCX-KEY', `${expected}, found ${found}. ${next}`);
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new UserError('MCX-KEY', `${expected}, found one of type ${key.asymmetricKeyType ?? 'unknown'}. ${next}`);
}

export const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();

/** Of a public key: the SHA-256 of its SPKI form, in hexadecimal. */
export const fingerprint = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
