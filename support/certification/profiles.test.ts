import assert from 'node:assert/strict';
import { loadCatalogue } from '../traceability/catalogue/catalogue';
import { loadScenarios } from '../traceability/features';
import { UserError } from '../verdict/errors';
import { PROFILES } from './freeze';
import { loadProfile, profileDrift, profileNames, selectionFor } from './profile';

const catalogue = loadCatalogue();
const scenarios = loadScenarios(catalogue);

describe('the certification profiles', () => {
  it('are those that can be frozen', () => {
    assert.deepEqual(profileNames(), PROFILES.map(({ profile }) => profile).sort());
  });

  for (const { profile: name } of PROFILES)
    it(`${name} lists what the suite selects`, () => {
      const { profile } = loadProfile(name);
      assert.equal(profile.profile, name);
      assert.deepEqual(profileDrift(profile, selectionFor(profile, scenarios, catalogue)), []);
      const listed = [...profile.required, ...profile.notScored.map(({ tp }) => tp)];
      assert.deepEqual(listed.toSorted(), scenarios.map(({ tp }) => tp).sort(), 'each in one of the two lists');
    });

  it('tell what drifted', () => {
    const { profile } = loadProfile('http-json-client-2');
    const [first = '', ...required] = profile.required;
    const today = selectionFor(profile, scenarios, catalogue);
    assert.deepEqual(profileDrift({ required, notScored: profile.notScored }, today), [
      `${first} is not in the profile`,
    ]);
    assert.deepEqual(
      profileDrift({ required, notScored: [{ tp: first, reason: 'r' }] }, { ...today, notScored: [] }).at(-1),
      `${first} is selected today and not scored by the profile`,
    );
    const without = today.required.filter((tp) => tp !== first);
    assert.deepEqual(profileDrift(profile, { ...today, required: without }), [`${first} is not in the suite any more`]);
  });

  it('are named by their nearest where there is none', () => {
    assert.throws(
      () => loadProfile('http-json-client-3'),
      (error: unknown) => error instanceof UserError && /did you mean http-json-client-\d\?/.test(error.message),
    );
    assert.throws(() => loadProfile('../package'), UserError);
  });
});
