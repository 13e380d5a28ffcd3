// A run of the suite against a product made of SIPp: the target file that puts it under test, the run as a user starts it, and
// what came of it. Unaware of which verdict is right.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { run } from '../acceptance/program';
import { resultsIn } from '../acceptance/reports';
import { writeTarget } from '../acceptance/served';
import type { Role } from '../../support/procedure/roles';
import type { ScenarioChange } from './scenario';
import { sippClient } from './sipp-client';
import { sippPartnerServer } from './sipp-partner-server';
import { openProduct } from './sipp-product';

export type SippRole = Extract<Role, 'client-1' | 'client-2' | 'partner-server'>;

/** A UE prefers its identity; what asserts it is a core. Nothing is sent by multicast, nor held by a temporary group. */
const DECLARED: Readonly<Record<SippRole, readonly string[]>> = {
  'client-1': ['sip: { transport: udp, udpLimit: 60000, behindCore: true }'],
  'client-2': ['sip: { transport: udp, udpLimit: 60000, behindCore: true }', 'ics: { A.4/4: no }'],
  'partner-server': ['sip: { transport: udp, udpLimit: 60000 }', 'ics: { A.2/8: no, A.2/10: no, A.2/12: no }'],
};

export type Judged = Awaited<ReturnType<typeof judged>>;

/** @param tps test purposes without PGR_ */
export async function judged(role: SippRole, tps: readonly string[], folder: string, change?: ScenarioChange) {
  mkdirSync(folder, { recursive: true });
  const product = await openProduct(role === 'partner-server' ? sippPartnerServer : sippClient, change ? [change] : []);
  try {
    const target = writeTarget(
      folder,
      'adapter: sip',
      `roles: { ${role}: { underTest: true, address: "${product.address}", control: "${product.control}" } }`,
      'timing: { deadlineMs: 5000, quietWindowMs: 250 }',
      ...DECLARED[role],
    );
    const reports = path.join(folder, 'reports');
    const filter = tps.map((tp) => `PGR_${tp}`).join(',');
    const { status, stdout, stderr } = await run(
      'run',
      '--capture',
      '--target',
      target,
      '--reports',
      reports,
      '--tp',
      filter,
    );
    assert.equal(stderr, '');
    return { status, stdout, reports, results: resultsIn(reports), complaints: product.complaints() };
  } finally {
    await product.close();
  }
}
