import assert from 'node:assert/strict';
import { createFrontRoutes } from './front-routes';

const ONE = 'http://127.0.0.1:1';
const TWO = 'http://127.0.0.1:2';
const OF_SERVERS = '{"from":"sip:mcx-server@primary.example","to":"sip:mcx-server@partner.example"';

function routes() {
  const made = createFrontRoutes();
  made.add({ labels: ['xaaaaaa', 'm11111111'], addresses: { 'client-1': ONE } });
  made.add({ labels: ['xbbbbbb', 'm22222222'], addresses: { 'client-1': TWO } });
  return (text: string) => made.find('client-1', text);
}

describe('the worker that a message belongs to', () => {
  it('is the one whose label begins a scope in it', () => {
    const find = routes();
    assert.equal(find('{"to":"sip:ana.xbbbbbb1a@primary.example"}'), TWO);
    assert.equal(find('{"to":"sip:ana.xaaaaaa1a@primary.example"}'), ONE);
  });

  it('is found among labels that are no scopes', () => {
    assert.equal(routes()('{"a":"sip:j.doe@x.example","to":"sip:ana.xbbbbbb1a@primary.example"}'), TWO);
  });

  it('is learnt for a regroup group from the first message that names both', () => {
    const find = routes();
    const named = `${OF_SERVERS},"regroupGroupId":"sip:77@product.example"}`;
    assert.equal(find(named), ONE);
    assert.equal(find('{"to":"sip:ana.xbbbbbb1@primary.example","regroupGroupId":"sip:77@product.example"}'), TWO);
    assert.equal(find(named), TWO);
  });

  it('stays the first that a regroup group was seen with', () => {
    const find = routes();
    find('{"to":"sip:ana.xbbbbbb1@primary.example","regroupGroupId":"sip:77@product.example"}');
    find('{"to":"sip:ana.xaaaaaa1@primary.example","regroupGroupId":"sip:77@product.example"}');
    assert.equal(find(`${OF_SERVERS},"regroupGroupId":"sip:77@product.example"}`), TWO);
  });

  it('is told by the name of a regroup group that a played server made up', () => {
    assert.equal(routes()(`${OF_SERVERS},"regroupGroupId":"sip:regroup-m222222223@primary.example"}`), TWO);
  });

  it('is the first where it belongs to nobody or is no message at all', () => {
    const find = routes();
    for (const text of [
      `${OF_SERVERS}}`,
      '{"to":"sip:ana.xcccccc1@primary.example"}',
      'GET',
      '',
      '{"regroupGroupId":7}',
    ])
      assert.equal(find(text), ONE, text);
  });

  it('is nobody before the first has come, and for a party that it does not have', () => {
    assert.equal(createFrontRoutes().find('client-1', '{}'), undefined);
    const made = createFrontRoutes();
    made.add({ labels: ['xaaaaaa'], addresses: {} });
    assert.equal(made.find('client-1', '{}'), undefined);
  });
});
