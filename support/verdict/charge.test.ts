import assert from 'node:assert/strict';
import { charge, counts, hasUncountedBreach } from './charge';
import type { Finding } from './finding';

const binds = (id: string) => id !== 'STEP-6-a';
const strengthOf = (id: string) => ({ 'STEP-4b-1': 'shall', 'STEP-4b-5': 'shall-not', 'STEP-5-a': 'indicative' })[id];

const finding = (over: Partial<Finding> = {}): Finding => ({
  requirement: 'STEP-5-a',
  party: 'primary-server',
  verdict: 'fail',
  expected: 'one request reaches the partner',
  observed: 'none did',
  evidence: ['e1'],
  ...over,
});

function one(over: Partial<Finding>, judged: Parameters<typeof charge>[1], strength: 'all' | 'shall' = 'all') {
  const [check] = charge([finding(over)], judged, { strengthOf, binds }, { strength });
  assert.ok(check);
  return check;
}

describe('charge', () => {
  const primary = new Set(['primary-server'] as const);
  const partner = new Set(['partner-server'] as const);

  it('charges a breach to the party that is under test', () => {
    assert.deepEqual(one({}, primary), { ...finding(), verdict: 'fail', judged: true });
  });

  it('judges nothing that binds no role under test: a server takes another part where a regroup was requested elsewhere', () => {
    const passed = one({ requirement: 'STEP-6-a', verdict: 'pass' }, primary);
    assert.deepEqual([passed.verdict, passed.judged], ['pass', false]);
    const broken = one({ requirement: 'STEP-6-a' }, primary);
    assert.deepEqual([broken.verdict, broken.judged], ['inconclusive', false]);
  });

  it('takes a breach by a party that the harness plays as an error of the harness', () => {
    const check = one({}, partner);
    assert.equal(check.verdict, 'error');
    assert.equal(check.judged, false);
  });

  it('takes it as inconclusive beside a breach of the implementation, which played parties only follow', () => {
    const both = [finding(), finding({ party: 'partner-server' })];
    const [byPlayed, byImplementation] = charge(both, partner, { strengthOf, binds }, { strength: 'all' });
    assert.ok(byPlayed && byImplementation);
    assert.deepEqual([byPlayed.verdict, byPlayed.judged], ['inconclusive', false]);
    assert.equal(byImplementation.verdict, 'fail');
  });

  it('takes every breach as an error where every role is played', () => {
    const check = one({}, 'all');
    assert.equal(check.verdict, 'error');
    assert.equal(check.judged, true);
  });

  it('leaves pass and inconclusive as they are', () => {
    for (const verdict of ['pass', 'inconclusive'] as const) {
      for (const judged of [primary, partner, 'all'] as const) assert.equal(one({ verdict }, judged).verdict, verdict);
    }
  });

  it('does not judge what is weaker than shall when only shall is scored', () => {
    const check = one({}, primary, 'shall');
    assert.equal(check.verdict, 'fail');
    assert.equal(check.judged, false);
    assert.equal(counts(check), false);
    assert.ok(hasUncountedBreach({ checks: [one({ verdict: 'pass' }, primary), check] }));
  });

  it('has an uncounted breach only where what is not judged failed', () => {
    const judged = one({}, primary);
    const passed = one({ verdict: 'pass' }, primary, 'shall');
    assert.deepEqual([judged.verdict, judged.judged, passed.judged], ['fail', true, false]);
    assert.equal(hasUncountedBreach({ checks: [judged, passed] }), false);
  });

  it('takes a breach by a played party as an error although the implementation passes what it does', () => {
    const both = [finding({ verdict: 'pass' }), finding({ party: 'partner-server' })];
    const [, byPlayed] = charge(both, primary, { strengthOf, binds }, { strength: 'all' });
    assert.equal(byPlayed?.verdict, 'error');
  });

  it('judges shall and shall not when only shall is scored', () => {
    for (const requirement of ['STEP-4b-1', 'STEP-4b-5'])
      assert.equal(one({ requirement }, primary, 'shall').judged, true);
  });

  it('does not judge a requirement that nobody knows when only shall is scored', () => {
    assert.equal(one({ requirement: 'STEP-99' }, primary, 'shall').judged, false);
  });

  it('keeps a breach by a played party an error when only shall is scored', () => {
    const check = one({}, partner, 'shall');
    assert.equal(check.verdict, 'error');
    assert.equal(counts(check), true);
  });
});
