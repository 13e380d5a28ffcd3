import assert from 'node:assert/strict';
import { configurationsOf, dynamicDataOf, isValid, listedGroups, regroupIdOf } from './message';
import { oneMessage } from '../../clauses/23.280-10.15.3.3.1/testing/one-message';

const GROUP = 'sip:fire@x';

describe('an information element', () => {
  it('of the wrong type is not there', () => {
    for (const value of [7, {}, ['sip:joint@x'], null])
      assert.equal(regroupIdOf(oneMessage({ regroupGroupId: value })), undefined);
    assert.deepEqual(listedGroups(oneMessage({ mcServiceGroupIdList: [GROUP, 7, null] })), [GROUP]);
    assert.deepEqual(listedGroups(oneMessage({ mcServiceGroupIdList: GROUP })), []);
  });

  it('that is a list keeps of its entries those that can be read', () => {
    const entry = { mcServiceGroupId: GROUP, affiliated: ['sip:ana@x', 7], deAffiliated: 'sip:ben@x' };
    assert.deepEqual(dynamicDataOf(oneMessage({ groupDynamicData: [null, 7, {}, { mcServiceGroupId: 7 }, entry] })), [
      { groupId: GROUP, regroupId: undefined, affiliated: ['sip:ana@x'], deAffiliated: [] },
    ]);
    for (const value of [undefined, 7, entry])
      assert.deepEqual(dynamicDataOf(oneMessage({ groupDynamicData: value })), []);
  });
});

describe('the configuration of a group', () => {
  const known = { groupId: GROUP, keyReference: undefined, temporaryGroupId: undefined, describes: false };

  it('is read alone or in a list', () => {
    const entry = { mcServiceGroupId: GROUP, keyReference: 'k', temporaryGroupId: 'sip:temp@x', displayName: 'Fire' };
    const said = { keyReference: 'k', temporaryGroupId: 'sip:temp@x', describes: true, elements: entry };
    const wanted = [{ ...known, ...said }];
    assert.deepEqual(configurationsOf(oneMessage({ groupConfiguration: entry })), wanted);
    assert.deepEqual(configurationsOf(oneMessage({ groupConfigurations: [entry] })), wanted);
    assert.deepEqual(configurationsOf(oneMessage()), []);
  });

  it('has no key and no temporary group where these are of the wrong type, and none without a group', () => {
    const entry = { mcServiceGroupId: GROUP, keyReference: 7, temporaryGroupId: {} };
    assert.deepEqual(configurationsOf(oneMessage({ groupConfigurations: [{ mcServiceGroupId: 7 }, {}, entry] })), [
      { ...known, elements: entry },
    ]);
  });
});

describe('a message', () => {
  it('is valid until something is found wrong with it', () => {
    assert.equal(isValid(oneMessage()), true);
    assert.equal(isValid(oneMessage({}, { schemaErrors: [{ path: '', expected: 'a', found: 'b' }] })), false);
  });
});
