import assert from 'node:assert/strict';
import { BEN, JOINT, MED, server } from '../../testing/cast';
import { FLOW } from '../../testing/flow-names';
import { asksPartners, cancels, regroups, WISH } from '../../testing/formation';
import { scenario } from '../../testing/outcomes';
import { leaves } from '../../testing/preparation';
import { said } from '../../testing/said';
import { altered, doubled, isFlow, without, type TraceBuilder } from '../../testing/trace-builder';

const TELLS = 'preconfigured-regroup-cancel-request.server-client';
const ASKS_PARTNER = 'preconfigured-regroup-cancel-request.server-server';
const CONFIRMS = 'preconfigured-regroup-cancel-response.server-client';
const CONFIRMS_TO_PRIMARY = 'preconfigured-regroup-cancel-response.server-server';

const told = (more: (t: TraceBuilder) => void = () => undefined) =>
  scenario((t) => {
    regroups(t);
    t.stimulus();
    cancels(t);
    more(t);
  });

/** What WIRE-2 says that does not pass, without the message. */
const against = (events: ReturnType<typeof told>): readonly string[] =>
  said('WIRE-2', events)
    .filter((one) => !/ pass: /.test(one))
    .map((one) => one.replace(/: .*, but /, ': '));

const tells = (t: TraceBuilder): void =>
  t.send(TELLS, server('partner'), BEN, { mcServiceId: BEN, regroupGroupId: JOINT });

describe('what is said of a cancellation', () => {
  it('is said once', () => {
    assert.deepEqual(against(told()), []);
    assert.deepEqual(against(doubled(told(), isFlow(TELLS, BEN))), [
      'partner-server fail: its receiver was told of the end of it already',
    ]);
    for (const [flow, party] of [
      [CONFIRMS, 'primary-server'],
      [CONFIRMS_TO_PRIMARY, 'partner-server'],
    ] as const)
      assert.deepEqual(against(doubled(told(), isFlow(flow))), [
        `${party} fail: its sender has answered the request already`,
      ]);
  });

  it('has its primary ask no partner for it any more, unless it is requested anew', () => {
    assert.deepEqual(against(told((t) => asksPartners(t, WISH))), [
      'primary-server fail: the regroup was cancelled by then',
    ]);
    assert.deepEqual(against(told((t) => regroups(t))), []);
  });

  it('is said again to whoever asked again, and of another regroup of that identity', () => {
    assert.deepEqual(
      against(
        told((t) => {
          regroups(t);
          cancels(t);
        }),
      ),
      [],
    );
  });

  it('is asked of a partner once, unless that did not confirm it, or was asked for several groups', () => {
    const twice = doubled(told(), isFlow(ASKS_PARTNER));
    const found = ['primary-server fail: its receiver was asked to cancel it already, and did'];
    assert.deepEqual(against(doubled(doubled(twice, isFlow(TELLS)), isFlow(CONFIRMS_TO_PRIMARY))), found);
    assert.deepEqual(against(twice), found);
    assert.deepEqual(against(without(twice, isFlow(CONFIRMS_TO_PRIMARY))), []);
    assert.deepEqual(against(altered(twice, isFlow(CONFIRMS_TO_PRIMARY), { result: 'failure' })), []);
    assert.deepEqual(against(doubled(twice, isFlow(FLOW.step5))), []);
  });

  it('is asked of nobody who was not asked for the regroup', () => {
    const more = (t: TraceBuilder): void =>
      t.send(ASKS_PARTNER, server('primary'), server('second-partner'), { regroupGroupId: JOINT });
    assert.deepEqual(against(told(more)), ['primary-server fail: its receiver takes no part in the regroup']);
  });

  it('may be said to a member for each request that asked the member to join', () => {
    const askedTwice = doubled(told(), isFlow(FLOW.step7, BEN));
    assert.deepEqual(against(doubled(askedTwice, isFlow(TELLS, BEN))), []);
  });

  it('may have been said to a member who left before', () => {
    const events = scenario((t) => {
      regroups(t);
      t.stimulus();
      leaves(t, BEN, [MED]);
      tells(t);
      cancels(t);
    });
    assert.deepEqual(against(events), []);
  });
});
