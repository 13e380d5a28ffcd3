import assert from 'node:assert/strict';
import { groupsIn, preconfiguredIn, readRegroup, regroupIn, usersIn } from './regroup-body';

const said = (extension: string) => {
  const body = readRegroup(
    `<mcpttregroup xmlns="urn:3gpp:ns:preconfiguredRegroup:1.0"><mcpttregroup-Params>${extension}<preconfig-group-id><preconfigured-group>sip:p@x</preconfigured-group></preconfig-group-id><mcptt-regroup-uri><mcptt-regroup-uri>sip:j@x</mcptt-regroup-uri></mcptt-regroup-uri><groups-for-regroup><group>sip:g@x</group>${extension}</groups-for-regroup></mcpttregroup-Params></mcpttregroup>`,
  );
  return [regroupIn(body), preconfiguredIn(body), groupsIn(body), usersIn(body)];
};

describe('what a regroup body says', () => {
  const PLAIN = ['sip:j@x', 'sip:p@x', ['sip:g@x'], []];
  const WITHIN =
    '<group>sip:no@x</group><users-for-regroup><user>sip:no@x</user></users-for-regroup><preconfigured-group>sip:no@x</preconfigured-group><mcptt-regroup-uri>sip:no@x</mcptt-regroup-uri>';

  it('stands in the elements that are known, and in no other', () => {
    assert.deepEqual(said(''), PLAIN);
    for (const name of ['anyExt', 'e:x', 'mcptt-of-tomorrow'])
      assert.deepEqual(said(`<${name} xmlns:e="urn:e">${WITHIN}</${name}>`), PLAIN, name);
    assert.deepEqual(said('<e:group xmlns:e="urn:e">sip:no@x</e:group>'), PLAIN);
  });

  it('is the same with a prefix of its own', () => {
    assert.deepEqual(said('<r:group xmlns:r="urn:3gpp:ns:preconfiguredRegroup:1.0">sip:h@x</r:group>')[2], [
      'sip:g@x',
      'sip:h@x',
    ]);
  });
});
