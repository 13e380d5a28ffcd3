import assert from 'node:assert/strict';
import type { FlowId } from './flows';
import { isTold } from './told';

describe('a user is told of a regroup', () => {
  const ASKED: FlowId = 'preconfigured-regroup-request.server-client';
  const ENDED: FlowId = 'preconfigured-regroup-cancel-request.server-client';

  it('once for each that its client was asked for', () => {
    assert.equal(isTold([ASKED], []), false);
    assert.equal(isTold([ASKED, ASKED], ['regrouped']), true);
    assert.equal(isTold([ASKED, ENDED, ASKED], ['regrouped', 'cancelled']), false);
    assert.equal(isTold([ASKED, ENDED, ASKED], ['regrouped', 'cancelled', 'regrouped']), true);
  });

  it('whether it is told of the cancellation or not, and however often that is sent', () => {
    assert.equal(isTold([ASKED, ENDED, ASKED], ['regrouped']), false);
    assert.equal(isTold([ASKED, ENDED, ENDED, ASKED], ['regrouped', 'regrouped']), true);
  });
});
