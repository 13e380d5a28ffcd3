import assert from 'node:assert/strict';
import { refusalWords } from './refusal-words';

describe('The words of a refusal', () => {
  it('are its status, and what is said beside it', () => {
    assert.equal(refusalWords({ wire: { status: '480 Temporarily Unavailable' } }), '480 Temporarily Unavailable');
    assert.equal(
      refusalWords({ wire: { status: '403 Forbidden', advice: 'Warning: 399 as "148 group is regrouped"' } }),
      '403 Forbidden, Warning: 399 as "148 group is regrouped"',
    );
    assert.equal(refusalWords({ wire: { status: '302 ' } }), '302');
  });

  for (const wire of [
    {},
    { status: '200 OK' },
    { status: '202 Accepted', advice: 'Contact: <sip:a@b>' },
    { status: '' },
  ])
    it(`are none of ${JSON.stringify(wire)}`, () => {
      assert.equal(refusalWords({ wire }), undefined);
    });
});
