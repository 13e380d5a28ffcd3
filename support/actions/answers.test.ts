import assert from 'node:assert/strict';
import type { MessageEvent } from '../evidence/trace';
import { answerTo, requestFor } from './answers';

const ANA = 'sip:ana.k3f9@primary.example';
const IVO = 'sip:ivo.k3f9@primary.example';
const CANCEL = { kind: 'cancel-regroup', user: ANA, regroupGroupId: 'sip:joint-9.k3f9@primary.example' } as const;

const cancelled = (id: string): MessageEvent => ({
  kind: 'message',
  scope: 'k3f9',
  seq: 1,
  at: 0,
  id: 'e1',
  flow: 'preconfigured-regroup-cancel-response.server-client',
  from: { party: 'primary-server', id: 'sip:mcx-server@primary.example' },
  to: { party: 'client-1', id },
  body: {},
  raw: '',
  schemaErrors: [],
  writtenBy: 'implementation',
  wire: {},
});

describe('the answer to an act', () => {
  it('has come when one more than before was sent to the user', () => {
    const hasCome = answerTo(CANCEL, [cancelled(ANA)]);
    assert.equal(hasCome([cancelled(ANA)]), false);
    assert.equal(hasCome([cancelled(ANA), cancelled(IVO)]), false);
    assert.equal(hasCome([cancelled(ANA), cancelled(ANA)]), true);
  });

  it('has come when all groups of the act were answered, in however many messages', () => {
    const groups = ['sip:fire-1.k3f9@primary.example', 'sip:fire-2.k3f9@primary.example'];
    const answer = (...listed: readonly string[]): MessageEvent => ({
      ...cancelled(ANA),
      flow: 'group-affiliation-response.server-client',
      body: { mcServiceGroupIdList: listed },
    });
    const hasCome = answerTo({ kind: 'affiliate', user: ANA, mcServiceGroupIdList: groups }, []);
    assert.equal(hasCome([answer(...groups.slice(1))]), false);
    assert.equal(hasCome(groups.map((group) => answer(group))), true);
    assert.equal(hasCome([{ ...answer(), body: { result: 'failure' } }]), true);
  });

  it('is not waited for where there may be several', () => {
    const wish = { mcServiceGroupIdList: [], preconfiguredGroupId: 'sip:crisis-0.k3f9@primary.example' };
    assert.equal(answerTo({ kind: 'initiate-regroup', user: ANA, ...wish }, [])([]), true);
  });
});

describe('the request for an act', () => {
  it('has left when one more than before came from the client of the user', () => {
    const asks = (id: string): MessageEvent => ({
      ...cancelled(id),
      flow: 'log-off-request.client-server',
      from: { party: 'client-1', id },
    });
    const hasLeft = requestFor({ kind: 'log-off', user: ANA }, [asks(ANA)]);
    assert.equal(hasLeft([asks(ANA), asks(IVO)]), false);
    assert.equal(hasLeft([asks(ANA), asks(ANA)]), true);
  });
});
