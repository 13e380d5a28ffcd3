// The capture of a run, and that of each scenario, from the transmissions in its trace: for Wireshark and its relatives. Where
// nothing was captured there is no file.

import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { TransmissionEvent } from '../../evidence/trace';
import type { ReportSource, ReportWriter } from '../derived/derived-report';
import type { ScenarioTrace } from '../events-file';
import { createPackets, type Packets } from './ip-packets';
import { enhancedPacket, rawIpInterface, sectionHeader } from './pcapng';

/** How this program begins such an event; most traces hold none, and reading every event to see it would be waste. */
const BEGINNING = '{"kind":"transmission",';

export const FOLDER = 'captures';

/** Beside the file of the run, a folder with one of each scenario. */
export function createCaptureFiles(file: string, { run }: ReportSource): ReportWriter {
  const folder = path.join(path.dirname(file), FOLDER);
  const begun = BigInt(Math.round(Date.parse(run.startedAt))) * 1000n;
  const application = `${run.suite.name} ${run.suite.version}`;
  const whole = lazily(file, application);
  const ofRun = createPackets();
  const counts = new Map<string, number>();

  return {
    add({ scenario, lines }: ScenarioTrace) {
      const captured = lines.filter((line) => line.startsWith(BEGINNING));
      if (captured.length === 0) return;
      const attempt = (counts.get(scenario.tp) ?? 0) + 1;
      counts.set(scenario.tp, attempt);
      const one = lazily(path.join(folder, `${scenario.tp}${attempt > 1 ? `-${attempt}` : ''}.pcapng`), application);
      const own = createPackets();
      const comments = [`${scenario.tp}: ${scenario.name}`, `shows ${scenario.requirements.join(', ')}`];
      for (const line of captured) {
        const event = JSON.parse(line) as TransmissionEvent; // told apart by its beginning
        whole.write(packetsOf(event, ofRun, comments, begun));
        one.write(packetsOf(event, own, comments, begun));
      }
      one.close();
    },
    finish: () => {
      whole.close();
    },
    abandon() {
      whole.close();
      rmSync(file, { force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function packetsOf(event: TransmissionEvent, packets: Packets, comments: readonly string[], begun: bigint): Buffer {
  const at = begun + BigInt(Math.round(event.at * 1000));
  const bytes = Buffer.from(event.bytes, 'base64');
  return Buffer.concat(
    packets.of({ ...event, bytes }).map((packet) => enhancedPacket({ at, bytes: packet, comments })),
  );
}

/** Made by what is first written to it. */
function lazily(file: string, application: string) {
  let descriptor: number | undefined;
  return {
    write(bytes: Buffer) {
      if (descriptor === undefined) {
        mkdirSync(path.dirname(file), { recursive: true });
        descriptor = openSync(file, 'w');
        writeSync(descriptor, Buffer.concat([sectionHeader(application, []), rawIpInterface()]));
      }
      writeSync(descriptor, bytes);
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}
