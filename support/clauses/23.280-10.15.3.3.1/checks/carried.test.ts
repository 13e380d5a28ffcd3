import assert from 'node:assert/strict';
import { oneMessage } from '../testing/one-message';
import { asAsked, asIn, deviation, ifThere, isMissing, isSame, only, valueIn } from './carried';

const STEP_5 = 'preconfigured-regroup-request.server-server';
const STEP_7 = 'preconfigured-regroup-request.server-client';
const STEP_9 = 'preconfigured-regroup-response.client-server';

describe('what a message carries', () => {
  it('is not there where it is of another kind', () => {
    assert.equal(valueIn({ regroupGroupId: 7 }, 'regroupGroupId'), undefined);
    assert.deepEqual(valueIn({ mcServiceGroupIdList: ['fire', 7] }, 'mcServiceGroupIdList'), ['fire']);
    assert.deepEqual(valueIn({}, 'mcServiceGroupIdList'), []);
    assert.equal(valueIn({ reason: null }, 'reason'), undefined);
    assert.equal(valueIn({ mcServiceUserCriteria: { near: 'here' } }, 'mcServiceUserCriteria'), '{"near":"here"}');
    assert.ok(isMissing([]) && isMissing(undefined) && !isMissing(''));
  });

  it('is the same list in any order', () => {
    assert.ok(isSame(['fire', 'med'], ['med', 'fire']));
    assert.ok(!isSame(['fire'], ['fire', 'med']) && !isSame(['fire'], 'fire'));
  });

  const step2 = oneMessage({ preconfiguredGroupId: 'crisis' });

  it('deviates at the first element that comes from elsewhere', () => {
    const step5 = oneMessage({ regroupGroupId: 'joint', preconfiguredGroupId: 'other' }, { flow: STEP_5 });
    const origins = { returned: only('joint'), 'as requested': asIn([step2]) };
    assert.deepEqual(deviation('STEP-5-d', step5, origins), { element: 'preconfiguredGroupId', value: 'other' });
    assert.deepEqual(deviation('STEP-5-d', step5, { ...origins, returned: only('joint-8') }), {
      element: 'regroupGroupId',
      value: 'joint',
    });
    assert.equal(deviation('INV-1', step5, origins), undefined);
  });

  it('has to be there where the requirement says so, even if nobody asked with it', () => {
    const empty = oneMessage({}, { flow: STEP_7 });
    assert.equal(deviation('STEP-7-b', empty, asAsked([oneMessage()]))?.element, 'regroupGroupId');
    assert.equal(deviation('STEP-9-b', oneMessage({}, { flow: STEP_9 }), asAsked([empty])), undefined);
    assert.equal(deviation('STEP-9-b', oneMessage({}, { flow: STEP_9 }), asAsked([]))?.element, 'regroupGroupId');
  });

  it('may be left out where only another value would be wrong', () => {
    const of = (user?: string) => oneMessage(user === undefined ? {} : { mcServiceId: user });
    const wrong = (message = of()) => deviation('STEP-2-a', message, { 'the requester': ifThere(message, 'ana') });
    assert.equal(wrong(), undefined);
    assert.equal(wrong(of('ana')), undefined);
    assert.deepEqual(wrong(of('eve')), { element: 'mcServiceId', value: 'eve' });
  });
});
