import assert from 'node:assert/strict';
import { keyMaterialIn } from './key-material';

describe('key material', () => {
  for (const name of [
    'key',
    'keys',
    'gmk',
    'mikey',
    'mikeyMessage',
    'keyMaterial',
    'key_material',
    'key-material',
    'keymaterial',
    'groupKey',
    'groupKeys',
    'K2Key',
    'session_key',
    'GMK',
    'session-keys',
  ])
    it(`is seen in ${name}, at any depth`, () => {
      assert.equal(keyMaterialIn({ [name]: 'x' }), `/${name}`);
      assert.equal(keyMaterialIn({ security: [{ [name]: 'x' }] }), `/security/0/${name}`);
    });

  for (const name of [
    'keyReference',
    'gmkId',
    'mcServiceGroupId',
    'monkey',
    'keyword',
    'groupKeyword',
    'group-keyring',
    'aKeyset',
    'turkeys',
    'keyed',
  ])
    it(`is not seen in ${name}`, () => {
      assert.equal(keyMaterialIn({ [name]: 'x', list: ['key', 'gmk'], none: null }), undefined);
    });

  it('is seen where what names a key says more than that', () => {
    assert.equal(keyMaterialIn({ refreshedKey: 'x' }), '/refreshedKey');
    assert.equal(keyMaterialIn({ identityGmk: 'x' }), '/identityGmk');
  });
});
