// From a campaign file to its jobs: which products meet, and what is refused in one line.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { useTemporaryFolder } from '../report/testing/temporary-folder';
import { packageRoot } from '../schema/package-root';
import { loadCampaign } from './campaign-file';
import { planOf } from './plan';
import { writeCampaign } from './testing/campaigns';

const PRIMARY = { name: 'alpha', role: 'primary-server', port: 9101 } as const;
const PARTNER = { name: 'beta', role: 'partner-server', port: 9102 } as const;
const CLIENT = { name: 'gamma', role: 'client-1', port: 9103 } as const;
const OTHER_PARTNER = { name: 'delta', role: 'partner-server', port: 9104 } as const;
const ALL = [PRIMARY, PARTNER, CLIENT, OTHER_PARTNER];

describe('the plan of a campaign', () => {
  const folder = useTemporaryFolder();
  const plan = (...args: Parameters<typeof writeCampaign> extends [string, ...infer Rest] ? Rest : never) =>
    planOf(loadCampaign(writeCampaign(folder.path, ...args))).jobs;
  const meetings = (...args: Parameters<typeof plan>): readonly string[] =>
    plan(...args).map(({ participants }) => participants.map(({ name }) => name).join('+'));

  it('has each product alone, each pair of different roles, each triple', () => {
    assert.deepEqual(meetings(ALL, 'combine: [alone]'), ['alpha', 'beta', 'gamma', 'delta']);
    assert.deepEqual(meetings(ALL, 'combine: [pairs]'), [
      ...['alpha+beta', 'alpha+gamma', 'alpha+delta', 'beta+gamma', 'gamma+delta'],
    ]);
    assert.deepEqual(meetings(ALL, 'combine: [triples]'), ['alpha+beta+gamma', 'alpha+gamma+delta']);
    assert.deepEqual(meetings(ALL, 'combine: [all]'), ['alpha+beta+gamma', 'alpha+gamma+delta']);
  });

  it('leaves out what has none of the roles that it must have', () => {
    assert.deepEqual(meetings(ALL, 'combine: [pairs]', 'mustHave: [client-1]'), [
      ...['alpha+gamma', 'beta+gamma', 'gamma+delta'],
    ]);
  });

  it('puts all products of a run under test in one target file', () => {
    const [job] = plan(
      [PRIMARY, { ...PARTNER, targetLines: ['scenariosAtOnce: 4', 'timing: { deadlineMs: 5000 }'] }],
      'combine: [pairs]',
    );
    assert.deepEqual(Object.keys(job!.target.roles ?? {}), ['primary-server', 'partner-server']);
    assert.equal(job!.target.version, '1 + 1');
    assert.equal(job!.target.scenariosAtOnce, 1, 'alpha says nothing, so it takes part in one');
    assert.deepEqual(job!.target.timing, { deadlineMs: 5000, quietWindowMs: 150, operatorMs: 120_000 });
    assert.deepEqual(
      job!.resources.map(({ name }) => name),
      ['127.0.0.1:9101', '127.0.0.1:9102'],
    );
  });

  it('gives a job another name when its product has another version', () => {
    const [before] = plan([PRIMARY], 'combine: [alone]');
    assert.equal(plan([PRIMARY], 'combine: [alone]')[0]!.id, before!.id);
    const file = writeCampaign(folder.path, [PRIMARY], 'combine: [alone]');
    writeFileSync(
      file,
      `name: P\nproducts: { alpha: { vendor: A, version: '2', targets: [alpha.yaml] } }\ncombine: [alone]\n`,
    );
    assert.notEqual(planOf(loadCampaign(file)).jobs[0]!.id, before!.id);
  });

  it('has a job for each service where the wire says it', () => {
    writeFileSync(
      path.join(folder.path, 'sip.yaml'),
      "name: s\nversion: '1'\nadapter: sip\nroles: { partner-server: { underTest: true, address: 'sip:127.0.0.1:5071;transport=tcp', control: 'http://127.0.0.1:8071' } }\n",
    );
    const file = path.join(folder.path, 'services.yaml');
    writeFileSync(
      file,
      "name: S\nproducts: { s: { vendor: S, version: '1', targets: [sip.yaml] } }\ncombine: [alone]\nservices: [mcptt, mcdata]\n",
    );
    assert.deepEqual(
      planOf(loadCampaign(file)).jobs.map(({ service }) => service),
      ['mcptt', 'mcdata'],
    );
  });

  it('runs each product that fits a profile as certify does', () => {
    const jobs = plan(ALL, 'combine: [pairs]', 'profiles: [http-json-partner-server]').filter(({ profile }) => profile);
    assert.deepEqual(
      jobs.map(({ participants, command }) => [participants[0]!.name, command]),
      [
        ['beta', ['certify', '--profile', 'http-json-partner-server']],
        ['delta', ['certify', '--profile', 'http-json-partner-server']],
      ],
    );
  });

  it('puts each partner server that can take it under load, once on its wire', () => {
    const [load, other] = plan(ALL, 'combine: [pairs]', 'load: { clients: 500, workers: 4 }').filter((one) => one.load);
    assert.deepEqual(
      [load!.participants[0]!.name, load!.command, load!.load, other!.participants[0]!.name],
      ['beta', ['load', '--clients', '500', '--workers', '4'], 500, 'delta'],
    );
    assert.match(load!.id, /^beta\.load-500\./);
  });

  const refused = (what: string, code: RegExp, ...given: Parameters<typeof plan>): void =>
    void it(`refuses ${what} in one line`, () => {
      assert.throws(
        () => plan(...given),
        (error: Error & { code: string }) => {
          assert.match(`${error.code}: ${error.message}`, code);
          assert.ok(!error.message.includes('\n'));
          return true;
        },
      );
    });
  const listens = (port: number, party: string) => [`listen: { ports: { ${party}: ${port} } }`];
  refused(
    'two products on one port',
    /MCX-CAMPAIGN-PORT: alpha and beta .*127\.0\.0\.1:9101/,
    [PRIMARY, { ...PARTNER, port: 9101 }],
    'combine: [pairs]',
  );
  refused(
    'a played party on the port of a product',
    /MCX-CAMPAIGN-PORT/,
    [PRIMARY, { ...PARTNER, targetLines: listens(9101, 'client-1') }],
    'combine: [pairs]',
  );
  refused(
    'target files that contradict each other',
    /MCX-CAMPAIGN-COMBINATION: alpha and beta .*listen\.ports\.client-1: 9300.*9301/,
    [
      { ...PRIMARY, targetLines: listens(9300, 'client-1') },
      { ...PARTNER, targetLines: listens(9301, 'client-1') },
    ],
    'combine: [pairs]',
  );
  refused('a plan in which nobody meets', /MCX-CAMPAIGN-EMPTY/, [PARTNER, OTHER_PARTNER], 'combine: [pairs]');
  refused(
    'a role that it must have and nobody takes',
    /MCX-CAMPAIGN-EMPTY: expected a product under test as primary-gms, which mustHave asks for, found only partner-server\./,
    [PARTNER],
    'combine: [alone]',
    'mustHave: [primary-gms]',
  );
  refused(
    'more jobs than the budget allows',
    /MCX-CAMPAIGN-BUDGET: the plan has 4 jobs/,
    ALL,
    'combine: [alone]',
    'budget: { jobs: 3 }',
  );
  refused(
    'a vendor that nobody is',
    /MCX-CAMPAIGN: .*line \d+, released\.0: .*a vendor of its products: alpha Ltd/,
    [PRIMARY],
    'combine: [alone]',
    'released: [alpa Ltd]',
  );
  refused('a combination that there is not', /MCX-CAMPAIGN: .*combine\.0/, [PRIMARY], 'combine: [quads]');
  refused(
    'a product that is started and shared',
    /MCX-CAMPAIGN: .*products\.alpha\.atOnce/,
    [{ ...PRIMARY, more: 'atOnce: 2, start: { command: [x] }' }],
    'combine: [alone]',
  );
  refused(
    'a profile that nobody fits',
    /MCX-CAMPAIGN-PROFILE/,
    [CLIENT],
    'combine: [alone]',
    'profiles: [http-json-partner-server]',
  );
  refused(
    'a wire that no product is on',
    /MCX-CAMPAIGN-WIRE: .*\(http-json\), found sipp/,
    [PRIMARY],
    'combine: [alone]',
    'wires: [sipp]',
  );
  refused(
    'a load that nobody can take',
    /MCX-CAMPAIGN-LOAD/,
    [PRIMARY, CLIENT],
    'combine: [alone]',
    'load: { clients: 10 }',
  );
  refused(
    'a statement that there is not',
    /MCX-FILTER/,
    [CLIENT],
    'combine: [alone]',
    'run: { requirement: [STEP-99-z] }',
  );

  it('has the plugtest of the examples: 16 jobs, three roles, two wires', () => {
    const { jobs } = planOf(loadCampaign(path.join(packageRoot, 'examples', 'plugtest', 'plugtest.yaml')));
    assert.equal(jobs.length, 16);
    assert.deepEqual([...new Set(jobs.map(({ wire }) => wire))], ['http-json', 'sip']);
  });

  it('refuses a file that is not there, and a target file that is not there', () => {
    assert.throws(() => loadCampaign(path.join(folder.path, 'none.yaml')), /expected a campaign file/);
    const file = path.join(folder.path, 'missing.yaml');
    writeFileSync(
      file,
      "name: P\nproducts: { a: { vendor: A, version: '1', targets: [gone.yaml] } }\ncombine: [alone]\n",
    );
    assert.throws(
      () => loadCampaign(file),
      /expected a target file of a at .*gone\.yaml, but there is no such file\. Mend targets of a/,
    );
  });
});
