// The packets of one scenario, from the transmissions in its trace, and before them what opens their TLS.

import type { KeyLogEvent, TransmissionEvent } from '../../evidence/trace';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import { createPackets, type Packets } from './ip-packets';
import { decryptionSecrets, enhancedPacket, rawIpInterface, sectionHeader } from './pcapng';

/** How this program begins such an event; most traces hold none, and reading every event to see it would be waste. */
const TRANSMISSION = '{"kind":"transmission",';
const KEY_LOG = '{"kind":"key-log",';
/** Within the fields that each transmission has, before any that could hold a text of others. */
const RECORDS = /^\{"kind":"transmission",[^}]*?"protocol":"tls"/;

type Made = Pick<RunResult, 'suite' | 'startedAt'>;

export const captureHeader = ({ suite }: Made): Buffer =>
  Buffer.concat([sectionHeader(`${suite.name} ${suite.version}`, []), rawIpInterface()]);

/**
 * Empty where nothing was captured.
 * @param packets numbers the streams: of this scenario alone, or of the run that it is part of
 */
export function packetsOf(
  lines: readonly string[],
  { tp, name, requirements }: Pick<ScenarioResult, 'tp' | 'name' | 'requirements'>,
  { startedAt }: Made,
  packets: Packets = createPackets(),
): Buffer {
  const begun = BigInt(Math.round(Date.parse(startedAt))) * 1000n;
  const comments = [`${tp}: ${name}`, `shows ${requirements.join(', ')}`];
  const secrets = lines
    .filter((line) => line.startsWith(KEY_LOG))
    .map((line) => decryptionSecrets((JSON.parse(line) as KeyLogEvent).lines)); // told apart by its beginning
  const blocks = lines
    .filter((line) => line.startsWith(TRANSMISSION))
    .flatMap((line) => {
      const event = JSON.parse(line) as TransmissionEvent; // told apart by its beginning
      const at = begun + BigInt(Math.round(event.at * 1000));
      const bytes = Buffer.from(event.bytes, 'base64');
      const said = event.leftOut === undefined ? comments : [...comments, notKept(event.leftOut)];
      return packets.of({ ...event, bytes }).map((packet) => enhancedPacket({ at, bytes: packet, comments: said }));
    });
  return Buffer.concat([...secrets, ...blocks]);
}

const notKept = (bytes: number): string =>
  `${bytes} bytes that came after this packet in this scenario were not kept (limits.bytes of the target file)`;

/** A record of TLS can be read only after all that its connection carried before, which may be of other scenarios. */
export const canBeReadAlone = (lines: readonly string[]): boolean => !lines.some((line) => RECORDS.test(line));
