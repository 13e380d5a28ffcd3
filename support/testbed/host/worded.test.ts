import assert from 'node:assert/strict';
import type { Send } from '../../reference/machine';
import { validateFlow } from '../../schema/validate';
import { worded } from './worded';

const APART = { listsGroupsApart: true };

describe('a message in other words', () => {
  const asks: Send = {
    kind: 'send',
    flow: 'preconfigured-regroup-request.server-server',
    address: 'http://peer',
    body: {
      from: 'sip:mcx-server@primary.example',
      to: 'sip:mcx-server@partner.example',
      mcServiceId: 'sip:ana.k3f9@primary.example',
      regroupGroupId: 'sip:joint-9.k3f9@primary.example',
      preconfiguredGroupId: 'sip:crisis-0.k3f9@primary.example',
      mcServiceGroupIdList: ['sip:med-7.k3f9@partner.example'],
    },
  };

  it('is a message of its flow all the same', () => {
    for (const words of ['as-usual', 'brief', 'extended', 'in-capitals'] as const) {
      const { flow, body } = worded(asks, words, APART);
      assert.deepEqual(validateFlow(flow, body), [], words);
      assert.equal(worded(asks, words, APART) === asks, words === 'as-usual');
    }
  });

  it('says nothing but what it must, or more than anybody knows, or the same in other letters', () => {
    const { mcServiceId, ...rest } = asks.body as unknown as Record<string, unknown>;
    assert.ok(mcServiceId);
    assert.deepEqual(worded(asks, 'brief', APART).body, rest);
    assert.ok('vendorExtension' in worded(asks, 'extended', APART).body);
    assert.deepEqual(worded(asks, 'in-capitals', APART).body, {
      ...asks.body,
      regroupGroupId: 'sip:joint-9.k3f9@PRIMARY.EXAMPLE',
      preconfiguredGroupId: 'sip:crisis-0.k3f9@PRIMARY.EXAMPLE',
      mcServiceGroupIdList: ['sip:med-7.k3f9@PARTNER.EXAMPLE'],
    });
  });

  it('leaves no list out where each request has to have it', () => {
    const tells = { ...asks, flow: 'preconfigured-regroup-request.server-client' } as Send;
    assert.ok(!('mcServiceGroupIdList' in worded(tells, 'brief', APART).body));
    assert.ok('mcServiceGroupIdList' in worded(tells, 'brief', { listsGroupsApart: false }).body);
  });

  it('has what its flow cannot do without', () => {
    const confirms: Send = {
      kind: 'send',
      flow: 'log-off-response.server-client',
      address: 'http://peer',
      body: {
        from: 'sip:mcx-server@primary.example',
        to: 'sip:ana@primary.example',
        mcServiceId: 'sip:ana@primary.example',
      },
    };
    assert.deepEqual(worded(confirms, 'brief', APART).body, confirms.body);
  });
});
