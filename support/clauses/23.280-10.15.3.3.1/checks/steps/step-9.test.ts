import assert from 'node:assert/strict';
import { conforming } from '../../testing/conforming';
import { BEN, DAN, CLEO, gms, JOINT8, server } from '../../testing/cast';
import { FLOW } from '../../testing/flow-names';
import { failsIn, judged } from '../../testing/judged';
import { altered, doubled, isFlow, moved, redirected, without } from '../../testing/trace-builder';

const good = conforming().events;
type Events = typeof good;
const byBen = ({ flow, from }: { readonly flow: string; readonly from: { readonly id: string } }): boolean =>
  flow === FLOW.step9 && from.id === BEN;
const findings = (events: Events, requirement: string) =>
  judged(events)
    .filter((one) => one.requirement === requirement)
    .map(({ party, verdict }) => `${party} ${verdict}`);
/** Ben is asked a second time, in other words. */
const askedAgain = (change: Readonly<Record<string, unknown>>): Events =>
  altered(doubled(good, isFlow(FLOW.step7, BEN)), ({ id }) => id.endsWith('-again'), change);

describe('the response of a client (step 9)', () => {
  it('acknowledges any of the requests that it was sent', () => {
    assert.deepEqual(findings(askedAgain({ regroupGroupId: JOINT8 }), 'STEP-9-b'), [
      'client-2 pass',
      'partner-bystanders pass',
    ]);
  });

  it('acknowledges no request that comes later', () => {
    const later = moved(askedAgain({ regroupGroupId: JOINT8 }), ({ id }) => id.endsWith('-again'), { after: byBen });
    const early = altered(later, byBen, { regroupGroupId: JOINT8 });
    assert.deepEqual(findings(early, 'STEP-9-b'), ['client-2 fail', 'partner-bystanders pass']);
  });

  it('is not expected of a user whom the scenario does not know', () => {
    const zoe = { id: 'sip:zoe@nowhere.example', party: null };
    const unknown = without(redirected(good, isFlow(FLOW.step7, BEN), zoe), byBen);
    assert.deepEqual(findings(unknown, 'STEP-9-b'), ['partner-bystanders pass']);
  });

  it('goes to the server that asked, and its client is accused where it does not', () => {
    const elsewhere = redirected(good, byBen, { id: server('primary'), party: 'primary-server' });
    assert.deepEqual(findings(elsewhere, 'STEP-9-d'), ['client-2 fail', 'partner-bystanders pass']);
  });
});

describe('a response that goes to somebody else beside the server that asked (step 9)', () => {
  const ownGms = { id: gms('partner'), party: 'partner-gms' } as const;
  const both = doubled(good, byBen);
  const CASES: Readonly<Record<string, Events>> = {
    later: redirected(both, ({ id }) => id.endsWith('-again'), ownGms),
    before: redirected(both, (message) => byBen(message) && !message.id.endsWith('-again'), ownGms),
  };

  for (const [when, events] of Object.entries(CASES))
    it(`is told once, be it ${when}`, () => assert.deepEqual(failsIn(events), ['STEP-9-d']));

  it('is not the second to that server', () => assert.deepEqual(failsIn(both), ['WIRE-2']));
});

describe('a request by multicast (step 9)', () => {
  it('is not acknowledged, and only the client that does is accused', () => {
    const toBen = altered(good, isFlow(FLOW.step7, BEN), { delivery: 'multicast' });
    assert.deepEqual(findings(toBen, 'STEP-9-c'), ['client-2 fail']);
    assert.deepEqual(findings(without(toBen, byBen), 'STEP-9-c'), ['client-2 pass']);
  });

  it('leaves a user free to acknowledge one that came by unicast beside it', () => {
    assert.deepEqual(findings(askedAgain({ delivery: 'multicast' }), 'STEP-9-c'), ['client-2 pass']);
  });

  it('leaves the other users of the same party free to acknowledge theirs', () => {
    const toCleo = altered(conforming({ asked: { partner: [BEN, DAN, CLEO] } }).events, isFlow(FLOW.step7, CLEO), {
      delivery: 'multicast',
    });
    const silent = without(toCleo, ({ flow, from }) => flow === FLOW.step9 && from.id === CLEO);
    assert.deepEqual(findings(silent, 'STEP-9-c'), ['partner-bystanders pass']);
  });
});
