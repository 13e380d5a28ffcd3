// What bytes begin that are no HTTP/1.1, for words that say what is wrong with them. Pure.

/** Undefined where nobody can tell. */
export function otherProtocol(bytes: Buffer): string | undefined {
  const [first = 0, second] = bytes;
  if (first >= TLS_RECORDS[0] && first <= TLS_RECORDS[1] && second === 3) return 'the beginning of TLS';
  const line = bytes.toString('latin1', 0, 14);
  if (line === 'PRI * HTTP/2.0') return 'the beginning of HTTP/2';
  return line.startsWith('CONNECT ') ? 'a request to a proxy' : undefined;
}

const TLS_RECORDS = [0x14, 0x17] as const;
