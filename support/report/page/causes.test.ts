import assert from 'node:assert/strict';
import { aCheck, aFailure, aScenario } from '../testing/results';
import { causesOf, mendedSince } from './causes';

const broke = (tp: string, ...requirements: readonly string[]) =>
  aScenario({ tp, name: tp, verdict: 'fail', checks: requirements.map((requirement) => aFailure({ requirement })) });
const open = (tp: string, reason: string) => aScenario({ tp, name: tp, verdict: 'inconclusive', reason, checks: [] });
const causes = (scenarios: Parameters<typeof causesOf>[0]['scenarios'], then?: typeof scenarios) =>
  causesOf({ scenarios }, ({ tp }) => tp, then && { scenarios: then });

describe('the causes of what did not pass', () => {
  it('are a row a statement, the one of most scenarios first, with what broke beside it and nowhere else', () => {
    const found = causes([broke('A', 'STEP-4b-1', 'INV-4'), broke('B', 'STEP-4b-1'), broke('C', 'STEP-5-a')]);
    assert.deepEqual(
      found.map(({ requirement, scenarios, alongside }) => [
        requirement,
        scenarios,
        alongside.map((one) => [one.requirement, one.count]),
      ]),
      [
        ['STEP-4b-1', ['A', 'B'], [['INV-4', 1]]],
        ['STEP-5-a', ['C'], []],
      ],
    );
  });

  it('are apart where each broke once without the other', () => {
    const found = causes([broke('A', 'STEP-4b-1', 'INV-4'), broke('B', 'STEP-4b-1'), broke('C', 'INV-4')]);
    assert.deepEqual(
      found.map(({ requirement }) => requirement),
      ['STEP-4b-1', 'INV-4'],
    );
  });

  it('are reasons where no statement tells, in one line, and nothing beyond the clause', () => {
    const found = causes([
      open('A', 'no control\n at x'),
      open('B', 'no control\n at x'),
      aScenario({ ...broke('C', 'X'), beyondSpec: true, verdict: 'inconclusive', checks: [] }),
    ]);
    assert.deepEqual(
      found.map(({ reason, verdict, scenarios }) => [reason, verdict, scenarios]),
      [['no control', 'inconclusive', ['A', 'B']]],
    );
  });

  it('are one where a check could not tell it of one user and of another', () => {
    const cannotTell = (tp: string, user: string) => {
      const check = aCheck({
        verdict: 'inconclusive',
        requirement: 'STEP-3-a',
        expected: `${user} is refused`,
        observed: 'no answer',
      });
      const reason = `STEP-3-a: expected ${user} is refused; observed no answer`;
      return aScenario({ tp, name: tp, verdict: 'inconclusive', reason, checks: [check] });
    };
    const found = causes([cannotTell('A', 'Ana'), cannotTell('B', 'Finn')]);
    assert.deepEqual(
      found.map(({ requirement, expected, reason, scenarios }) => [requirement, expected, reason, scenarios]),
      [['STEP-3-a', 'Ana is refused', undefined, ['A', 'B']]],
    );
  });

  it('are new where another run had executed their scenarios and did not have them, and nothing where there is none', () => {
    const passed = ['C', 'D'].map((tp) => aScenario({ tp, name: tp }));
    const then = [broke('A', 'STEP-4b-1'), open('B', 'no control'), ...passed];
    const now = [
      ...[broke('A', 'STEP-4b-1'), broke('C', 'STEP-5-a'), broke('E', 'STEP-7-a')],
      ...[open('B', 'no control'), open('D', 'gone'), open('F', 'late')],
    ];
    assert.deepEqual(
      causes(now, then).map(({ isNew }) => isNew),
      [false, true, false, false, true, false],
    );
    assert.ok(causes(now).every((cause) => !('isNew' in cause)));
  });

  it('are mended where they are gone and one of their scenarios was executed again', () => {
    const then = { scenarios: [broke('A', 'STEP-4b-1'), broke('B', 'STEP-5-a')] };
    assert.deepEqual(mendedSince({ scenarios: [aScenario({ tp: 'A', name: 'A' })] }, then), ['STEP-4b-1']);
    assert.deepEqual(mendedSince({ scenarios: [broke('A', 'STEP-4b-1')] }, then), []);
  });
});
