import assert from 'node:assert/strict';
import { FLOW } from '../../testing/flow-names';
import { oneMessage } from '../../testing/one-message';
import { isFormed, legOf, regroupIdFor, startAttempt, type AttemptDraft } from './attempt';

const NOBODY = { id: '', party: null };
const requested = (body: Readonly<Record<string, unknown>> = {}): AttemptDraft =>
  startAttempt(oneMessage(body), 'primary-server', ['partner']);

describe('the requester of an attempt', () => {
  it('is who sent the request, else whom the request names, else nobody', () => {
    const requester = (...message: Parameters<typeof oneMessage>) =>
      startAttempt(oneMessage(...message), 'primary-server', []).requester;
    assert.equal(requester({ mcServiceId: 'sip:ana@x' }), 'sip:one@x');
    assert.equal(requester({ mcServiceId: 'sip:ana@x' }, { from: NOBODY }), 'sip:ana@x');
    assert.equal(requester({}, { from: NOBODY }), '');
  });
});

describe('the identity of the regroup group', () => {
  const named = (id: string, body = {}) => oneMessage({ regroupGroupId: id, ...body });

  it('is the one returned, else the one that partners are asked with, else the one of the response, else the one given', () => {
    const attempt = requested({ regroupGroupId: 'given' });
    assert.equal(regroupIdFor(attempt), 'given');
    attempt.step12.push(named('responded'));
    assert.equal(regroupIdFor(attempt), 'responded');
    legOf(attempt, 'partner-server').step5.push(oneMessage(), named('asked'));
    assert.equal(regroupIdFor(attempt), 'asked');
    attempt.step4b.push(named('refused', { authorizationResult: 'failure' }));
    assert.equal(regroupIdFor(attempt), 'asked');
    attempt.step4b.push(named('returned', { authorizationResult: 'success' }));
    assert.equal(regroupIdFor(attempt), 'returned');
  });
});

describe('the end of an attempt', () => {
  it('is a regroup once its requester is told so (A-27), and nobody else', () => {
    const attempt = requested();
    attempt.step12.push(oneMessage({}, { flow: FLOW.step12, to: { id: 'sip:eve@x', party: null } }));
    assert.equal(isFormed(attempt), false);
    attempt.step12.push(oneMessage({}, { flow: FLOW.step12, to: attempt.step2.from }));
    assert.equal(isFormed(attempt), true);
  });
});
