import assert from 'node:assert/strict';
import { FIRE, JOINT8 } from '../testing/cast';
import { conforming } from '../testing/conforming';
import { FLOW } from '../testing/flow-names';
import { said } from '../testing/said';
import { altered, doubled, isFlow } from '../testing/trace-builder';

/** The partner is told two things, in two requests of which the second is wrong, and goes by that. */
const misled = (change: Readonly<Record<string, unknown>>) => {
  const twice = doubled(conforming().events, isFlow(FLOW.step5));
  const told = altered(twice, ({ id }) => id.endsWith('-again'), change);
  return altered(told, isFlow(FLOW.step7), change);
};
const accused = (requirement: string, change: Readonly<Record<string, unknown>>) => [
  ...new Set(said(requirement, misled(change)).map((finding) => finding.replace(/:.*/, ''))),
];

describe('a partner that was told wrong once', () => {
  it('is not accused of the configuration group that it passes on', () => {
    assert.deepEqual(accused('INV-2', { preconfiguredGroupId: FIRE }), ['primary-server fail']);
  });

  it('is not accused of the regroup group that it passes on', () => {
    const parties = accused('INV-1', { regroupGroupId: JOINT8 });
    assert.ok(parties.includes('primary-server fail'), parties.join(', '));
    assert.ok(!parties.includes('partner-server fail'), parties.join(', '));
  });
});
