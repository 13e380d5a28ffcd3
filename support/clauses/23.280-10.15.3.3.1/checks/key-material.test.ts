import assert from 'node:assert/strict';
import { isReferenceOf, keyMaterialIn } from './key-material';

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
    'idempotencyKey',
    'K2Key',
    'routingKeys',
    'cache-key',
  ])
    it(`is not seen in ${name}`, () => {
      assert.equal(keyMaterialIn({ [name]: 'x', list: ['key', 'gmk'], none: null }), undefined);
    });

  it('is seen where what names a key says more than that', () => {
    assert.equal(keyMaterialIn({ identityGmk: 'x' }), '/identityGmk');
    assert.equal(keyMaterialIn({ referencedKeyMaterial: 'x' }), '/referencedKeyMaterial');
  });

  it('is seen by its value, whatever it is called', () => {
    const delivered = isReferenceOf(['gmk-id:1'], 'x1');
    assert.equal(keyMaterialIn({ keyReference: 'gmk-id:1' }, delivered), '/keyReference');
    assert.equal(keyMaterialIn({ notes: ['a', 'gmk-id:1'] }, delivered), '/notes/1');
    assert.equal(keyMaterialIn({ keyReference: 'gmk-id:2' }, delivered), undefined);
  });

  it('is seen by its value in another scenario, where its scope differs', () => {
    const isDelivered = isReferenceOf(['gmk-id:sip:crisis-0.x1@primary.example'], 'x1');
    const seen = ['x1', 'x2', 'another'].map((scope) => `gmk-id:sip:crisis-0.${scope}@primary.example`);
    const others = ['', 'x.1', 'x1@y'].map((scope) => `gmk-id:sip:crisis-0.${scope}@primary.example`);
    const groups = ['sip:crisis-0.x1@primary.example', 'gmk-id:sip:crisis-1.x1@primary.example'];
    assert.deepEqual(seen.map(isDelivered), [true, true, true]);
    assert.deepEqual(
      [...others, ...groups, 'gmk-id:sip:crisis-0.@primary.example'].map(isDelivered).includes(true),
      false,
    );
    assert.equal(isReferenceOf(['gmk-id:sip:crisis-0.x1@primary.example'], undefined)(seen[1] ?? ''), false);
  });
});
