import assert from 'node:assert/strict';
import type { MessageEvent } from '../evidence/trace';
import type { FlowId } from '../procedure/flows';
import type { PartyName } from '../procedure/roles';
import { leftOut, untoldRegroups } from './untold';

const BEN = 'sip:ben@partner.example';
const MED = 'sip:med-7@partner.example';
const JOINT = 'sip:joint-9@primary.example';
const SERVER = 'sip:mcx-server@partner.example';

const message = (
  flow: FlowId,
  [from, fromParty]: readonly [string, PartyName],
  [to, toParty]: readonly [string, PartyName],
  body: MessageEvent['body'],
): MessageEvent => ({
  ...{ kind: 'message', id: flow, seq: 1, at: 1, scope: 'x', flow, body, raw: JSON.stringify(body), schemaErrors: [] },
  ...{ from: { party: fromParty, id: from }, to: { party: toParty, id: to }, writtenBy: 'harness', wire: {} },
});
const partner = [SERVER, 'partner-server'] as const;
const ben = [BEN, 'client-2'] as const;
const affiliates = [
  message('group-affiliation-request.client-server', ben, partner, { mcServiceId: BEN, mcServiceGroupIdList: [MED] }),
  message('group-affiliation-response.server-client', partner, ben, { mcServiceId: BEN, result: 'success' }),
];
const step5 = message(
  'preconfigured-regroup-request.server-server',
  ['sip:mcx-server@primary.example', 'primary-server'],
  partner,
  { regroupGroupId: JOINT, mcServiceGroupIdList: ['sip:med-7@PARTNER.example'] },
);
const step7 = message('preconfigured-regroup-request.server-client', partner, ben, { regroupGroupId: JOINT });
const report = message(
  'notify-group-dynamic-data-request.server-gms',
  partner,
  ['sip:gms@partner.example', 'partner-gms'],
  { groupDynamicData: [{ mcServiceGroupId: JOINT, affiliated: [BEN] }] },
);

describe('what messages leave open of the affiliations at a server', () => {
  it('is who takes part in a regroup of which it sent no report', () => {
    assert.deepEqual(untoldRegroups([step5], 'partner-server'), [JOINT]);
    assert.deepEqual(untoldRegroups([step5, report], 'partner-server'), []);
    assert.deepEqual(untoldRegroups([step5], 'primary-server'), []);
  });

  it('is who takes part in a regroup that was reported as what a listed group is regrouped into, and no more', () => {
    const alias = { groupDynamicData: [{ mcServiceGroupId: MED, affiliated: [BEN], regroupGroupId: JOINT }] };
    const ofMed = message('notify-group-dynamic-data-request.server-gms', partner, ['sip:gms@x', 'partner-gms'], alias);
    assert.deepEqual(untoldRegroups([step5, ofMed], 'partner-server'), [JOINT]);
    assert.deepEqual(untoldRegroups([step5, ofMed, report], 'partner-server'), []);
  });

  it('is who takes part in a regroup that several requests told it of, where it did not report everybody', () => {
    const dan = ['sip:dan@partner.example', 'partner-bystanders'] as const;
    const alsoDan = message('preconfigured-regroup-request.server-client', partner, dan, { regroupGroupId: JOINT });
    const told = (...messages: readonly MessageEvent[]) => untoldRegroups([step5, ...messages], 'partner-server');
    assert.deepEqual(told(step7, alsoDan, report), []);
    assert.deepEqual(told(step7, step5, alsoDan, report), [JOINT]);
    assert.deepEqual(told(step7, step5, report), []);
  });

  it('is whether somebody is affiliated whom it confirmed and nobody asked', () => {
    const left = (...messages: readonly MessageEvent[]) => leftOut(messages, 'partner-server', new Set([MED]));
    assert.deepEqual(left(...affiliates, step5), [{ user: BEN, group: MED }]);
    assert.deepEqual(left(...affiliates, step5, step7), []);
    assert.deepEqual(left(...affiliates.slice(0, 1), step5), []);
    assert.deepEqual(left(...affiliates), []);
    const logsOff = message('log-off-request.client-server', ben, partner, { mcServiceId: BEN });
    assert.deepEqual(left(...affiliates, logsOff, step5), []);
    assert.deepEqual(leftOut([...affiliates, step5], 'partner-server', new Set()), []);
  });
});
