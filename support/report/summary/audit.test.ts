import { smallIcs } from '../../traceability/testing/small';
import assert from 'node:assert/strict';
import type { MessageEvent } from '../../evidence/trace';
import { scenario } from '../../traceability/testing/small';
import type { AuditEntry, RunResult } from '../../verdict/results';
import { auditOf, withAudit } from './audit';
import { auditBlock } from './audit-block';
import { aRun, aScenario } from '../testing/results';

const FLOW = 'preconfigured-regroup-request.server-client';
const NOTIFY = 'notify-group-dynamic-data-request.server-gms';
const LOG_OFF = 'log-off-request.client-server';
const row = { description: 'x', reference: 'x', status: 'o' as const };
const ics = smallIcs([
  {
    id: 'A.2',
    role: 'partner-server',
    title: 'x',
    rows: [
      { ...row, item: 'A.2/1', feature: 'multicast', seen: { flow: FLOW, with: { delivery: 'multicast' } } },
      { ...row, item: 'A.2/2', feature: 'gateway' },
      { ...row, item: 'A.2/3', seen: { flow: FLOW, to: 'client-2' } },
      { ...row, item: 'A.2/4' },
      { ...row, item: 'A.2/6', seen: { flow: NOTIFY, takenFrom: FLOW } },
      { ...row, item: 'A.2/5', seen: { flow: NOTIFY, endsPartAfter: LOG_OFF } },
    ],
  },
]);

const message = (more: Partial<MessageEvent> = {}): MessageEvent => ({
  seq: 1,
  at: 1,
  scope: 's1',
  kind: 'message',
  id: 'e1',
  flow: FLOW,
  from: { party: 'partner-server', id: 'a' },
  to: { party: 'partner-bystanders', id: 'b' },
  body: { delivery: 'multicast' },
  raw: '',
  schemaErrors: [],
  writtenBy: 'implementation',
  wire: {},
  ...more,
});

const TAGGED = [scenario('M', [], { needs: ['multicast'] }), scenario('G', [], { needs: ['gateway'] })];

const runWith = (answers: Readonly<Record<string, 'yes' | 'no'>>, more: Partial<RunResult> = {}): RunResult =>
  aRun({
    target: { name: 'x', version: '1', adapter: 'http-json', underTest: ['partner-server'], ics: answers },
    scenarios: [aScenario({ tp: 'M' }), aScenario({ tp: 'G', verdict: 'inconclusive' })],
    ...more,
  });

async function audited(run: RunResult, ...events: readonly MessageEvent[]): Promise<Record<string, AuditEntry>> {
  async function* traces() {
    yield await Promise.resolve({ scenario: aScenario(), lines: [], events: () => events });
  }
  const entries = await auditOf(run, traces(), ics, TAGGED);
  return Object.fromEntries(entries.map((entry) => [entry.item, entry]));
}

describe('the audit of the ICS', () => {
  it('finds what is denied and done', async () => {
    const found = await audited(runWith({ 'A.2/1': 'no' }), message(), message({ id: 'e2' }));
    assert.deepEqual(found['A.2/1'], {
      item: 'A.2/1',
      claim: 'no',
      seen: '2 messages, the first is e1',
      finding: 'contradicts',
    });
  });

  it('takes no message for it that is of another sender, of the harness, or other', async () => {
    const others = [
      message({ writtenBy: 'harness' }),
      message({ from: { party: 'primary-server', id: 'a' } }),
      message({ body: { delivery: 'unicast' } }),
    ];
    assert.equal((await audited(runWith({ 'A.2/1': 'no' }), ...others))['A.2/1']?.finding, 'agrees');
  });

  it('finds what is claimed and never shown', async () => {
    const found = await audited(runWith({ 'A.2/1': 'yes', 'A.2/2': 'yes', 'A.2/3': 'yes' }));
    assert.match(found['A.2/1']?.seen ?? '', /^1 of 1 scenarios .*no message shows it/);
    assert.deepEqual(
      Object.values(found).map(({ finding }) => finding),
      ['not-shown', 'not-shown', 'not-shown', 'not-shown', 'not-shown'],
    );
    assert.equal(found['A.2/4'], undefined);
  });

  it('finds a proposal that is taken up, and no other', async () => {
    const told = message({
      writtenBy: 'harness',
      to: { party: 'partner-server', id: 's' },
      body: { regroupGroupId: 'sip:j' },
    });
    const names = (regroupGroupId: string) =>
      message({ id: 'e9', flow: NOTIFY, from: { party: 'partner-server', id: 's' }, body: { regroupGroupId } });
    const seen = async (...events: readonly MessageEvent[]) =>
      (await audited(runWith({ 'A.2/6': 'no' }), ...events))['A.2/6']?.finding;
    assert.equal(await seen(told, names('sip:j')), 'contradicts');
    assert.equal(await seen(told, names('sip:k')), 'agrees');
    assert.equal(await seen(names('sip:j'), told), 'agrees');
    assert.equal(await seen({ ...told, to: { party: 'primary-server', id: 'p' } }, names('sip:j')), 'agrees');
  });

  describe('finds the end of a part in a regroup', () => {
    const [user, regroup] = ['sip:dan@partner.example', 'sip:joint@partner.example'];
    const asked = message({ body: { regroupGroupId: regroup } });
    const client = { party: 'client-2' as const, id: user };
    const loggedOff = message({ flow: LOG_OFF, from: client, writtenBy: 'harness', body: { from: user } });
    const report = (groupDynamicData: unknown): MessageEvent =>
      message({ id: 'e9', flow: NOTIFY, from: { party: 'partner-server', id: 's' }, body: { groupDynamicData } });
    const left = report([{ mcServiceGroupId: regroup, deAffiliated: [user] }]);
    const cancel = message({
      flow: 'preconfigured-regroup-cancel-request.server-server',
      writtenBy: 'harness',
      body: { regroupGroupId: regroup },
    });
    const seen = async (...events: readonly MessageEvent[]) =>
      (await audited(runWith({ 'A.2/5': 'no' }), ...events))['A.2/5']?.finding;

    it('where somebody logged off', async () => {
      assert.equal(await seen(asked, loggedOff, left), 'contradicts');
    });

    const others: readonly (readonly [string, readonly MessageEvent[]])[] = [
      ['nobody logged off', [asked, left]],
      ['somebody logs off only then', [asked, left, loggedOff]],
      ['another logged off', [asked, { ...loggedOff, from: { party: 'client-2', id: 'sip:ben' } }, left]],
      ['the regroup is cancelled', [asked, loggedOff, cancel, left]],
      ['the group is no regroup group', [loggedOff, left]],
      ['it says something else', [asked, loggedOff, report([{ mcServiceGroupId: regroup, affiliated: [user] }])]],
      [
        'it says nothing that can be read',
        [asked, loggedOff, report('x'), report([null, { mcServiceGroupId: regroup, deAffiliated: 7 }])],
      ],
    ];
    for (const [what, events] of others)
      it(`and not where ${what}`, async () => assert.equal(await seen(...events), 'agrees'));
  });

  it('says that nothing was exercised where its scenarios were left out', async () => {
    const notExecuted = [{ tp: 'M', name: 'x', reason: 'filter' }];
    const found = await audited(runWith({}, { scenarios: [], notExecuted }));
    assert.deepEqual([...new Set(Object.values(found).map(({ finding }) => finding))], ['not-exercised']);
    assert.equal(found['A.2/1']?.claim, 'not answered');
  });

  const contradicted: AuditEntry = { item: 'A.2/1', claim: 'no', seen: '1 message', finding: 'contradicts' };

  it('costs the exit code 0 only where it is strict', () => {
    const strict = { options: { audit: 'strict' } };
    assert.equal(withAudit(aRun(), [contradicted]).exitCode, 0);
    const { exitCode, verdict, reason } = withAudit(aRun(strict), [contradicted]);
    assert.deepEqual([exitCode, verdict], [1, 'pass']);
    assert.match(reason, /A\.2\/1/);
    assert.equal(withAudit(aRun({ ...strict, verdict: 'inconclusive', exitCode: 3 }), [contradicted]).exitCode, 3);
    assert.equal(withAudit(aRun(strict), [{ ...contradicted, finding: 'not-shown' }]).exitCode, 0);
  });

  it('is told of in the summary where there is something to act on', () => {
    const [block = ''] = auditBlock([
      contradicted,
      { item: 'A.2/2', claim: 'yes', seen: 'nothing', finding: 'not-shown' },
    ]);
    assert.match(
      block,
      /A\.2\/1 {2}answered no, and done all the same: 1 message\n {2}A\.2\/2 {2}answered yes, and never shown/,
    );
    assert.deepEqual(auditBlock([{ item: 'A.2/2', claim: 'not answered', seen: 'x', finding: 'not-shown' }]), []);
  });
});
