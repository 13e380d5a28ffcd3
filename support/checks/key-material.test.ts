import assert from 'node:assert/strict';
import { keyMaterialIn } from './key-material';

describe('key material', () => {
  for (const name of [
    'key',
    'gmk',
    'mikey',
    'mikeyMessage',
    'keyMaterial',
    'key_material',
    'groupKey',
    'GMK',
    'session-keys',
  ])
    it(`is seen in ${name}, at any depth`, () => {
      assert.equal(keyMaterialIn({ [name]: 'x' }), `/${name}`);
      assert.equal(keyMaterialIn({ security: [{ [name]: 'x' }] }), `/security/0/${name}`);
    });

  for (const name of ['keyReference', 'gmkId', 'mcServiceGroupId', 'monkey', 'keyword'])
    it(`is not seen in ${name}`, () => {
      assert.equal(keyMaterialIn({ [name]: 'x', list: ['key', 'gmk'] }), undefined);
    });
});
