// Writes pcapng (draft-ietf-opsawg-pcapng): a section, one interface of raw IP, packets with comments, what opens their TLS.
// Pure: packets in, bytes out.

export interface Packet {
  /** Microseconds since 1970. */
  readonly at: bigint;
  /** A whole IP packet. */
  readonly bytes: Buffer;
  readonly comments: readonly string[];
}

const SECTION = 0x0a0d0d0a;
const INTERFACE = 1;
const ENHANCED_PACKET = 6;
const DECRYPTION_SECRETS = 10;
/** Secrets are a key log of TLS, as NSS writes it. */
const TLS_KEY_LOG = 0x544c534b;
/** Packets begin with IPv4 or IPv6. */
const LINKTYPE_RAW = 101;
const OPTION_COMMENT = 1;
const OPTION_APPLICATION = 4;

export const sectionHeader = (application: string, comments: readonly string[]): Buffer => {
  const fixed = Buffer.alloc(16);
  fixed.writeUInt32LE(0x1a2b3c4d, 0); // byte order
  fixed.writeUInt16LE(1, 4); // version 1.0
  fixed.writeBigInt64LE(-1n, 8); // the length of the section is not said
  const options = [option(OPTION_APPLICATION, application), ...comments.map((text) => option(OPTION_COMMENT, text))];
  return block(SECTION, fixed, options);
};

export const rawIpInterface = (): Buffer => {
  const fixed = Buffer.alloc(8);
  fixed.writeUInt16LE(LINKTYPE_RAW, 0);
  return block(INTERFACE, fixed, []);
};

export function enhancedPacket({ at, bytes, comments }: Packet): Buffer {
  const fixed = Buffer.alloc(20);
  fixed.writeUInt32LE(Number(at >> 32n), 4);
  fixed.writeUInt32LE(Number(at & 0xffffffffn), 8);
  fixed.writeUInt32LE(bytes.length, 12);
  fixed.writeUInt32LE(bytes.length, 16);
  const options = comments.map((text) => option(OPTION_COMMENT, text));
  return block(ENHANCED_PACKET, Buffer.concat([fixed, padded(bytes)]), options);
}

/** Stands before the packets that it opens. */
export function decryptionSecrets(lines: readonly string[]): Buffer {
  const secrets = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const fixed = Buffer.alloc(8);
  fixed.writeUInt32LE(TLS_KEY_LOG, 0);
  fixed.writeUInt32LE(secrets.length, 4);
  return block(DECRYPTION_SECRETS, Buffer.concat([fixed, padded(secrets)]), []);
}

function block(type: number, body: Buffer, options: readonly Buffer[]): Buffer {
  const end = options.length > 0 ? [Buffer.alloc(4)] : [];
  const content = Buffer.concat([body, ...options, ...end]);
  const length = content.length + 12;
  const frame = Buffer.alloc(8);
  frame.writeUInt32LE(type, 0);
  frame.writeUInt32LE(length, 4);
  const tail = Buffer.alloc(4);
  tail.writeUInt32LE(length, 0);
  return Buffer.concat([frame, content, tail]);
}

/** The longest text that the length of an option can tell. */
const MOST = 0xffff;

function option(code: number, text: string): Buffer {
  const value = Buffer.from(text).subarray(0, MOST);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(code, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, padded(value)]);
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
