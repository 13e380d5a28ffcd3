import assert from 'node:assert/strict';
import { ANA, BEN, CRISIS, FIRE, FIRE2, JOINT, JOINT8, MED, server } from '../../testing/cast';
import { FLOW } from '../../testing/flow-names';
import { cancels, regroups } from '../../testing/formation';
import { scenario } from '../../testing/outcomes';
import { affiliates, leaves, logsOff } from '../../testing/preparation';
import { said } from '../../testing/said';
import { doubled, isFlow, type TraceBuilder } from '../../testing/trace-builder';

const AT_PARTNER = server('partner');
const OF_BEN = { mcServiceId: BEN };
const GROUPS = (one: string) => ({ ...OF_BEN, mcServiceGroupIdList: [one] });

/** What WIRE-2 says against clients of a regroup in which more happens at the end. */
const against = (more: (t: TraceBuilder) => void, before: (t: TraceBuilder) => void = () => undefined) =>
  said(
    'WIRE-2',
    scenario((t) => {
      before(t);
      t.stimulus();
      regroups(t);
      more(t);
    }),
  )
    .filter((one) => !/ pass: /.test(one))
    .map((one) => one.replace(/: .*, but /, ': '));

describe('what a client sends though its user did nothing for it', () => {
  it('is a regroup of its own', () => {
    const request = { ...OF_BEN, regroupGroupId: JOINT8, preconfiguredGroupId: CRISIS, mcServiceGroupIdList: [MED] };
    assert.deepEqual(
      against((t) => t.send(FLOW.step2, BEN, AT_PARTNER, request)),
      ['client-2 fail: its user initiated no regroup'],
    );
  });

  it('is that its user logs off, unless it was to prepare the scenario', () => {
    const goes = (t: TraceBuilder): void => t.send('log-off-request.client-server', BEN, AT_PARTNER, OF_BEN);
    assert.deepEqual(against(goes), ['client-2 fail: its user did not log off']);
    assert.deepEqual(
      against(() => undefined, goes),
      [],
    );
    assert.deepEqual(
      against((t) => logsOff(t, BEN)),
      [],
    );
  });

  it('is an affiliation to the regroup group, and none to another group, which a criterion may call for', () => {
    const joins = (group: string) =>
      against((t) => t.send('group-affiliation-request.client-server', BEN, AT_PARTNER, GROUPS(group)));
    assert.deepEqual(joins(JOINT), ['client-2 fail: its user did not affiliate to the regroup group']);
    assert.deepEqual(joins(FIRE2), []);
    assert.deepEqual(joins(MED), []);
    assert.deepEqual(
      against((t) => affiliates(t, BEN, [JOINT])),
      [],
    );
  });

  it('may be that its user leaves a group: a criterion may call for that', () => {
    const [found, ...more] = against((t) =>
      t.send('group-de-affiliation-request.client-server', BEN, AT_PARTNER, GROUPS(MED)),
    );
    assert.match(found ?? '', /^client-2 inconclusive: its user did not leave the group; a client may do so where /);
    assert.deepEqual(more, []);
    assert.deepEqual(
      against((t) => leaves(t, BEN, [MED])),
      [],
    );
  });

  it('is the cancellation of one act once more', () => {
    const cancelled = scenario((t) => {
      regroups(t);
      t.stimulus();
      cancels(t);
    });
    const of = (events: typeof cancelled) => said('WIRE-2', events).filter((one) => one.startsWith('client-1'));
    assert.deepEqual(of(cancelled), ['client-1 pass: none was']);
    assert.match(
      of(doubled(cancelled, isFlow(FLOW.cancel))).join(),
      /^client-1 fail: .* from Ana .* was sent, but its user cancelled the regroup once$/,
    );
  });

  it('is open where control shows nothing of what its user did', () => {
    const events = scenario((t) => {
      t.stimulus();
      regroups(t);
      t.send('log-off-request.client-server', BEN, AT_PARTNER, OF_BEN);
    }).filter((event) => event.kind !== 'control' || event.party !== 'client-2');
    assert.deepEqual(
      said('WIRE-2', events).filter((one) => one.startsWith('client-2')),
      ['client-2 pass: none was'],
    );
  });

  it('is not what it repeats', () => {
    assert.deepEqual(
      against((t) => {
        affiliates(t, ANA, [FIRE]);
        t.send('service-authorization-request.client-server', ANA, server('primary'), { mcServiceId: ANA });
      }),
      [],
    );
  });
});
