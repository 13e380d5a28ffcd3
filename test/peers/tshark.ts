// tshark, an independent decoder, over the capture of a run. Unaware of what was run.

import { spawnSync } from 'node:child_process';

const LARGEST_OUTPUT = 256 * 1024 * 1024;
/** Of tshark's own: warnings and errors, without notes such as comments. */
const WARNING = 6_291_456;

/** Ports whose protocol tshark is told, since it would otherwise take them for whatever it knows to be registered there. */
export interface KnownPorts {
  readonly layer: 'udp' | 'tcp' | 'tls';
  readonly protocol: 'sip' | 'http';
  readonly ports: readonly number[];
  /** Of plain HTTP beside it. */
  readonly http?: readonly number[];
}

/**
 * Both ends of whatever was carried in a trace: the system may have chosen a port that something else is known for. One
 * that the system gave to one protocol after the other is left out: the other end tells what its frames are.
 */
export function portsOf(protocol: 'http' | 'sip', trace: readonly string[]): readonly number[] {
  const found = new Map<number, Set<string>>();
  for (const line of trace) {
    if (!line.startsWith('{"kind":"transmission"')) continue;
    const sent = JSON.parse(line) as {
      readonly protocol: string;
      readonly source: string;
      readonly destination: string;
    };
    for (const place of [sent.source, sent.destination]) {
      const port = Number(place.split(':').at(-1));
      found.set(port, (found.get(port) ?? new Set()).add(sent.protocol));
    }
  }
  return [...found].filter(([, carried]) => carried.size === 1 && carried.has(protocol)).map(([port]) => port);
}

/** The fields of each frame that fits the filter. */
export function decode(
  file: string,
  { layer, protocol, ports, http = [] }: KnownPorts,
  filter: string,
  fields: readonly string[],
  ...preferences: readonly string[]
): readonly (readonly string[])[] {
  const { status, stdout, stderr } = spawnSync(
    'tshark',
    [
      ...ports.flatMap((port) => ['-d', `${layer}.port==${port},${protocol}`]),
      ...(layer === 'tls' ? ports.filter((port) => !http.includes(port)) : []).flatMap((port) => [
        '-d',
        `tcp.port==${port},tls`,
      ]),
      ...http.flatMap((port) => ['-d', `tcp.port==${port},http`]),
      ...preferences.flatMap((preference) => ['-o', preference]),
      ...['-r', file, '-Y', filter, '-T', 'fields'],
      ...fields.flatMap((field) => ['-e', field]),
    ],
    { encoding: 'utf8', maxBuffer: LARGEST_OUTPUT },
  );
  if (status !== 0) throw new Error(`tshark could not read ${file}: ${stderr}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}

/** What it calls malformed, or warns of, each as its number and its words. */
export const complaints = (file: string, known: KnownPorts): readonly string[] =>
  decode(file, known, `_ws.malformed || _ws.expert.severity >= ${WARNING}`, ['frame.number', '_ws.expert.message']).map(
    (line) => line.join(' '),
  );
