// What was carried in a capture, put together again by tshark's account of its packets, and cut into SIP and HTTP messages by
// their Content-Length. Unaware of what the messages are.

import { spawnSync } from 'node:child_process';

const LARGEST_OUTPUT = 1024 * 1024 * 1024;
const FIELDS = ['tcp.stream', 'tcp.srcport', 'tcp.payload', 'udp.payload'];
const FILTER = '(tcp.len > 0 && !tcp.analysis.retransmission) || udp';

/** Each message whose first line and headers are whole, in the order of the streams. */
export function carriedIn(file: string): readonly Buffer[] {
  const { status, stdout, stderr } = spawnSync(
    'tshark',
    ['-r', file, '-Y', FILTER, '-T', 'fields', ...FIELDS.flatMap((field) => ['-e', field])],
    { encoding: 'latin1', maxBuffer: LARGEST_OUTPUT },
  );
  if (status !== 0) throw new Error(`tshark could not read ${file}: ${stderr}`);
  const streams = new Map<string, Buffer[]>();
  const datagrams: Buffer[] = [];
  for (const line of stdout.split('\n')) {
    const [stream = '', port = '', segment = '', datagram = ''] = line.split('\t');
    if (datagram !== '') datagrams.push(Buffer.from(datagram, 'hex'));
    if (segment === '') continue;
    const key = `${stream} ${port}`;
    const pieces = streams.get(key) ?? [];
    streams.set(key, pieces);
    pieces.push(Buffer.from(segment, 'hex'));
  }
  return [...[...streams.values()].map((pieces) => Buffer.concat(pieces)), ...datagrams].flatMap(messagesIn);
}

const FIRST_LINE = /^(?:[A-Z]+ \S+ (?:SIP\/2\.0|HTTP\/1\.1)|(?:SIP\/2\.0|HTTP\/1\.1) \d{3} [^\r\n]*)\r\n/;
const LENGTH = /^(?:content-length|l)[ \t]*:[ \t]*(\d+)/im;

/** What is no message ends it. */
export function messagesIn(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n\r\n', at);
    const head = end < 0 ? '' : bytes.toString('latin1', at, end + 4);
    if (!FIRST_LINE.test(head)) break;
    const next = end + 4 + Number(LENGTH.exec(head)?.[1] ?? 0);
    found.push(bytes.subarray(at, next));
    at = next;
  }
  return found;
}
