import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePorts } from '../cli/acceptance/free-port';
import { needs } from '../cli/acceptance/prerequisite';
import { endAll, run } from '../cli/acceptance/program';
import { noErrors, resultsIn } from '../cli/acceptance/reports';
import { writeTarget } from '../cli/acceptance/served';
import { PARTIES, type Role } from '../procedure/roles';
import type { RunResult } from '../verdict/results';
import type { ScenarioChange } from './scenario';
import { sippClient } from './sipp-client';
import { sippPartnerServer } from './sipp-partner-server';
import { openProduct, type SippProduct } from './sipp-product';
import { complaints, decode } from './tshark';

/** What a client asserts or prefers is its own choice; SIPp's prefers, as a UE does. */
const MORE: Readonly<Partial<Record<Role, readonly string[]>>> = {
  'client-1': ['sip: { transport: udp, udpLimit: 60000, behindCore: true }'],
  'client-2': ['sip: { transport: udp, udpLimit: 60000, behindCore: true }', 'ics: { A.4/4: no }'],
  'partner-server': ['sip: { transport: udp, udpLimit: 60000 }', 'ics: { A.2/8: no, A.2/9: no, A.2/10: no }'],
};

/** Requirements of which the verdict about the product was a pass, sorted. */
const passedIn = ({ scenarios }: RunResult): readonly string[] => {
  const judged = scenarios.flatMap(({ checks }) => checks.filter((one) => one.judged && one.verdict === 'pass'));
  return [...new Set(judged.map(({ requirement }) => requirement))].sort();
};

describe('the suite with a product made of SIPp', function () {
  this.timeout(180_000);
  needs('sipp', '-v');
  needs('tshark', '-v');
  const products: SippProduct[] = [];
  const folders: string[] = [];
  afterEach(async () => {
    await endAll();
    for (const product of products.splice(0)) await product.close();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  async function judged(role: Role, tps: readonly string[], changes: readonly ScenarioChange[] = []) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'suite-sipp-'));
    folders.push(folder);
    const product = await openProduct(role === 'partner-server' ? sippPartnerServer : sippClient, changes);
    products.push(product);
    const played = PARTIES.filter((party) => party !== role);
    const ports = await freePorts(played.length);
    const target = writeTarget(
      folder,
      'adapter: sip',
      `roles: { ${role}: { underTest: true, address: "${product.address}", control: "${product.control}" } }`,
      `listen: { ports: { ${played.map((party, at) => `${party}: ${ports[at] ?? 0}`).join(', ')} } }`,
      'timing: { deadlineMs: 5000, quietWindowMs: 250 }',
      ...(MORE[role] ?? []),
    );
    const reports = path.join(folder, 'reports');
    const filter = tps.map((tp) => `PGR_${tp}`).join(',');
    const { status, stdout, stderr } = await run('run', '--capture', '--target', target, '--reports', reports, '--tp', filter); // prettier-ignore
    assert.equal(stderr, '');
    if (process.env['SHOW']) console.log(stdout, product.complaints(), [...passedIn(resultsIn(reports))]);
    return { status, stdout, reports, ports, results: resultsIn(reports), complaints: product.complaints() };
  }

  function readByTshark(reports: string, ports: readonly number[]): void {
    const { run: name } = JSON.parse(readFileSync(path.join(reports, 'latest.json'), 'utf8')) as { run: string };
    const file = path.join(reports, name, 'capture.pcapng');
    const sip = { layer: 'udp', protocol: 'sip', ports } as const;
    assert.deepEqual(complaints(file, sip), []);
    assert.ok(decode(file, sip, 'sip.Method == "MESSAGE"', ['frame.number']).length > 0);
  }

  const conforming: readonly (readonly [Role, readonly string[], readonly string[]])[] = [
    ['client-1', ['CL1_BV_01', 'CL1_BV_02', 'CL1_BV_03', 'CL1_BV_08', 'CL1_BV_09', 'CL1_BV_10', 'CL1_BV_12', 'CL1_BI_01', 'PSRV_BI_04'], []], // prettier-ignore
    ['client-2', ['CL2_BV_01', 'CL2_BV_03', 'CL2_BV_09', 'QSRV_BV_07', 'QSRV_BV_18', 'QSRV_BV_35', 'QSRV_BV_39', 'QSRV_BV_41'], []], // prettier-ignore
    ['partner-server', ['QSRV_BV_01', 'QSRV_BI_01', 'QSRV_BI_02', 'QSRV_BI_03', 'QSRV_BV_02', 'QSRV_BV_03', 'QSRV_BV_06', 'QSRV_BV_07', 'QSRV_BV_11', 'QSRV_BV_15', 'QSRV_BV_18', 'QSRV_BV_26', 'QSRV_BV_35', 'QSRV_BV_37', 'QSRV_BV_39', 'QSRV_BV_41', 'QSRV_TI_04'], []], // prettier-ignore
  ];
  for (const [role, tps, requirements] of conforming)
    it(`says that a ${role} conforms, and tshark can read all that it sends and gets`, async () => {
      const { status, stdout, results, reports, ports, complaints: said } = await judged(role, tps);
      assert.equal(status, 0, stdout);
      noErrors(results);
      assert.deepEqual(said, []);
      assert.deepEqual(passedIn(results), requirements);
      readByTshark(reports, ports);
    });

  type Wrong = readonly [role: Role, what: string, tp: string, requirement: string, change: ScenarioChange];
  const wrong: readonly Wrong[] = [
    [
      'client-1',
      'names no group that lends its configuration',
      'CL1_BV_02',
      'STEP-1-d',
      {
        scenario: 'client-initiates',
        replace: '<r:preconfigured-group>[preconfigured]</r:preconfigured-group>',
        by: '',
      },
    ],
    [
      'client-1',
      'names no service',
      'CL1_BV_02',
      'WIRE-1',
      { scenario: 'client-initiates', replace: 'P-Preferred-Service: urn:urn-7:3gpp-service.ims.icsi.mcptt\n', by: '' },
    ],
    [
      'client-2',
      'tells its user nothing',
      'CL2_BV_03',
      'STEP-8-a',
      { scenario: 'client-listens', replace: '[$what] [$user]', by: 'nothing [$user]' },
    ],
    [
      'client-2',
      'names no service',
      'CL2_BV_01',
      'WIRE-1',
      { scenario: 'client-settings', replace: 'P-Preferred-Service: urn:urn-7:3gpp-service.ims.icsi.mcptt\n', by: '' },
    ],
    [
      'client-2',
      'is busy',
      'CL2_BV_01',
      'WIRE-2',
      { scenario: 'client-listens', replace: '200 OK', by: '486 Busy Here' },
    ],
    [
      'partner-server',
      'joins a regroup of a group that is held',
      'QSRV_BI_01',
      'STEP-6-a',
      { scenario: 'partner-server', replace: 'next="refused" test="clash"', by: 'next="refused" test="elsewhere"' },
    ],
    [
      'partner-server',
      'warns of another thing',
      'QSRV_BI_01',
      'STEP-6-a',
      { scenario: 'partner-server', replace: '148 group is regrouped', by: '165 group ID for regroup already in use' },
    ],
    [
      'partner-server',
      'asks who is not affiliated',
      'QSRV_BV_15',
      'NOTE-2',
      { scenario: 'partner-server', replace: 'next="each-user" test="outside"', by: 'next="tell" test="outside"' },
    ],
    [
      'partner-server',
      'lends the configuration of another group',
      'QSRV_BV_26',
      'STEP-7-b',
      {
        scenario: 'partner-server',
        replace: '<preconfigured-group>[$preconfigured]<',
        by: '<preconfigured-group>[$regroup]<',
      },
    ],
  ];
  for (const [role, what, tp, requirement, change] of wrong)
    it(`catches a ${role} that ${what} by ${requirement}`, async () => {
      const { status, stdout } = await judged(role, [tp], [change]);
      assert.equal(status, 1, stdout);
      assert.match(stdout, new RegExp(`^fail {2}${requirement} `, 'm'));
      assert.match(stdout, new RegExp(`^ {2}party +${role}$`, 'm'));
    });
});
