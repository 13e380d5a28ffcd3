import assert from 'node:assert/strict';
import { outsidersOf } from './outsiders';
import { openFormation } from '../../testing/opened';
import { ANA, BEN, CLEO, DAN, EVE, FIRE, JOINT } from '../../testing/cast';
import { conforming } from '../../testing/conforming';
import { FLOW } from '../../testing/flow-names';
import { regroups, reports } from '../../testing/formation';
import { prepared } from '../../testing/preparation';
import { altered, isFlow, type TraceBuilder } from '../../testing/trace-builder';

/** A report for each of the two servers comes with the regroup itself. */
function outsiders(then: (t: TraceBuilder) => void, before: (t: TraceBuilder) => void = () => undefined) {
  const t = prepared();
  before(t);
  regroups(t);
  then(t);
  return outsidersOf(openFormation(t.events)).map(({ party, outsiders: users }) => [party, users]);
}
const NOBODY = [
  ['partner-server', []],
  ['primary-server', []],
];

describe('a user who is reported to be affiliated to a regroup group', () => {
  it('belongs there if affiliated to a group that it joins', () => {
    assert.deepEqual(
      outsiders(() => undefined),
      NOBODY,
    );
    const dan = outsiders((t) => reports(t, 'partner', { mcServiceGroupId: JOINT, affiliated: [DAN, CLEO] }));
    assert.deepEqual(dan, [...NOBODY, ['partner-server', [CLEO]]]);
  });

  it('is looked for in reports to a group management server alone', () => {
    const t = conforming();
    const elsewhere = altered(t.events, isFlow(FLOW.step11), {
      groupDynamicData: [{ mcServiceGroupId: JOINT, affiliated: [EVE] }],
    });
    assert.deepEqual(
      outsidersOf(openFormation(elsewhere)).flatMap(({ outsiders: users }) => users),
      [],
    );
  });

  it('is not looked for in reports on another group, of none, by another server or before the request', () => {
    assert.deepEqual(
      outsiders((t) => {
        reports(t, 'primary', { mcServiceGroupId: FIRE, affiliated: [BEN] });
        reports(t, 'primary', { mcServiceGroupId: JOINT, deAffiliated: [ANA] });
        reports(t, 'second-partner', { mcServiceGroupId: JOINT, affiliated: [EVE] });
      }),
      NOBODY,
    );
    assert.deepEqual(
      outsiders(
        () => undefined,
        (t) => reports(t, 'primary', { mcServiceGroupId: JOINT, affiliated: [EVE] }),
      ),
      NOBODY,
    );
  });
});
