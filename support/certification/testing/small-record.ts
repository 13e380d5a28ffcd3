// A small sealed record of a run that never was: enough of everything that a seal is about.

import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../verdict/results';
import type { LabKey } from '../keys';
import type { Profile } from '../profile';
import { readRecord, type RecordFiles } from '../record-folder';
import { sealRecord } from '../seal-record';

export const newKey = (): LabKey => generateKeyPairSync('ed25519');

export const ANA = 'sip:ana.k3f9@primary.example';

export const CAPITAL_ANA = 'sip:ana.k3f9@PRIMARY.EXAMPLE';

/** All that a seal has to hold: spellings, keys, numbers, bytes, texts that look like a hash. */
const EVENTS = [
  { kind: 'header', version: 1 },
  ...Array.from({ length: 8 }, (_, at) => ({
    kind: 'message',
    id: `e${at}`,
    seq: at,
    from: { id: at % 2 === 0 ? ANA : CAPITAL_ANA },
    to: { id: 'sip:server@primary.example' },
    body: {
      from: ANA,
      'x-nick': at === 3 ? `hash:hmac-sha256:i:${'0'.repeat(64)}` : 'Ana K.',
      [ANA]: 491_700_000 + at,
    },
    raw: `{"from":"${ANA}","number":${at}}`,
    wire: { to: 'http://127.0.0.1:1' },
  })),
];

/** One that there is: its catalogue is part of what a seal is about. */
const CLAUSE = '23.280-10.15.3.3.1';

const PROFILE: Profile = {
  profile: 'http-json-primary-server',
  version: '1.0',
  spec: { number: 'TS 23.280', clause: '10.15.3.3.1', release: 'Release 19', change: 'a change' },
  wire: 'http-json',
  roles: ['primary-server'],
  required: ['PGR_PSRV_BV_01', 'PGR_PSRV_BV_02'],
  notScored: [],
};

const PROFILE_TEXT = JSON.stringify(PROFILE); // JSON is YAML

export interface Small {
  readonly key: LabKey;
  readonly folder: string;
  readonly files: RecordFiles;
}

/** @param executed test purposes that the run executed */
export function sealSmall(folder: string, executed: readonly string[] = PROFILE.required, key = newKey()): Small {
  return sealMade(folder, EVENTS, smallRun(executed), key);
}

/** @param more what else the run tells */
export const smallRun = (executed: readonly string[] = PROFILE.required, more: object = {}): RunResult =>
  ({
    version: 3,
    suite: { name: 'mcx-conformance', version: '0' },
    clauses: [{ clause: CLAUSE, number: '16.2.1.2' }],
    target: {
      name: 'acme',
      version: '1',
      adapter: 'http-json',
      underTest: ['primary-server'],
      ixit: { host: 'lab-7' },
    },
    verdict: 'pass',
    notExecuted: [],
    scenarios: executed.map((tp) => ({
      tp,
      uri: `features/${CLAUSE}/f.feature`,
      verdict: 'pass',
      reason: `asked ${ANA}`,
    })),
    ...more,
  }) as unknown as RunResult; // what a seal looks at

/** Of whatever events and results. */
export function sealMade(folder: string, events: readonly object[], run: RunResult, key: LabKey): Small {
  const from = path.join(folder, 'run');
  fs.mkdirSync(path.join(from, 'deep'), { recursive: true });
  fs.writeFileSync(path.join(from, 'events.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  fs.writeFileSync(path.join(from, 'results.json'), `${JSON.stringify(run, null, 2)}\n`);
  fs.writeFileSync(path.join(from, 'deep', 'report.html'), `<p>${ANA}</p>`);
  fs.writeFileSync(path.join(from, 'ics.md'), '| A.2/8 | no |\n');
  const to = path.join(folder, 'record');
  sealRecord({ run, from, to, profile: { profile: PROFILE, text: PROFILE_TEXT, clause: CLAUSE }, key });
  return { key, folder: to, files: readRecord(to) };
}
