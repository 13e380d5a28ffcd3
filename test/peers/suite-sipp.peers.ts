import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { needs } from '../acceptance/prerequisite';
import { endAll } from '../acceptance/program';
import { noErrors, runIn, traceIn, type resultsIn } from '../acceptance/reports';
import type { ScenarioChange } from './scenario';
import { judged, type Judged, type SippRole } from './sipp-judged';
import { complaints, decode } from './tshark';

const NO_SERVICE = { replace: 'P-Preferred-Service: urn:urn-7:3gpp-service.ims.icsi.mcptt\n', by: '' };

/** Requirements of which the verdict about the product was a pass, sorted. */
function passedIn({ scenarios }: ReturnType<typeof resultsIn>): readonly string[] {
  const judgedPasses = scenarios.flatMap(({ checks }) => checks.filter((one) => one.judged && one.verdict === 'pass'));
  return [...new Set(judgedPasses.map(({ requirement }) => requirement))].sort();
}

interface Case {
  readonly role: SippRole;
  /** Test purposes without PGR_. */
  readonly tps: string;
  readonly change?: ScenarioChange;
}

/** A product that conforms, and all requirements that it passes. */
const CONFORMING: readonly (Case & { readonly passes: string })[] = [
  {
    role: 'client-1',
    tps: 'CL1_BV_01 CL1_BV_02 CL1_BV_03 CL1_BV_08 CL1_BV_10 CL1_BV_12 CL1_BI_01 PSRV_BI_02',
    passes: 'PRE-1b STEP-1-a STEP-1-b STEP-1-d STEP-2-a STEP-2-b STEP-2-c STEP-4b-5 WIRE-1',
  },
  {
    role: 'client-2',
    tps: 'CL2_BV_01 CL2_BV_03 CL2_BV_09 QSRV_BV_07 QSRV_BV_18 QSRV_BV_35 QSRV_BV_39',
    passes: 'PRE-2a PRE-2c STEP-8-a WIRE-1 WIRE-2',
  },
  {
    role: 'partner-server',
    tps: 'QSRV_BV_01 QSRV_BI_01 QSRV_BV_03 QSRV_BV_11 QSRV_BV_15 QSRV_BV_26 QSRV_BV_35 QSRV_BV_41 QSRV_TI_04',
    passes:
      'INV-1 INV-2 INV-5 INV-6 INV-8 NOTE-2 POST-1 PRE-4 STEP-11-a STEP-6-a STEP-6-b STEP-6-c STEP-6-d STEP-6-e STEP-7-a STEP-7-b STEP-7-c WIRE-1 WIRE-2',
  },
];

/** A product that is wrong in one thing, and what it fails by. */
const WRONG: readonly (Case & { readonly what: string; readonly by: string })[] = [
  {
    role: 'client-1',
    tps: 'CL1_BV_02',
    what: 'names no group that lends its configuration',
    by: 'STEP-1-d',
    change: {
      scenario: 'client-initiates',
      replace: '<r:preconfigured-group>[preconfigured]</r:preconfigured-group>',
      by: '',
    },
  },
  {
    role: 'client-1',
    tps: 'CL1_BV_02',
    what: 'names no MC service',
    by: 'WIRE-1',
    change: { scenario: 'client-initiates', ...NO_SERVICE },
  },
  {
    role: 'client-2',
    tps: 'CL2_BV_03',
    what: 'neither answers nor tells its user',
    by: 'STEP-8-a',
    change: {
      scenario: 'client-listens',
      replace: '<recv request="MESSAGE">',
      by: '<recv request="MESSAGE" next="end">',
    },
  },
  {
    role: 'client-2',
    tps: 'CL2_BV_01',
    what: 'names no MC service',
    by: 'WIRE-1',
    change: { scenario: 'client-settings', ...NO_SERVICE },
  },
  {
    role: 'partner-server',
    tps: 'QSRV_BI_01',
    what: 'accepts a group that is held',
    by: 'STEP-6-a',
    change: { scenario: 'partner-server', replace: '<nop next="refused" test="clash" />', by: '' },
  },
  {
    role: 'partner-server',
    tps: 'QSRV_BI_01',
    what: 'refuses with the warning for another reason',
    by: 'STEP-6-e',
    change: {
      scenario: 'partner-server',
      replace: '148 group is regrouped',
      by: '165 group ID for regroup already in use',
    },
  },
  {
    role: 'partner-server',
    tps: 'QSRV_BV_15',
    what: 'asks members who are not affiliated',
    by: 'NOTE-2',
    change: { scenario: 'partner-server', replace: '<nop next="each-user" test="outside" />', by: '' },
  },
  {
    role: 'partner-server',
    tps: 'QSRV_BV_26',
    what: 'names another group as the one that lends its configuration',
    by: 'STEP-7-b',
    change: {
      scenario: 'partner-server',
      replace: '<preconfigured-group>[$preconfigured]<',
      by: '<preconfigured-group>[$regroup]<',
    },
  },
];

const CONTROLS_NOTHING: Case = {
  role: 'partner-server',
  tps: 'QSRV_BI_01',
  change: { scenario: 'partner-server', replace: 'test="foreign"', by: 'test="requester"' },
};

/** Most of a run is waiting. */
const AT_ONCE = 3;

/** Of the two ends of all that was sent and received by SIP. */
function sipPortsIn(reports: string): readonly number[] {
  const ends = traceIn(reports)
    .map((line) => JSON.parse(line) as { protocol?: string; source: string; destination: string })
    .flatMap(({ protocol, source, destination }) => (protocol === 'sip' ? [source, destination] : []));
  return [...new Set(ends.map((end) => Number(end.slice(end.lastIndexOf(':') + 1))))];
}

function readByTshark(reports: string): void {
  const file = path.join(runIn(reports), 'capture.pcapng');
  const sip = { layer: 'udp', protocol: 'sip', ports: sipPortsIn(reports) } as const;
  assert.deepEqual(complaints(file, sip), []);
  const bodies = decode(file, sip, 'sip.Method == "MESSAGE"', ['frame.protocols', 'sip.Via.transport']);
  assert.ok(bodies.length > 10, `only ${bodies.length} MESSAGEs`);
  assert.deepEqual(
    bodies.filter(([protocols = '']) => !/mime_multipart:xml/.test(protocols)),
    [],
  );
}

describe('the suite with a product made of SIPp', function () {
  this.timeout(480_000);
  needs('sipp', '-v');
  needs('tshark', '-v');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'suite-sipp-'));
  const ended = new Map<Case, () => Judged>();

  before(async () => {
    const waiting = [...CONFORMING, ...WRONG, CONTROLS_NOTHING].map((one, at) => ({ one, at }));
    const inTurn = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { one, at } = next;
        await judged(one.role, one.tps.split(' '), path.join(folder, String(at)), one.change).then(
          (result) => ended.set(one, () => result),
          (error: unknown) =>
            ended.set(one, () => {
              throw error;
            }),
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
  });
  after(async () => {
    await endAll();
    rmSync(folder, { recursive: true, force: true });
  });

  function outcome(one: Case): Judged {
    const found = ended.get(one);
    if (!found) throw new Error('it was not run');
    return found();
  }

  for (const one of CONFORMING)
    it(`says that a ${one.role} conforms, and tshark reads all that it sends and gets`, () => {
      const { status, stdout, results, reports, complaints: said } = outcome(one);
      assert.equal(status, 0, stdout);
      noErrors(results);
      assert.deepEqual(said, []);
      assert.equal(passedIn(results).join(' '), one.passes);
      readByTshark(reports);
    });

  for (const one of WRONG)
    it(`fails a ${one.role} that ${one.what}, by ${one.by}`, () => {
      const { status, stdout } = outcome(one);
      assert.equal(status, 1, stdout);
      assert.match(stdout, new RegExp(`^fail {2}${one.by} `, 'm'));
      assert.match(stdout, new RegExp(`^ {2}party +${one.role}$`, 'm'));
    });

  it('cannot tell what rests on a regroup that a partner-server does not make for its own users, and says so', () => {
    const { status, stdout, results } = outcome(CONTROLS_NOTHING);
    assert.equal(status, 3, stdout);
    // What else the product refused is said after it.
    assert.match(
      results.scenarios[0]?.reason ?? '',
      /^expected the earlier regroup of Med-7 by Jan to be formed, found preconfigured regroup reject(;|$)/,
    );
  });
});
