import assert from 'node:assert/strict';
import type { MessageEvent } from '../evidence/trace';
import type { FlowId } from '../procedure/flows';
import { whyNotFormed } from './earlier-regroup';

const JAN = 'sip:jan@partner.example';
const SERVER = 'sip:mcx-server@partner.example';
const WISH = { user: 'Jan', groups: ['Med-7', 'Med-8'] };

const message = (flow: FlowId, from: string, to: string): MessageEvent => ({
  kind: 'message',
  scope: 'x1',
  id: 'e1',
  seq: 1,
  at: 1,
  flow,
  body: { from, to },
  raw: '',
  wire: {},
  from: { id: from, party: null },
  to: { id: to, party: null },
  schemaErrors: [],
  writtenBy: 'harness',
});
const asked = message('preconfigured-regroup-request.client-server', JAN, SERVER);
const answered = (flow: FlowId, to = JAN) => message(flow, SERVER, to);
const formed = 'preconfigured-regroup-response.server-client';

describe('an earlier regroup that a scenario declares', () => {
  const cases: readonly (readonly [string, readonly MessageEvent[], string | undefined])[] = [
    ['was formed', [asked, answered(formed)], undefined],
    ['was rejected', [asked, answered('preconfigured-regroup-reject.server-client')], 'preconfigured regroup reject'],
    ['was answered to somebody else', [asked, answered(formed, 'sip:ana@primary.example')], 'no answer'],
    ['was not answered', [asked], 'no answer'],
    ['was never asked for', [], 'no request for it'],
  ];
  for (const [name, since, found] of cases)
    it(name, () => {
      const expected = 'expected the earlier regroup of Med-7, Med-8 by Jan to be formed, found ';
      assert.equal(whyNotFormed(WISH, JAN, since), found && `${expected}${found}`);
    });
});
