import assert from 'node:assert/strict';
import type { TraceEvent } from '../../../../evidence/trace';
import { FORMATION } from '../../all';
import { ANA, CRISIS, FIRE, HANA, JOINT, JOINT8, MED, server } from '../../testing/cast';
import { FLOW } from '../../testing/flow-names';
import { asksUsers, regroups, reports, WISH } from '../../testing/formation';
import { openFormation } from '../../testing/opened';
import { scenario } from '../../testing/outcomes';
import { affiliates } from '../../testing/preparation';
import { without, type TraceBuilder } from '../../testing/trace-builder';
import { BY_A_WHOLE_WIRE, BY_SIP } from '../../testing/wires';

/** An element that stage 2 does not list. */
const NAMING: object = { mcServiceUserIdList: [HANA] };
const [PARTNER, THIRD] = [server('partner'), server('second-partner')];

/** Hana is affiliated to Med-7, of the partner, and is served by a third MC system, which no listed group is homed in. */
const named = (regroupGroupId = JOINT): readonly TraceEvent[] =>
  scenario((t, wish) => {
    affiliates(t, HANA, [MED]);
    t.stimulus();
    regroups(t, wish);
    t.send(FLOW.step5, PARTNER, THIRD, {
      regroupGroupId,
      preconfiguredGroupId: CRISIS,
      mcServiceGroupIdList: [FIRE, MED],
      ...NAMING,
    });
    t.send(FLOW.step11, THIRD, PARTNER, { mcServiceId: HANA, regroupGroupId });
    asksUsers(t, 'second-partner', [HANA], { ...WISH, id: regroupGroupId });
    removes(t);
  });

/** The partner hands the removal on to whom it named members. */
function removes(t: TraceBuilder): void {
  const elements = { mcServiceId: ANA, regroupGroupId: JOINT };
  t.send('preconfigured-regroup-cancel-request.client-server', ANA, server('primary'), elements);
  t.act(ANA, { kind: 'cancel-regroup', regroupGroupId: JOINT });
  t.send(FLOW.cancelPartner, server('primary'), PARTNER, elements);
  t.send(FLOW.cancelPartner, PARTNER, THIRD, { ...elements, ...NAMING });
  t.send(FLOW.cancelClient, THIRD, HANA, { ...elements, mcServiceId: HANA });
  reports(t, 'second-partner', { mcServiceGroupId: JOINT, deAffiliated: [HANA] });
}

const accused = (events: readonly TraceEvent[], abilities = BY_SIP): readonly string[] =>
  FORMATION.checks.flatMap((check) =>
    check
      .judge(openFormation(events, abilities), { ordering: 'strict' })
      .filter(
        ({ verdict, party }) => verdict === 'fail' && (party === 'partner-server' || party === 'second-partner-server'),
      )
      .map(({ party }) => `${check.requirement} ${party}`),
  );

describe('a member who is named to a third MC system by the home of a group', () => {
  it('is asked and told there, where servers name each other members', () => {
    assert.deepEqual(accused(named()), []);
  });

  it('is asked there for nothing where nobody names him, or for a regroup that the home was not asked for', () => {
    const isNaming = ({ flow, to }: { readonly flow: string; readonly to: { readonly id: string } }): boolean =>
      flow === FLOW.step5 && to.id === THIRD;
    assert.ok(accused(without(named(), isNaming)).includes('WIRE-2 second-partner-server'));
    assert.ok(accused(named(JOINT8)).includes('WIRE-2 partner-server'));
  });

  it('is named by nobody where each server finds its own', () => {
    assert.deepEqual(accused(named(), BY_A_WHOLE_WIRE), ['WIRE-2 partner-server', 'WIRE-2 second-partner-server']);
  });
});
