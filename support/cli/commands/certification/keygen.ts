// mcx-conformance keygen: a new key pair for a lab. A key is never made unless it is asked for.

import { generateKey, publicFile } from '../../../certification/keys';
import { commitWarning } from '../../../certification/work-tree';

export function keygen(file: string): void {
  const fingerprint = generateKey(file);
  process.stderr.write(commitWarning(file, 'the private key'));
  process.stdout.write(
    `${file}  the private key: keep it, and show it to nobody\n` +
      `${publicFile(file)}  the public key: give it to whoever verifies\n` +
      `fingerprint ${fingerprint}\n`,
  );
}
