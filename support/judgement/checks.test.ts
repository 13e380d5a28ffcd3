import assert from 'node:assert/strict';
import { abilitiesOf, EVERY_ABILITY } from '../ports/abilities';
import path from 'node:path';
import { CLAUSES } from '../clauses/all';
import type { Clause } from '../oracle/clause';
import { openStory } from '../oracle/story';
import { loadCatalogue, loadEveryClause } from '../traceability/catalogue/catalogue';
import { isObservable } from '../traceability/catalogue/requirement';
import { checksOf } from './checks';

const clause = (id: string, ...requirements: readonly string[]): Clause => ({
  id,
  checks: requirements.map((requirement) => ({
    requirement,
    judge: () => [
      {
        requirement,
        party: 'primary-server',
        verdict: 'pass',
        expected: 'e',
        observed: 'o',
        evidence: [],
        interpretation: 'A-01',
      },
    ],
  })),
});

describe('the checks of a run', () => {
  const [one, other] = ['23.280-1.1', '24.379-2'];
  const catalogue = loadCatalogue(path.join(__dirname, '../traceability/testing/two-clauses'));
  const known = [clause(one, 'STEP-1-a', 'STEP-1-b'), clause(other, 'STEP-1-a', 'STEP-2-a')];

  it('have the names that their requirements have where clauses meet, and their findings too', () => {
    const checks = checksOf(catalogue, known);
    const findings = checks.flatMap((check) =>
      check.judge(openStory([], abilitiesOf({ abilities: EVERY_ABILITY })), { ordering: 'strict' }),
    );
    const names = [`${one}/STEP-1-a`, 'STEP-1-b', `${other}/STEP-1-a`, 'STEP-2-a'];
    assert.deepEqual(
      checks.map(({ requirement }) => requirement),
      names,
    );
    assert.deepEqual(
      findings.map(({ requirement }) => requirement),
      names,
    );
    assert.deepEqual(
      findings.map(({ interpretation }) => interpretation),
      [one, one, other, other].map((id) => `${id}/A-01`),
    );
  });

  it('are those of the clauses that it is about', () => {
    const own = checksOf(catalogue.only([other]), known);
    assert.deepEqual(
      own.map(({ requirement }) => requirement),
      [`${other}/STEP-1-a`, 'STEP-2-a'],
    );
  });

  it('are one for each statement of the suite that can be observed, and those of no other', () => {
    const whole = loadEveryClause();
    assert.deepEqual(
      CLAUSES.map(({ id }) => id),
      whole.clauses.map(({ id }) => id),
    );
    const checked = checksOf(whole).map(({ requirement }) => requirement);
    assert.deepEqual(
      checked.toSorted(),
      whole.requirements
        .filter(isObservable)
        .map(({ id }) => id)
        .sort(),
    );
  });
});
