import assert from 'node:assert/strict';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadScenarios } from '../traceability/features';
import { loadTarget } from '../testbed/target/target';
import { UserError } from '../verdict/errors';
import { frozen, PROFILES } from './freeze';
import {
  listedIn,
  loadProfile,
  MINIMUM,
  parseProfile,
  profileDrift,
  profilesOf,
  selectionFor,
  textDrift,
  timingsBelow,
  type Profile,
} from './profile';

const catalogue = loadCatalogue();
const scenarios = loadScenarios(catalogue);
const profilesIn = (clause: string): readonly Profile[] =>
  profilesOf(clause).map((name) => loadProfile(`${clause}/${name}`).profile);

describe('the certification profiles', () => {
  for (const clause of catalogue.clauses) {
    const profiles = profilesIn(clause.id);

    for (const profile of profiles)
      it(`${profile.profile} asks for what the suite still has`, () => {
        assert.deepEqual(profileDrift(profile, selectionFor(profile, scenarios, catalogue)), []);
        assert.deepEqual(textDrift(profile, clause), []);
      });

    // What one lacks and another has was there when both were frozen, and was left out by hand.
    it(`of ${clause.id} list the same test purposes where they are of one version`, () => {
      const lists = new Map<string, string>();
      for (const one of profiles) {
        const listed = listedIn(one).toSorted().join(' ');
        assert.equal(listed, lists.get(one.version) ?? listed, one.profile);
        lists.set(one.version, listed);
      }
    });

    it(`of ${clause.id} are named for their files, and are those that can be frozen`, () => {
      assert.deepEqual(
        profiles.map(({ profile }) => profile),
        profilesOf(clause.id),
      );
      // A clause that no release has had yet has none.
      if (profiles.length > 0) assert.deepEqual(profilesOf(clause.id), PROFILES.map(({ profile }) => profile).sort());
    });
  }

  const { profile } = loadProfile('http-json-client-2');
  const today = selectionFor(profile, scenarios, catalogue);
  const [first = '', ...required] = profile.required;

  it('stay as they are when the suite learns a test purpose', () => {
    assert.deepEqual(profileDrift({ required, notScored: profile.notScored }, today), []);
    assert.deepEqual(profileDrift({ required, notScored: [{ tp: first, reason: 'r' }] }, today), []);
  });

  it('tell what they ask for and the suite has not', () => {
    const without = { ...today, required: today.required.filter((tp) => tp !== first) };
    assert.deepEqual(profileDrift(profile, without), [`${first} is not in the suite any more`]);
    const left = { ...without, notScored: [...without.notScored, { tp: first, reason: 'r' }] };
    assert.deepEqual(profileDrift(profile, left), [`${first} is required by the profile and not selected today`]);
    const [clause] = catalogue.clauses;
    assert.ok(clause);
    const later = { ...clause, text: { ...clause.text, release: 'Release 20' } };
    assert.match(textDrift(profile, later)[0] ?? '', /is for .*Release 19.* the suite has .*Release 20/);
    assert.match(textDrift(profile, undefined)[0] ?? '', /no such clause/);
  });

  it('are frozen under the version that is given, from what the suite holds', () => {
    const [clause] = catalogue.clauses;
    const [one] = PROFILES;
    assert.ok(clause && one);
    const text = frozen(one, '7.3', { clause, scenarios, catalogue });
    const made = parseProfile(text, 'made.yaml');
    assert.deepEqual([made.version, made.spec.clause, made.minimum], ['7.3', clause.number, MINIMUM]);
    assert.deepEqual(listedIn(made).toSorted(), scenarios.map(({ tp }) => tp).sort());
  });

  it('name each timing that is shorter than they allow, and none of a target file that says nothing', () => {
    const { timing } = loadTarget();
    assert.deepEqual(timingsBelow({}, timing), []);
    assert.deepEqual(timingsBelow({}, { ...timing, quietWindowMs: 149 }), [
      'timing.quietWindowMs is 149 and has to be 150 or more',
    ]);
    const minimum = { deadlineMs: 3000, quietWindowMs: 500 };
    assert.deepEqual(timingsBelow({ minimum }, timing), [
      `timing.deadlineMs is ${timing.deadlineMs} and has to be 3000 or more`,
      `timing.quietWindowMs is ${timing.quietWindowMs} and has to be 500 or more`,
    ]);
    assert.deepEqual(timingsBelow({ minimum }, minimum), []);
  });

  it('are named by their nearest where there is none', () => {
    assert.throws(
      () => loadProfile('http-json-client-3'),
      (error: unknown) => error instanceof UserError && /did you mean http-json-client-\d\?/.test(error.message),
    );
    assert.throws(() => loadProfile('../package'), UserError);
  });
});
