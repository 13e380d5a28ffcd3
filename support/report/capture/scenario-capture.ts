// The packets of one scenario, from the transmissions in its trace.

import type { TransmissionEvent } from '../../evidence/trace';
import type { RunResult, ScenarioResult } from '../../verdict/results';
import { createPackets, type Packets } from './ip-packets';
import { enhancedPacket, rawIpInterface, sectionHeader } from './pcapng';

/** How this program begins such an event; most traces hold none, and reading every event to see it would be waste. */
const BEGINNING = '{"kind":"transmission",';

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
  const blocks = lines
    .filter((line) => line.startsWith(BEGINNING))
    .flatMap((line) => {
      const event = JSON.parse(line) as TransmissionEvent; // told apart by its beginning
      const at = begun + BigInt(Math.round(event.at * 1000));
      const bytes = Buffer.from(event.bytes, 'base64');
      return packets.of({ ...event, bytes }).map((packet) => enhancedPacket({ at, bytes: packet, comments }));
    });
  return Buffer.concat(blocks);
}
