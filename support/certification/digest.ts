// SHA-256 in hexadecimal, of bytes and of text.

import { createHash } from 'node:crypto';

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
