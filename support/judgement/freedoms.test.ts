import assert from 'node:assert/strict';
import { FIRE, FIRE2, IVO, MED } from '../clauses/23.280-10.15.3.3.1/testing/cast';
import { conforming } from '../clauses/23.280-10.15.3.3.1/testing/conforming';
import { FLOW } from '../clauses/23.280-10.15.3.3.1/testing/flow-names';
import { isFlow, without } from '../clauses/23.280-10.15.3.3.1/testing/trace-builder';
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
  const contextFor = (...underTest: readonly Role[]) =>
    contextOfRun(
      {
        clauses: [{ clause: '23.280-10.15.3.3.1', specification: '3GPP TS 23.280', number: '10.15.3.3.1', title: 'T' }],
        target: { name: 'acme', version: '1', adapter: 'http-json', underTest },
        options: {},
      },
      loadCatalogue(),
      loadIcs(),
    );
  const judgedBy = (product: Role, events: readonly TraceEvent[]) => {
    const context = contextFor(product);
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
    assert.match(
      reason,
      /^POST-2a: the condition of the requirement never arose \(".+"\); expected: somebody is affiliated$/,
    );
  });

  it('does not apply to a product that is both ends of it, and what else it breaks counts', () => {
    const { events } = conforming();
    const outside = (seen: readonly TraceEvent[]): readonly TraceEvent[] => [
      { kind: 'one-product', id: 'e0', seq: 0, at: 0, scope: 's1', parties: ['primary-server', 'primary-gms'] },
      ...seen.flatMap((event): readonly TraceEvent[] => {
        if (event.kind !== 'message') return [event];
        const ends = [event.from.party, event.to.party];
        const isInside = ends.includes('primary-server') && ends.includes('primary-gms');
        const isOurs = event.from.party !== 'primary-server' && event.from.party !== 'primary-gms';
        return isInside ? [] : [isOurs ? event : { ...event, writtenBy: 'implementation' as const }];
      }),
    ];
    const judgedAs = (seen: readonly TraceEvent[], ...asked: readonly string[]) => {
      const context = contextFor('primary-server', 'primary-gms');
      return judge(openStory(outside(seen), abilitiesOf(context.wire)), asked, [], context);
    };
    const { verdict, reason } = judgedAs(events, 'PRE-4');
    assert.equal(verdict, 'not-applicable');
    assert.match(reason, /^the primary-server and the primary-gms are one product: how it follows the group config/);
    assert.equal(judgedAs(events, 'STEP-4b-1').verdict, 'pass');
    const broken = judgedAs(without(events, isFlow(FLOW.step4b)), 'PRE-4');
    assert.equal(broken.verdict, 'fail');
  });

  it('is open where there was nobody whom the freedom could leave out', () => {
    assert.equal(judged('primary-server', FIRE, MED).verdict, 'inconclusive');
  });
});
