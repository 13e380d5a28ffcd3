import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UserError } from '../verdict/errors';
import { fingerprint, generateKey, publicFile, readPrivateKey, readPublicKey } from './keys';

describe('the key of a lab', () => {
  let folder = '';
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mcx-key-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is made once, for its owner alone', () => {
    const file = path.join(folder, 'lab.key');
    const made = generateKey(file);
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    assert.equal(fingerprint(readPrivateKey(file).publicKey), made);
    assert.equal(fingerprint(readPublicKey(publicFile(file))), made);
    const before = fs.readFileSync(file);
    assert.throws(() => generateKey(file), UserError);
    assert.deepEqual(fs.readFileSync(file), before);
    assert.throws(() => generateKey(path.join(folder, 'nowhere', 'lab.key')), UserError);
  });

  it('is refused in one line that shows nothing of it', () => {
    const file = path.join(folder, 'other.key');
    const refused = (pattern: RegExp) =>
      assert.throws(
        () => readPrivateKey(file),
        (error: unknown) => error instanceof UserError && error.code === 'MCX-KEY' && pattern.test(error.message),
      );
    refused(/there is no such file/);
    fs.writeFileSync(file, 'no key, but a secret');
    refused(/^(?!.*secret).*found something else/);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    fs.writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    refused(/found one of type ec/);
  });
});
