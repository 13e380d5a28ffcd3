// Makes IP packets of what sockets carried, with their real addresses and ports: a datagram is one packet, a piece of a stream
// as many segments as it needs, numbered so that a reader can put the stream together again. Checksums of TCP and UDP are left
// out, as network cards leave them; no packet is invented for the opening of a connection. Pure.

export interface Carried {
  readonly transport: 'udp' | 'tcp' | 'tls';
  /** Address and port, an IPv6 address in brackets. */
  readonly source: string;
  readonly destination: string;
  readonly bytes: Buffer;
}

export interface Packets {
  of(carried: Carried): readonly Buffer[];
}

interface End {
  readonly host: Buffer;
  readonly port: number;
  readonly family: 4 | 6;
}

const UDP = 17;
const TCP = 6;
const MOST_PAYLOAD = 60_000;
const PSH_ACK = 0x18;

export function createPackets(): Packets {
  /** The next number of each direction of each connection. */
  const next = new Map<string, number>();

  function segments({ source, destination, bytes }: Carried): readonly Buffer[] {
    const [from, to] = [endOf(source), endOf(destination)];
    const made: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += MOST_PAYLOAD) {
      const payload = bytes.subarray(at, at + MOST_PAYLOAD);
      const key = `${source} ${destination}`;
      const seq = next.get(key) ?? 1;
      const ack = next.get(`${destination} ${source}`) ?? 1;
      next.set(key, (seq + payload.length) >>> 0);
      const head = Buffer.alloc(20);
      head.writeUInt16BE(from.port, 0);
      head.writeUInt16BE(to.port, 2);
      head.writeUInt32BE(seq, 4);
      head.writeUInt32BE(ack, 8);
      head.writeUInt8(5 << 4, 12);
      head.writeUInt8(PSH_ACK, 13);
      head.writeUInt16BE(0xffff, 14);
      made.push(ip(TCP, from, to, Buffer.concat([head, payload])));
    }
    return made;
  }

  return {
    of: (carried) => (carried.transport === 'udp' ? [datagram(carried)] : segments(carried)),
  };
}

function datagram({ source, destination, bytes }: Carried): Buffer {
  const [from, to] = [endOf(source), endOf(destination)];
  const head = Buffer.alloc(8);
  head.writeUInt16BE(from.port, 0);
  head.writeUInt16BE(to.port, 2);
  head.writeUInt16BE(8 + bytes.length, 4);
  return ip(UDP, from, to, Buffer.concat([head, bytes]));
}

const ip = (protocol: number, from: End, to: End, payload: Buffer): Buffer =>
  from.family === 6 && to.family === 6 ? ipv6(protocol, from, to, payload) : ipv4(protocol, from, to, payload);

function ipv4(protocol: number, from: End, to: End, payload: Buffer): Buffer {
  const head = Buffer.alloc(20);
  head.writeUInt8(0x45, 0);
  head.writeUInt16BE(20 + payload.length, 2);
  head.writeUInt8(64, 8);
  head.writeUInt8(protocol, 9);
  from.host.copy(head, 12, 0, 4);
  to.host.copy(head, 16, 0, 4);
  head.writeUInt16BE(checksum(head), 10);
  return Buffer.concat([head, payload]);
}

function ipv6(protocol: number, from: End, to: End, payload: Buffer): Buffer {
  const head = Buffer.alloc(40);
  head.writeUInt8(0x60, 0);
  head.writeUInt16BE(payload.length, 4);
  head.writeUInt8(protocol, 6);
  head.writeUInt8(64, 7);
  from.host.copy(head, 8);
  to.host.copy(head, 24);
  return Buffer.concat([head, payload]);
}

function checksum(head: Buffer): number {
  let sum = 0;
  for (let at = 0; at < head.length; at += 2) sum += head.readUInt16BE(at);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

function endOf(place: string): End {
  const at = place.lastIndexOf(':');
  const host = place.slice(0, at).replace(/^\[|\]$/g, '');
  const port = Number(place.slice(at + 1)) & 0xffff;
  if (host.includes(':')) return { host: ipv6Bytes(host), port, family: 6 };
  const parts = /^\d+(?:\.\d+){3}$/.test(host) ? host.split('.').map(Number) : [0, 0, 0, 0];
  return { host: Buffer.from(parts), port, family: 4 };
}

/** Eight groups of two bytes; `::` stands for as many zeros as are missing. */
function ipv6Bytes(host: string): Buffer {
  const [left = '', right] = host.split('::');
  const groups = (text: string): number[] => (text === '' ? [] : text.split(':').map((one) => parseInt(one, 16)));
  const [first, last] = [groups(left), right === undefined ? [] : groups(right)];
  const all = [...first, ...Array<number>(Math.max(0, 8 - first.length - last.length)).fill(0), ...last];
  const bytes = Buffer.alloc(16);
  all.slice(0, 8).forEach((group, index) => bytes.writeUInt16BE(group & 0xffff, index * 2));
  return bytes;
}
