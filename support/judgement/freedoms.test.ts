import assert from 'node:assert/strict';
import { FIRE, FIRE2, IVO, MED } from '../clauses/23.280-10.15.3.3.1/testing/cast';
import { asksUsers, regroups } from '../clauses/23.280-10.15.3.3.1/testing/formation';
import { scenario } from '../clauses/23.280-10.15.3.3.1/testing/outcomes';
import type { TraceEvent } from '../evidence/trace';
import { openStory } from '../oracle/story';
import { abilitiesOf } from '../ports/abilities';
import type { Role } from '../procedure/roles';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadIcs } from '../traceability/catalogue/ics';
import { contextOfRun } from './context-of-run';
import { judge } from './judgement';

describe('a requirement that finds nothing to ask, for a party used a freedom', () => {
  /** No member whom the primary serves is asked; Ivo, whom it serves, is affiliated to Fire-2. */
  const asksNobody = (groups: readonly string[]) =>
    scenario((t, wish) => {
      t.stimulus();
      regroups(t, { ...wish, groups, own: [] });
    });
  /** Ivo is asked when the regroup was formed before, and all that follows has begun. */
  const asksLate = (groups: readonly string[]) =>
    scenario((t, wish) => {
      regroups(t, { ...wish, groups, own: [] });
      t.stimulus();
      asksUsers(t, 'primary', [IVO], { ...wish, groups });
    });
  const judgedBy = (product: Role, events: readonly TraceEvent[]) => {
    const context = contextOfRun(
      {
        clauses: [{ clause: '23.280-10.15.3.3.1', specification: '3GPP TS 23.280', number: '10.15.3.3.1', title: 'T' }],
        target: { name: 'acme', version: '1', adapter: 'http-json', underTest: [product] },
        options: {},
      },
      loadCatalogue(),
      loadIcs(),
    );
    const unmet = [{ verdict: 'fail', reason: 'expected: somebody is affiliated' }] as const;
    return judge(openStory(events, abilitiesOf(context.wire)), ['POST-2a'], unmet, context, events);
  };
  const judged = (product: Role, ...groups: readonly string[]) => judgedBy(product, asksNobody(groups));

  it('does not apply to that party, which owes no check', () => {
    const { verdict, reason, expected } = judged('primary-server', FIRE2, MED);
    assert.equal(verdict, 'not-applicable');
    assert.match(reason, /asks no members whom it serves itself, or asks them later \(A-15\)$/);
    assert.deepEqual(expected, []);
  });

  it('does not apply either to a party that asks when the regroup has long been formed', () => {
    assert.equal(judgedBy('primary-server', asksLate([FIRE2, MED])).verdict, 'not-applicable');
  });

  it('is open where another party used it', () => {
    const { verdict, reason } = judged('partner-server', FIRE2, MED);
    assert.equal(verdict, 'inconclusive');
    assert.match(reason, /^POST-2a: the condition of the requirement never arose/);
  });

  it('is open where there was nobody whom the freedom could leave out', () => {
    assert.equal(judged('primary-server', FIRE, MED).verdict, 'inconclusive');
  });
});
