import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import { entityOf } from '../../../../procedure/roles';
import { BEN, DAN, gms, JOINT, MED, server } from '../../testing/cast';
import { conforming, settles } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { regroups, reports } from '../../testing/formation';
import { judged } from '../../testing/judged';
import { leaves, prepared } from '../../testing/preparation';
import { BY_A_WHOLE_WIRE, BY_SIP } from '../../testing/wires';
import { altered, isFlow, without, type Unplaced } from '../../testing/trace-builder';

const RESPONSE = 'subscribe-group-dynamic-data-response.server-gms';

/** What is said of the partner in STEP-10-a and STEP-10-c. */
const verdicts = (events: readonly TraceEvent[], abilities = BY_A_WHOLE_WIRE): readonly string[] => [
  ...new Set(
    judged(events, { ordering: 'strict' }, abilities)
      .filter(({ requirement }) => requirement === 'STEP-10-a' || requirement === 'STEP-10-c')
      .map(({ verdict }) => verdict),
  ),
];

interface Told {
  readonly accepts?: boolean;
  readonly tells?: boolean;
  readonly then?: Unplaced;
}

/** The partner affiliates nobody, as far as the notifications to its group management server say. */
function unaffiliated({ accepts = true, tells = true, then }: Told = {}): readonly TraceEvent[] {
  const t = prepared();
  t.stimulus();
  regroups(t);
  if (accepts) t.send(RESPONSE, server('partner'), gms('partner'), { mcServiceGroupIdList: [JOINT] });
  if (tells) reports(t, 'partner', { mcServiceGroupId: JOINT });
  if (then) t.add(then);
  settles(t);
  const isTold = isFlow(FLOW.dynamicData, gms('partner'));
  const names = (event: TraceEvent): boolean =>
    event.kind === 'message' && isTold(event) && JSON.stringify(event.body).includes(JOINT);
  return without(t.events, (message) => names(message) && JSON.stringify(message.body).includes('"affiliated"'));
}

describe('step 10 on SIP', () => {
  it('passes where the regroup group is told with its members', () => {
    assert.deepEqual(verdicts(conforming().events, BY_SIP), ['pass']);
  });

  it('fails where a server took the subscription to the regroup group and never names the client', () => {
    assert.deepEqual(verdicts(unaffiliated(), BY_SIP), ['fail']);
  });

  it('is open where the subscription was not taken, or nothing was told in it', () => {
    assert.deepEqual(verdicts(unaffiliated({ accepts: false }), BY_SIP), ['inconclusive']);
    assert.deepEqual(verdicts(unaffiliated({ tells: false }), BY_SIP), ['inconclusive']);
    assert.deepEqual(verdicts(unaffiliated({ accepts: false, tells: false })), ['fail']);
  });

  it('asks of a server that it lists the members of the groups that it hosts, and leaves the others open', () => {
    const listing = (...affiliated: readonly string[]): readonly TraceEvent[] => {
      const t = prepared();
      leaves(t, DAN, [MED]);
      t.stimulus();
      regroups(t);
      t.send(RESPONSE, server('partner'), gms('partner'), { mcServiceGroupIdList: [JOINT] });
      settles(t);
      const names = (text: string): boolean => text.includes(JOINT) && text.includes('"affiliated"');
      return altered(
        t.events,
        (message) => isFlow(FLOW.dynamicData, gms('partner'))(message) && names(JSON.stringify(message.body)),
        { groupDynamicData: [{ mcServiceGroupId: JOINT, affiliated }] },
      );
    };
    assert.deepEqual(verdicts(listing(BEN, DAN), BY_SIP), ['pass']);
    // Dan is a member of a group of the primary MC system alone, which names him to nobody.
    assert.deepEqual(verdicts(listing(BEN), BY_SIP), ['pass']);
    assert.deepEqual(verdicts(listing(DAN), BY_SIP), ['fail']);
    assert.deepEqual(verdicts(listing(BEN)), ['pass', 'fail']);
  });

  it('is open where the server may have ended the subscription', () => {
    const party = entityOf('partner', 'gms');
    const then: Unplaced = { kind: 'malformed', party, raw: '', problem: 'ended' };
    assert.deepEqual(verdicts(unaffiliated({ then }), BY_SIP), ['inconclusive']);
  });

  it('asks nothing of a regroup that was over before its members could be told', () => {
    const t = prepared();
    t.stimulus();
    regroups(t);
    t.send(RESPONSE, server('partner'), gms('partner'), { mcServiceGroupIdList: [JOINT] });
    reports(t, 'partner', { mcServiceGroupId: JOINT });
    const cancel = { mcServiceId: 'sip:ana@primary.example', regroupGroupId: JOINT };
    t.send('preconfigured-regroup-cancel-request.server-server', server('primary'), server('partner'), cancel);
    t.send('preconfigured-regroup-cancel-response.server-server', server('partner'), server('primary'), {
      ...cancel,
      result: 'success',
    });
    settles(t, []);
    const untold = altered(t.events, isFlow(FLOW.dynamicData, gms('partner')), {
      groupDynamicData: [{ mcServiceGroupId: JOINT }],
    });
    assert.deepEqual(verdicts(untold, BY_SIP), []);
    assert.deepEqual(verdicts(untold), ['fail']);
  });
});
