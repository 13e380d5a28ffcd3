import assert from 'node:assert/strict';
import { ANA, COAST, FIRE, FIXTURE, gms, JOINT, MED, server } from '../../clauses/23.280-10.15.3.3.1/testing/cast';
import { readPlaces } from './places';

const places = readPlaces(FIXTURE);

describe('where groups are at home', () => {
  it('makes partners of the other MC systems, each once, and of nobody for a group that is unknown', () => {
    assert.deepEqual(places.partnersFor('primary-server', [FIRE, MED, COAST, MED]), ['partner', 'second-partner']);
    assert.deepEqual(places.partnersFor('partner-server', [FIRE, MED]), ['primary']);
    assert.deepEqual(places.partnersFor('primary-server', [JOINT]), []);
  });
});

describe('a name', () => {
  it('is the one that the features give, whatever the identity is', () => {
    const users = FIXTURE.users.map((user) => (user.id === ANA ? { ...user, name: 'The chief' } : user));
    assert.equal(readPlaces({ ...FIXTURE, users }).nameOf(ANA), 'The chief');
    assert.equal(places.nameOf(MED), 'Med-7');
    assert.equal(places.nameOf(server('second-partner')), 'the MC service server of the second partner MC system');
    assert.equal(places.nameOf(gms('primary')), 'the group management server of the primary MC system');
  });

  it('is else read from an identity of the scenario, and else is the identity', () => {
    assert.equal(places.nameOf('sip:joint-9.t1@primary.example'), 'Joint-9');
    assert.equal(places.nameOf('sip:joint-9.t1@partner.example'), 'Twin-9', 'as the features call it');
    assert.equal(places.nameOf('sip:assigned-1.t1@primary.example'), 'Assigned-1');
    for (const id of ['sip:joint-9.t2@primary.example', 'tel:112', 'sip:.t1@primary.example'])
      assert.equal(places.nameOf(id), id);
    assert.equal(readPlaces(undefined).nameOf('joint'), 'joint');
  });

  it('hides nothing in which an identity differs from the one that it is the name of', () => {
    const named = [ANA, FIRE, MED, 'sip:joint-9.t1@primary.example'];
    const others = named.flatMap((id) => [
      id.replace('sip:', 'sips:'),
      id.replace(/@.*/, '@elsewhere.example'),
      `${id}:5061`,
      `${id};transport=tcp`,
      `${id}?subject=x`,
      id.replace('@', '@.'),
    ]);
    for (const id of [...others, MED.replace('partner', 'primary')]) assert.equal(places.nameOf(id), id);
  });
});
