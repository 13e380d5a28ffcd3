// The capture of a run, and that of each scenario, from the transmissions in its trace: for Wireshark and its relatives. Where
// nothing was captured there is no file.

import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { ReportSource, ReportWriter } from '../formats/derived-report';
import type { ScenarioTrace } from '../../record/events-file';
import { createPackets } from './ip-packets';
import { canBeReadAlone, captureHeader, packetsOf } from './scenario-capture';

const FOLDER = 'captures';

/** A test purpose comes from a file that somebody may have edited: it never leaves the folder. */
const fileName = (tp: string): string => tp.replace(/[^\w-]+/g, '_');

/** Beside the file of the run, a folder with one of each scenario that can be read without the others. */
export function createCaptureFiles(file: string, { run }: ReportSource): ReportWriter {
  const folder = path.join(path.dirname(file), FOLDER);
  const ofRun = createPackets();
  const attempts = new Map<string, number>();
  let descriptor: number | undefined;
  const close = (): void => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };

  function open(): number {
    const opened = openSync(file, 'w');
    writeSync(opened, captureHeader(run));
    return opened;
  }

  return {
    add({ scenario, lines }: ScenarioTrace) {
      const own = packetsOf(lines, scenario, run);
      if (own.length === 0) return;
      descriptor ??= open();
      writeSync(descriptor, packetsOf(lines, scenario, run, ofRun));
      if (!canBeReadAlone(lines)) return;
      mkdirSync(folder, { recursive: true });
      const attempt = (attempts.get(scenario.tp) ?? 0) + 1;
      attempts.set(scenario.tp, attempt);
      const name = `${fileName(scenario.tp)}${attempt > 1 ? `-${attempt}` : ''}.pcapng`;
      writeFileSync(path.join(folder, name), Buffer.concat([captureHeader(run), own]));
    },
    finish: close,
    abandon() {
      close();
      rmSync(file, { force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
