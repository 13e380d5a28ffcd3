import assert from 'node:assert/strict';
import type { MessageEvent } from '../evidence/trace';
import type { FlowId } from '../procedure/flows';
import { createLeftovers } from './leftovers';
import { remainsOf } from './remains';

const ANA = 'sip:ana@primary.example';
const SERVER = 'sip:mcx-server@primary.example';
const PARTNER = 'sip:mcx-server@partner.example';
const FIRE = 'sip:fire-1@primary.example';
const JOINT = 'sip:joint-9.x1@primary.example';

let seq = 0;
function message(flow: FlowId, from: string, to: string, elements: Record<string, unknown> = {}): MessageEvent {
  const body = { from, to, ...elements };
  return {
    kind: 'message',
    scope: 'x1',
    id: `e${++seq}`,
    seq,
    at: seq,
    flow,
    body,
    raw: JSON.stringify(body),
    from: { id: from, party: null },
    to: { id: to, party: null },
    schemaErrors: [],
    writtenBy: 'harness',
    wire: {},
  };
}

const REQUEST = message('preconfigured-regroup-request.client-server', ANA, SERVER, {
  mcServiceGroupIdList: [FIRE],
  regroupGroupId: JOINT,
});
const RETURN = message('preconfigured-regroup-request-return.server-client', SERVER, ANA, {
  authorizationResult: 'success',
  regroupGroupId: JOINT,
});
const FORMED = message('preconfigured-regroup-response.server-client', SERVER, ANA, { regroupGroupId: JOINT });
const cancelled = (result: string) =>
  message('preconfigured-regroup-cancel-response.server-client', SERVER, ANA, { regroupGroupId: JOINT, result });

const regroups = (...messages: readonly MessageEvent[]) => remainsOf(messages).regroups.map(({ id }) => id);

describe('what remains of a scenario', () => {
  it('is a regroup that was taken up, until its cancellation is confirmed', () => {
    assert.deepEqual(regroups(REQUEST), []);
    assert.deepEqual(regroups(REQUEST, RETURN), [JOINT]);
    assert.deepEqual(regroups(REQUEST, FORMED), [JOINT]);
    assert.deepEqual(regroups(REQUEST, RETURN, FORMED, cancelled('failure')), [JOINT]);
    assert.deepEqual(regroups(REQUEST, RETURN, FORMED, cancelled('success')), []);
  });

  it('is a regroup that a partner was asked for, though the requester heard nothing', () => {
    const asked = message('preconfigured-regroup-request.server-server', SERVER, PARTNER, { regroupGroupId: JOINT });
    assert.deepEqual(regroups(REQUEST, asked), [JOINT]);
  });

  it('is no regroup that was refused, and the one before it stays', () => {
    const again = { ...REQUEST, body: { ...REQUEST.body, regroupGroupId: 'sip:joint-8.x1@primary.example' } };
    const reject = message('preconfigured-regroup-reject.server-client', SERVER, ANA, {});
    assert.deepEqual(regroups(REQUEST, RETURN, reject), []);
    assert.deepEqual(regroups(REQUEST, RETURN, FORMED, again, reject), [JOINT]);
  });

  it('knows a regroup by the identity that the server gave it', () => {
    const bare = message('preconfigured-regroup-request.client-server', ANA, SERVER, { mcServiceGroupIdList: [FIRE] });
    const [left] = remainsOf([bare, RETURN]).regroups;
    assert.deepEqual([left?.id, left?.groups, left?.user], [JOINT, [FIRE], ANA]);
  });

  it('is an affiliation that was asked for, and a service that was not ended', () => {
    const list = { mcServiceGroupIdList: [FIRE] };
    const before = [
      message('service-authorization-request.client-server', ANA, SERVER),
      message('group-affiliation-request.client-server', ANA, SERVER, list),
    ];
    const left = remainsOf(before);
    assert.deepEqual([[...left.inService], [...(left.affiliations.get(ANA) ?? [])]], [[ANA], [FIRE]]);
    const gone = remainsOf([
      ...before,
      message('group-de-affiliation-response.server-client', SERVER, ANA, { ...list, result: 'success' }),
      message('log-off-response.server-client', SERVER, ANA),
    ]);
    assert.deepEqual([gone.inService.size, gone.affiliations.get(ANA)?.size], [0, 0]);
  });

  it('is no affiliation of which an answer confirms the end without naming the groups again', () => {
    const MED = 'sip:med-7@partner.example';
    const left = remainsOf([
      message('group-affiliation-request.client-server', ANA, SERVER, { mcServiceGroupIdList: [FIRE, MED] }),
      message('group-de-affiliation-request.client-server', ANA, SERVER, { mcServiceGroupIdList: [FIRE] }),
      message('group-de-affiliation-response.server-client', SERVER, ANA, { result: 'success' }),
    ]);
    assert.deepEqual([...(left.affiliations.get(ANA) ?? [])], [MED]);
  });
});

describe('leftovers', () => {
  it('name the scenario that left them, to whoever needs the identity', () => {
    const leftovers = createLeftovers();
    leftovers.add('PGR_PSRV_BV_32', [{ id: FIRE, what: 'Fire-1 is in a regroup' }]);
    leftovers.add('PGR_PSRV_BV_33', [{ id: FIRE, what: 'something else' }]);
    assert.equal(leftovers.among([ANA, FIRE]), 'PGR_PSRV_BV_32 left behind: Fire-1 is in a regroup');
    assert.equal(leftovers.among([ANA]), undefined);
  });
});
