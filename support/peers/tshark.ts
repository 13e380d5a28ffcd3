// tshark, an independent decoder, over the capture of a run. Unaware of what was run.

import { spawnSync } from 'node:child_process';

const LARGEST_OUTPUT = 64 * 1024 * 1024;
/** Of tshark's own: warnings and errors, without notes such as comments. */
const WARNING = 6_291_456;

/** Ports of SIP, which tshark would otherwise take for whatever it knows to be registered there. */
export interface SipPorts {
  readonly transport: 'udp' | 'tcp';
  readonly ports: readonly number[];
}

/** The fields of each frame that fits the filter. */
export function decode(
  file: string,
  { transport, ports }: SipPorts,
  filter: string,
  fields: readonly string[],
): readonly (readonly string[])[] {
  const { status, stdout, stderr } = spawnSync(
    'tshark',
    [
      ...ports.flatMap((port) => ['-d', `${transport}.port==${port},sip`]),
      '-r',
      file,
      '-Y',
      filter,
      '-T',
      'fields',
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
export const complaints = (file: string, sip: SipPorts): readonly string[] =>
  decode(file, sip, `_ws.malformed || _ws.expert.severity >= ${WARNING}`, ['frame.number', '_ws.expert.message']).map(
    (line) => line.join(' '),
  );
