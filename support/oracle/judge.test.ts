import assert from 'node:assert/strict';
import { judged } from '../clauses/23.280-10.15.3.3.1/testing/judged';
import { ANA, BEN, DAN, JAN, JOINT8 } from '../clauses/23.280-10.15.3.3.1/testing/cast';
import { conforming, settles } from '../clauses/23.280-10.15.3.3.1/testing/conforming';
import { FLOW } from '../clauses/23.280-10.15.3.3.1/testing/flow-names';
import { requests, WISH } from '../clauses/23.280-10.15.3.3.1/testing/formation';
import { prepared } from '../clauses/23.280-10.15.3.3.1/testing/preparation';
import { altered, isFlow, moved, without } from '../clauses/23.280-10.15.3.3.1/testing/trace-builder';

describe('a finding', () => {
  const accused = (events: Parameters<typeof judged>[0], requirement: string) =>
    judged(events).flatMap((one) => (one.verdict === 'fail' && one.requirement === requirement ? [one.party] : []));

  it('names the party that broke the requirement, whichever role it has in the attempt', () => {
    const byJan = {
      requester: JAN,
      primary: 'partner',
      partners: ['primary'],
      asked: { primary: [ANA] },
      own: [BEN, DAN],
    } as const;
    assert.deepEqual(accused(without(conforming().events, isFlow(FLOW.step4b)), 'STEP-4b-1'), ['primary-server']);
    assert.deepEqual(accused(without(conforming(byJan).events, isFlow(FLOW.step4b)), 'STEP-4b-1'), ['partner-server']);
    assert.deepEqual(accused(without(conforming(byJan).events, isFlow(FLOW.step11)), 'STEP-11-a'), ['primary-server']);
  });

  it('charges nobody with what another party told it wrong', () => {
    const events = altered(
      conforming().events,
      ({ flow }) => flow === FLOW.step5 || flow === FLOW.step7 || flow === FLOW.step11,
      {
        regroupGroupId: JOINT8,
      },
    );
    assert.deepEqual(accused(events, 'INV-1'), ['primary-server']);
    assert.deepEqual(accused(events, 'STEP-4b-8'), ['primary-server']);
    assert.deepEqual(accused(events, 'STEP-7-b'), []);
  });

  it('charges a group management server that shares nothing, not the one that had nothing to pass on', () => {
    const shared = isFlow('group-information-notify-request.gms-gms', 'sip:gms@partner.example');
    const events = without(without(conforming().events, isFlow(FLOW.configuration, BEN)), shared);
    assert.deepEqual(accused(events, 'PRE-3a'), ['primary-gms']);
  });

  it('speaks of users and groups by their names', () => {
    const [finding] = judged(without(conforming().events, isFlow(FLOW.step4b))).filter(
      ({ requirement, verdict }) => requirement === 'STEP-4b-1' && verdict === 'fail',
    );
    assert.ok(finding);
    assert.equal(
      finding.expected,
      'Ana is sent one preconfigured regroup request return by the primary MC service server (step 4b)',
    );
    assert.equal(finding.observed, 'none was sent before everything was quiet');
    assert.deepEqual(finding.evidence.length, 2);
  });

  it('names an order in the words of the procedure', () => {
    const events = moved(conforming().events, isFlow(FLOW.step4b), { after: isFlow(FLOW.step5) });
    const [finding] = judged(events).filter(({ requirement }) => requirement === 'STEP-4b-7');
    assert.match(
      finding?.observed ?? '',
      /step 5\) from the MC service server of the primary MC system to the MC service server of the partner/,
    );
  });

  it('excuses no party for what it was not told', () => {
    const t = prepared();
    t.control('client-2', { command: 'behave', withholds: [FLOW.step9] });
    t.stimulus();
    requests(t, WISH);
    settles(t, []);
    assert.ok(judged(t.events).some(({ verdict, party }) => verdict === 'fail' && party === 'primary-server'));
  });
});
